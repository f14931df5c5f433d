#pragma once
#include <filesystem>

namespace osteosign {

/// Keeps a second service away from a folder. It ends with the process, however that ends.
class ServiceLock {
 public:
  /// Throws UsageError when somebody else holds it, OutputError when it cannot be made.
  explicit ServiceLock(const std::filesystem::path& folder);
  ServiceLock(const ServiceLock&) = delete;
  ServiceLock& operator=(const ServiceLock&) = delete;
  ~ServiceLock();

 private:
  int handle_;
};

}  // namespace osteosign
