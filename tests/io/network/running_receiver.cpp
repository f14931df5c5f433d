#include "tests/io/network/running_receiver.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

namespace osteosign::test {

namespace fs = std::filesystem;

RunningReceiver::RunningReceiver(const std::function<void(ReceiverSettings&)>& edit) {
  static int count = 0;
  folder_ = fs::temp_directory_path() / fmt::format("osteosign_receiver_{}_{}", getpid(), ++count);
  fs::create_directories(folder_ / "to_send");
  fs::create_directories(folder_ / "in");
  ReceiverSettings settings;
  settings.calling_titles = {"SENDER"};
  settings.folder = folder_ / "in";
  settings.silence = std::chrono::seconds(5);
  if (edit) edit(settings);
  ReceiverHooks hooks;
  hooks.has_room = [] { return true; };
  hooks.keep = [this](const ReceivedObject& object) {
    const std::lock_guard lock(mutex_);
    kept_.push_back(object.identity.sop_instance_uid);
    return StoreReply{};
  };
  hooks.association_ended = [](std::uint64_t) {};
  hooks.report = [this](const NetworkEvent& event) {
    const std::lock_guard lock(mutex_);
    events_.push_back(event);
  };
  receiver_ = std::make_unique<StoreReceiver>(settings, hooks);
}

RunningReceiver::~RunningReceiver() {
  receiver_.reset();
  fs::remove_all(folder_);
}

StoreNode RunningReceiver::node(const std::string& calling_title) const {
  return {"127.0.0.1", port(), "OSTEOSIGN", calling_title, std::chrono::seconds(10), {}};
}

fs::path RunningReceiver::object_file(const SmallObject& object) const {
  const fs::path file = folder_ / "to_send" / (object.sop_instance_uid + ".dcm");
  write_small_object(object, file);
  return file;
}

std::vector<std::string> RunningReceiver::kept() const {
  const std::lock_guard lock(mutex_);
  return kept_;
}

std::vector<std::string> RunningReceiver::reasons(NetworkEvent::Kind kind) const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> found;
  for (const NetworkEvent& event : events_)
    if (event.kind == kind) found.push_back(event.reason);
  return found;
}

std::vector<fs::path> RunningReceiver::files_left() const {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder_ / "in")) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

bool RunningReceiver::wait_for(NetworkEvent::Kind kind, std::size_t count) const {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (std::chrono::steady_clock::now() < end) {
    if (reasons(kind).size() >= count) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

}  // namespace osteosign::test
