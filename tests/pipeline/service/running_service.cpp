#include "tests/pipeline/service/running_service.h"

#include <fmt/format.h>
#include <httplib.h>
#include <unistd.h>

#include <algorithm>

#include "pipeline/service/service_log.h"

namespace osteosign::test {

namespace fs = std::filesystem;

ServiceFolder::ServiceFolder() {
  static int count = 0;
  path_ = fs::temp_directory_path() / fmt::format("osteosign_service_{}_{}", getpid(), ++count);
  fs::remove_all(path_);
  fs::create_directories(path_);
}

ServiceFolder::~ServiceFolder() { fs::remove_all(path_); }

std::vector<fs::path> ServiceFolder::files(const std::string& extension) const {
  // The service moves folders meanwhile: a list during which one went away is begun anew.
  constexpr int attempts = 100;
  std::error_code error;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator entry(path_, error), end; !error && entry != end;
         entry.increment(error))
      if (entry->path().extension() == extension) files.push_back(entry->path());
    if (error) continue;
    std::ranges::sort(files);
    return files;
  }
  throw fs::filesystem_error("files of the service", path_, error);
}

std::unique_ptr<RunningReceiver> running_pacs() {
  return std::make_unique<RunningReceiver>([](ReceiverSettings& settings) {
    settings.title = "PACS";
    settings.calling_titles = {"OSTEOSIGN"};
  });
}

ServiceSettings quick_settings(const fs::path& folder, const RunningReceiver* pacs) {
  ServiceSettings settings;
  settings.folder = folder / "service";
  settings.stop_s = 2;
  settings.receive.port = 0;
  settings.receive.calling_titles = {"SENDER"};
  settings.complete.quiet_s = 0;
  settings.worker.command =
      fmt::format("{}/tests/stand_in_worker {{input}} {{output}}", OSTEOSIGN_BINARY_DIR);
  settings.send.first_pause_s = 1;
  settings.disk.least_free_mb = 1;
  settings.status.port = 0;
  if (pacs != nullptr) {
    NodeSettings node;
    node.name = "pacs";
    node.host = "127.0.0.1";
    node.port = pacs->port();
    node.title = "PACS";
    settings.nodes.push_back(node);
  }
  return settings;
}

RunningService::RunningService(const ServiceSettings& settings)
    : to_send_(settings.folder.parent_path() / "to_send") {
  fs::create_directories(to_send_);
  start_service_log();
  service_ = std::make_unique<Service>(settings);
  thread_ = std::thread([this] { service_->run(stop_); });
}

void RunningService::stop() {
  stop_ = true;
  if (thread_.joinable()) thread_.join();
  service_.reset();
}

std::optional<std::string> RunningService::send(const std::vector<SmallObject>& objects) {
  std::vector<fs::path> files;
  for (std::size_t each = 0; each < objects.size(); ++each) {
    files.push_back(to_send_ / fmt::format("{}.dcm", each));
    write_small_object(objects[each], files.back());
  }
  StoreNode node;
  node.host = "127.0.0.1";
  node.port = service_->dicom_port();
  node.title = "OSTEOSIGN";
  node.calling_title = "SENDER";
  return send_instances(files, node);
}

std::string RunningService::get(const std::string& path) const {
  httplib::Client client("127.0.0.1", service_->status_port());
  const auto answer = client.Get(path);
  return answer ? answer->body : "";
}

int RunningService::post(const std::string& path) const {
  httplib::Client client("127.0.0.1", service_->status_port());
  const auto answer = client.Post(path);
  return answer ? answer->status : 0;
}

bool RunningService::wait_for_metric(const std::string& line) const {
  return becomes_true([&] { return get("/metrics").find(line + "\n") != std::string::npos; });
}

bool becomes_true(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (std::chrono::steady_clock::now() < end) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

}  // namespace osteosign::test
