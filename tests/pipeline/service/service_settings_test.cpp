#include "pipeline/service/service_settings.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"

namespace osteosign::test {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

ServiceSettings parse(const std::string& text) { return parse_service_settings(text, "site.json"); }

TEST(ServiceSettings, TheTemplateReadsBackAsTheDefaults) {
  const ServiceSettings settings = parse(service_settings_template());
  const ServiceSettings defaults;
  EXPECT_EQ(settings.receive.address, "127.0.0.1");
  EXPECT_EQ(settings.receive.port, defaults.receive.port);
  EXPECT_EQ(settings.complete.quiet_s, defaults.complete.quiet_s);
  EXPECT_EQ(settings.worker.command, "");
  EXPECT_EQ(settings.disk.quota_mb, defaults.disk.quota_mb);
  ASSERT_EQ(settings.nodes.size(), 1U);
  EXPECT_EQ(settings.nodes[0].title, "ORTHANC");
}

TEST(ServiceSettings, NamesWhatIsWrongWithItsPath) {
  const std::string start = R"({"folder": "/x", "receive": {"calling_titles": ["A"])";
  EXPECT_THAT([&] { parse(start + R"(, "prot": 1}})"); },
              ThrowsMessage<UsageError>(HasSubstr("receive.prot: is not a known key")));
  EXPECT_THAT([&] { parse(start + R"(, "port": 70000}})"); },
              ThrowsMessage<UsageError>(HasSubstr("receive.port: 70000 is above 65535")));
  EXPECT_THAT([&] { parse(start + R"(}, "nodes": [{"name": "a", "protocol": "dicom", "host": "b"}]})"); },
              ThrowsMessage<UsageError>(HasSubstr("node a: title is missing")));
  EXPECT_THAT([&] { parse(start + R"(}, "nodes": [{"name": "a", "protocol": "ftp"}]})"); },
              ThrowsMessage<UsageError>(HasSubstr("nodes[0].protocol: \"ftp\" is not one of")));
}

TEST(ServiceSettings, SomebodyMustBeAllowedToCall) {
  EXPECT_THAT([] { parse(R"({"folder": "/x"})"); }, ThrowsMessage<UsageError>(HasSubstr("calling_titles")));
  EXPECT_THAT([] { parse(R"({"receive": {"calling_titles": ["A"]}})"); },
              ThrowsMessage<UsageError>(HasSubstr("folder is missing")));
}

}  // namespace
}  // namespace osteosign::test
