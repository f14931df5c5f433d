#include <gmock/gmock.h>

#include "io/values/errors.h"
#include "tests/pipeline/service/running_service.h"

namespace osteosign::test {
namespace {

const SmallObject image{.sop_instance_uid = "1.2.3.4.1", .study_instance_uid = "1.2.3"};

TEST(ServiceRestart, WhatWasReceivedBeforeIsAnalyzedAfter) {
  const ServiceFolder folder;
  const auto pacs = running_pacs();
  ServiceSettings settings = quick_settings(folder.path(), pacs.get());
  settings.complete.quiet_s = 3600;
  {
    RunningService running(settings);
    EXPECT_EQ(running.send({image}), std::nullopt);
  }
  settings.complete.quiet_s = 0;
  RunningService again(settings);
  EXPECT_TRUE(becomes_true([&] { return pacs->kept().size() == 2; }));
}

TEST(ServiceRestart, AStopGivesARunningAnalysisBack) {
  const ServiceFolder folder;
  ServiceSettings settings = quick_settings(folder.path());
  const std::string quick_worker = settings.worker.command;
  settings.stop_s = 0;
  settings.worker.command = quick_worker + " --sleep-ms 60000";
  {
    RunningService running(settings);
    EXPECT_EQ(running.send({image}), std::nullopt);
    ASSERT_TRUE(running.wait_for_metric("osteosign_jobs{state=\"running\"} 1"));
  }
  RunningService again(settings);
  EXPECT_TRUE(again.wait_for_metric("osteosign_jobs{state=\"running\"} 1"));
  EXPECT_THAT(again.get("/metrics"), testing::HasSubstr("osteosign_analyses_failed_total 0\n"));
}

TEST(ServiceRestart, ResultsReachANodeThatWasAway) {
  const ServiceFolder folder;
  auto pacs = running_pacs();
  const int port = pacs->port();
  const ServiceSettings settings = quick_settings(folder.path(), pacs.get());
  pacs.reset();
  {
    RunningService running(settings);
    EXPECT_EQ(running.send({image}), std::nullopt);
    EXPECT_TRUE(running.wait_for_metric("osteosign_deliveries_total{outcome=\"failed\"} 1"));
  }
  RunningReceiver back([&](ReceiverSettings& receiver) {
    receiver.address.port = port;
    receiver.title = "PACS";
    receiver.calling_titles = {"OSTEOSIGN"};
  });
  RunningService again(settings);
  EXPECT_TRUE(becomes_true([&] { return back.kept().size() == 2; }));
  EXPECT_TRUE(again.wait_for_metric("osteosign_analyses_total 0"));
}

TEST(ServiceRestart, TwoServicesDoNotShareAFolder) {
  const ServiceFolder folder;
  const ServiceSettings settings = quick_settings(folder.path());
  RunningService running(settings);
  EXPECT_THROW(Service second(settings), UsageError);
}

TEST(ServiceRestart, FailedAnalysesAreTriedAgainWhenAskedFor) {
  const ServiceFolder folder;
  ServiceSettings settings = quick_settings(folder.path());
  settings.worker.attempts = 1;
  settings.worker.command += " --exit 80";
  RunningService running(settings);
  EXPECT_EQ(running.send({image}), std::nullopt);
  ASSERT_TRUE(running.wait_for_metric("osteosign_jobs{state=\"failed\"} 1"));
  running.service().retry_failed();
  EXPECT_TRUE(running.wait_for_metric("osteosign_analyses_total 2"));
}

}  // namespace
}  // namespace osteosign::test
