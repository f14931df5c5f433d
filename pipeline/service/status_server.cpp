#include "pipeline/service/status_server.h"

#include <fmt/format.h>
#include <httplib.h>

#include <charconv>

#include "io/values/errors.h"

namespace osteosign {
namespace {

constexpr int status_ok = 200;
constexpr int status_bad_request = 400;
constexpr int status_unavailable = 503;

int whole_number(const std::string& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

}  // namespace

StatusServer::StatusServer(const StatusSettings& settings, std::function<ServiceFigures()> figures,
                           Announce announce)
    : server_(std::make_unique<httplib::Server>()) {
  server_->Get("/health", [figures](const httplib::Request&, httplib::Response& response) {
    const ServiceFigures now = figures();
    response.status = now.stopping || !now.has_room ? status_unavailable : status_ok;
    response.set_content(health_text(now), "application/json");
  });
  server_->Get("/metrics", [figures](const httplib::Request&, httplib::Response& response) {
    response.set_content(metrics_text(figures()), "text/plain; version=0.0.4");
  });
  server_->Post("/announce", [announce](const httplib::Request& request, httplib::Response& response) {
    const int objects = whole_number(request.get_param_value("objects"));
    const std::string study = request.get_param_value("study");
    response.status = objects > 0 && !study.empty() ? status_ok : status_bad_request;
    if (response.status == status_ok) announce(study, objects);
  });
  port_ = settings.port == 0 ? server_->bind_to_any_port(settings.address.c_str()) : settings.port;
  if (port_ <= 0 || (settings.port != 0 && !server_->bind_to_port(settings.address.c_str(), settings.port)))
    throw OutputError(fmt::format("listen on {} port {}: cannot be bound", settings.address, settings.port));
  thread_ = std::thread([this] {
    server_->listen_after_bind();
    ended_ = true;
  });
}

StatusServer::~StatusServer() {
  while (!server_->is_running() && !ended_)
    std::this_thread::yield();  // a stop before it listens would be lost
  server_->stop();
  thread_.join();
}

}  // namespace osteosign
