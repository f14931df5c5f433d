#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "pipeline/service/service_figures.h"
#include "pipeline/service/service_settings.h"

namespace httplib {
class Server;
}

namespace osteosign {

/// HTTP on one address, in threads of its own: GET /health (503 when not "ok"), GET /metrics, and
/// POST /announce?study=UID&objects=N, by which a sender tells how many objects a study has.
class StatusServer {
 public:
  using Announce = std::function<void(const std::string& study_instance_uid, int objects)>;
  /// Listens from now on. Throws OutputError when the address cannot be bound.
  StatusServer(const StatusSettings& settings, std::function<ServiceFigures()> figures, Announce announce);
  StatusServer(const StatusServer&) = delete;
  StatusServer& operator=(const StatusServer&) = delete;
  ~StatusServer();
  int port() const { return port_; }

 private:
  std::unique_ptr<httplib::Server> server_;
  int port_ = 0;
  std::atomic<bool> ended_ = false;
  std::thread thread_;
};

}  // namespace osteosign
