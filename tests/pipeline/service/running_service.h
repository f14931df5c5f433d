#pragma once
#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "io/network/send_instances.h"
#include "pipeline/service/service.h"
#include "tests/dicom/write_small_object.h"
#include "tests/io/network/running_receiver.h"

namespace osteosign::test {

/// A folder that is removed at the end.
class ServiceFolder {
 public:
  ServiceFolder();
  ~ServiceFolder();
  const std::filesystem::path& path() const { return path_; }
  /// Every file below.
  std::vector<std::filesystem::path> files(const std::string& extension) const;

 private:
  std::filesystem::path path_;
};

/// A node that takes results.
std::unique_ptr<RunningReceiver> running_pacs();

/// Settings for tests: any free port, no quiet time, the stand-in worker, results to `pacs` (none: nowhere).
ServiceSettings quick_settings(const std::filesystem::path& folder, const RunningReceiver* pacs = nullptr);

/// A service that works in a thread until it goes out of scope.
class RunningService {
 public:
  explicit RunningService(const ServiceSettings& settings);
  ~RunningService() { stop(); }
  void stop();
  /// Sends objects to it in one association; what went wrong, or nothing.
  std::optional<std::string> send(const std::vector<SmallObject>& objects);
  std::string get(const std::string& path) const;
  int post(const std::string& path) const;
  /// True once the metrics hold the line; false after ten seconds.
  bool wait_for_metric(const std::string& line) const;
  Service& service() { return *service_; }

 private:
  std::filesystem::path to_send_;
  std::atomic<bool> stop_ = false;
  std::unique_ptr<Service> service_;
  std::thread thread_;
};

/// True once the condition holds; false after ten seconds.
bool becomes_true(const std::function<bool()>& condition);

}  // namespace osteosign::test
