#pragma once

namespace osteosign {

/// While one is there, Ctrl-C and SIGTERM ask the program to stop instead of ending it.
class StopRequest {
 public:
  StopRequest();
  ~StopRequest();
  StopRequest(const StopRequest&) = delete;
  StopRequest& operator=(const StopRequest&) = delete;
  bool made() const;
};

}  // namespace osteosign
