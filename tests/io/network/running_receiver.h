#pragma once
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "io/network/send_instances.h"
#include "io/network/store_receiver.h"
#include "tests/dicom/write_small_object.h"

namespace osteosign::test {

/// A receiver on loopback that remembers what it was given, with a folder of its own.
class RunningReceiver {
 public:
  /// `edit` changes the settings before it starts.
  explicit RunningReceiver(const std::function<void(ReceiverSettings&)>& edit = {});
  ~RunningReceiver();

  int port() const { return receiver_->port(); }
  StoreNode node(const std::string& calling_title = "SENDER") const;
  /// A file to send.
  std::filesystem::path object_file(const SmallObject& object) const;
  /// UIDs of the objects that were kept, in the order of their coming.
  std::vector<std::string> kept() const;
  std::vector<std::string> reasons(NetworkEvent::Kind kind) const;
  std::vector<std::filesystem::path> files_left() const;
  /// True once `kind` was reported `count` times; false after ten seconds.
  bool wait_for(NetworkEvent::Kind kind, std::size_t count) const;
  StoreReceiver& receiver() { return *receiver_; }

 private:
  std::filesystem::path folder_;
  mutable std::mutex mutex_;
  std::vector<std::string> kept_;
  std::vector<NetworkEvent> events_;
  std::unique_ptr<StoreReceiver> receiver_;
};

}  // namespace osteosign::test
