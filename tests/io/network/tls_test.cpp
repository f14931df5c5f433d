#include <gmock/gmock.h>

#include <cstdlib>

#include "tests/io/network/raw_caller.h"
#include "tests/io/network/running_receiver.h"

namespace osteosign::test {
namespace {

namespace fs = std::filesystem;

/// A key and a certificate that signs itself.
TlsSettings new_identity(const std::string& name, const fs::path& trusted) {
  const fs::path folder = fs::path(testing::TempDir()) / ("osteosign_tls_" + name);
  fs::create_directories(folder);
  const std::string command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=" + name +
                              " -keyout " + (folder / "key.pem").string() + " -out " +
                              (folder / "cert.pem").string() + " 2> /dev/null";
  EXPECT_EQ(std::system(command.c_str()), 0);
  return {folder / "cert.pem", folder / "key.pem", trusted.empty() ? folder / "cert.pem" : trusted};
}

TEST(Tls, AKnownCallerIsServedAndAStrangerIsNot) {
  const TlsSettings ours = new_identity("ours", "");
  const TlsSettings strange = new_identity("strange", ours.certificate);
  RunningReceiver running([&](ReceiverSettings& settings) { settings.tls = ours; });
  StoreNode node = running.node();
  node.tls = ours;
  EXPECT_EQ(send_instances({running.object_file({})}, node), std::nullopt);
  EXPECT_EQ(running.kept().size(), 1U);
  node.tls = strange;
  EXPECT_NE(send_instances({running.object_file({})}, node), std::nullopt);
  EXPECT_NE(send_instances({running.object_file({})}, running.node()), std::nullopt);  // without TLS
  EXPECT_EQ(running.kept().size(), 1U);
}

}  // namespace
}  // namespace osteosign::test
