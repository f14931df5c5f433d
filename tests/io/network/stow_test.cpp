#include "io/network/stow.h"

#include <gmock/gmock.h>
#include <httplib.h>

#include <thread>

#include "tests/dicom/write_small_object.h"

namespace osteosign::test {
namespace {

using testing::HasSubstr;
using testing::Optional;

/// A DICOMweb server that answers each request with one status and remembers the last.
class WebServer {
 public:
  explicit WebServer(int status) {
    server_.Post("/dicom-web/studies",
                 [this, status](const httplib::Request& request, httplib::Response& response) {
                   type = request.get_header_value("Content-Type");
                   authorization = request.get_header_value("Authorization");
                   body_bytes = std::stoul(request.get_header_value("Content-Length"));
                   response.status = status;
                 });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
  }
  ~WebServer() {
    while (!server_.is_running()) std::this_thread::yield();
    server_.stop();
    thread_.join();
  }
  StowNode node() const {
    StowNode node;
    node.server = "http://127.0.0.1:" + std::to_string(port_);
    node.path = "/dicom-web/studies";
    node.authorization = "Bearer key";
    return node;
  }
  std::string type, authorization;
  unsigned long body_bytes = 0;

 private:
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
};

std::filesystem::path object_file() {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "osteosign_stow.dcm";
  write_small_object({}, file);
  return file;
}

TEST(Stow, SendsAFileAsOnePartOfARequest) {
  const WebServer server(200);
  EXPECT_EQ(stow_instances({object_file()}, server.node()), std::nullopt);
  EXPECT_THAT(server.type, HasSubstr("multipart/related; type=\"application/dicom\"; boundary="));
  EXPECT_EQ(server.authorization, "Bearer key");
  EXPECT_GT(server.body_bytes, std::filesystem::file_size(object_file()));
}

TEST(Stow, AnythingButTwoHundredIsAFailure) {
  const WebServer server(202);  // some objects had trouble
  EXPECT_THAT(stow_instances({object_file()}, server.node()), Optional(HasSubstr("HTTP status 202")));
}

TEST(Stow, AServerThatIsAwayIsAFailure) {
  StowNode node;
  node.server = "http://127.0.0.1:9";
  node.path = "/";
  EXPECT_THAT(stow_instances({object_file()}, node), Optional(HasSubstr("Connection")));
}

}  // namespace
}  // namespace osteosign::test
