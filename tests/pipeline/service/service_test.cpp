#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "pipeline/service/service_folders.h"
#include "tests/pipeline/service/running_service.h"

namespace osteosign::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Optional;
using testing::SizeIs;

SmallObject image(int number, const std::string& study = "1.2.3") {
  return {.sop_instance_uid = study + ".4." + std::to_string(number), .study_instance_uid = study};
}

TEST(Service, AStudyComesBackWithReportAndSegmentation) {
  const ServiceFolder folder;
  const auto pacs = running_pacs();
  RunningService running(quick_settings(folder.path(), pacs.get()));
  EXPECT_EQ(running.send({image(1), image(2)}), std::nullopt);
  EXPECT_TRUE(becomes_true([&] { return pacs->kept().size() == 2; }));
  EXPECT_TRUE(running.wait_for_metric("osteosign_deliveries_total{outcome=\"sent\"} 1"));
  EXPECT_THAT(running.get("/health"), HasSubstr("\"status\":\"ok\""));
}

TEST(Service, ItsOwnResultsComingBackStartNothing) {
  const ServiceFolder folder;
  RunningService running(quick_settings(folder.path()));
  EXPECT_EQ(running.send({image(1)}), std::nullopt);
  ASSERT_TRUE(running.wait_for_metric("osteosign_jobs{state=\"analyzed\"} 1"));
  SmallObject own_picture = image(7);
  own_picture.manufacturer = "osteosign";
  SmallObject report = image(8);
  report.sop_class_uid = "1.2.840.10008.5.1.4.1.1.88.34";
  report.modality = "SR";
  EXPECT_EQ(running.send({own_picture, report}), std::nullopt);
  EXPECT_TRUE(running.wait_for_metric("osteosign_objects_total{outcome=\"own_result\"} 1"));
  EXPECT_TRUE(running.wait_for_metric("osteosign_objects_total{outcome=\"ignored\"} 1"));
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_TRUE(running.wait_for_metric("osteosign_analyses_total 1"));
  EXPECT_TRUE(running.wait_for_metric("osteosign_studies_growing 0"));
}

TEST(Service, AKnownNumberOfImagesNeedsNoQuietTime) {
  const ServiceFolder folder;
  ServiceSettings settings = quick_settings(folder.path());
  settings.complete.quiet_s = 3600;
  RunningService running(settings);
  SmallObject first = image(1), second = image(2);
  first.instances_in_study = second.instances_in_study = 2;
  EXPECT_EQ(running.send({first}), std::nullopt);
  std::this_thread::sleep_for(std::chrono::milliseconds(150));
  EXPECT_TRUE(running.wait_for_metric("osteosign_studies_growing 1"));
  EXPECT_EQ(running.send({second}), std::nullopt);
  EXPECT_TRUE(running.wait_for_metric("osteosign_jobs{state=\"analyzed\"} 1"));
}

TEST(Service, ASenderMayAnnounceTheNumberOfObjects) {
  const ServiceFolder folder;
  ServiceSettings settings = quick_settings(folder.path());
  settings.complete.quiet_s = 3600;
  RunningService running(settings);
  EXPECT_EQ(running.post("/announce?study=1.2.3&objects=two"), 400);
  EXPECT_EQ(running.post("/announce?study=1.2.3&objects=1"), 200);
  EXPECT_EQ(running.send({image(1)}), std::nullopt);
  EXPECT_TRUE(running.wait_for_metric("osteosign_jobs{state=\"analyzed\"} 1"));
}

TEST(Service, LateImagesAreAnalyzedWithTheOthersAndTheResultReplaced) {
  const ServiceFolder folder;
  RunningService running(quick_settings(folder.path()));
  EXPECT_EQ(running.send({image(1)}), std::nullopt);
  ASSERT_TRUE(running.wait_for_metric("osteosign_jobs{state=\"analyzed\"} 1"));
  EXPECT_EQ(running.send({image(2)}), std::nullopt);
  ASSERT_TRUE(running.wait_for_metric("osteosign_jobs{state=\"analyzed\"} 2"));
  ASSERT_TRUE(becomes_true([&] { return folder.files(".json").size() == 1; }));
  std::ifstream result(folder.files(".json")[0]);
  EXPECT_THAT((std::string{std::istreambuf_iterator<char>(result), {}}), HasSubstr("\"inputs\": 2"));
}

TEST(Service, TheSameStudyTwiceIsAnalyzedOnce) {
  const ServiceFolder folder;
  const auto pacs = running_pacs();
  ServiceSettings settings = quick_settings(folder.path(), pacs.get());
  settings.complete.quiet_s = 1;
  RunningService running(settings);
  EXPECT_EQ(running.send({image(1), image(2)}), std::nullopt);
  EXPECT_EQ(running.send({image(2), image(1)}), std::nullopt);
  ASSERT_TRUE(becomes_true([&] { return pacs->kept().size() == 2; }));
  EXPECT_EQ(running.send({image(1), image(2)}), std::nullopt);
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_TRUE(running.wait_for_metric("osteosign_objects_total{outcome=\"repeated\"} 4"));
  EXPECT_TRUE(running.wait_for_metric("osteosign_analyses_total 1"));
  EXPECT_THAT(pacs->kept(), SizeIs(2));
}

TEST(Service, AnAnalysisThatFailsIsTriedAgainAndThenKeptAsFailed) {
  const ServiceFolder folder;
  ServiceSettings settings = quick_settings(folder.path());
  settings.worker.command += " --exit 80";
  RunningService running(settings);
  EXPECT_EQ(running.send({image(1)}), std::nullopt);
  EXPECT_TRUE(running.wait_for_metric("osteosign_jobs{state=\"failed\"} 1"));
  EXPECT_TRUE(running.wait_for_metric("osteosign_analyses_failed_total 2"));
  EXPECT_THAT(folder.files(".dcm"), Not(IsEmpty()));  // the images stay
}

TEST(Service, AnAnalysisThatCannotWriteIsTriedLaterAndNeverGivenUp) {
  const ServiceFolder folder;
  ServiceSettings settings = quick_settings(folder.path());
  settings.worker.command += " --exit 40";
  settings.worker.attempts = 1;
  RunningService running(settings);
  EXPECT_EQ(running.send({image(1)}), std::nullopt);
  EXPECT_TRUE(running.wait_for_metric("osteosign_analyses_failed_total 1"));
  EXPECT_TRUE(running.wait_for_metric("osteosign_jobs{state=\"waiting\"} 1"));
}

TEST(Service, AnAnalysisThatTakesTooLongIsEnded) {
  const ServiceFolder folder;
  ServiceSettings settings = quick_settings(folder.path());
  settings.worker.command += " --sleep-ms 60000";
  settings.worker.time_limit_s = 1;
  settings.worker.attempts = 1;
  RunningService running(settings);
  EXPECT_EQ(running.send({image(1)}), std::nullopt);
  EXPECT_TRUE(running.wait_for_metric("osteosign_jobs{state=\"failed\"} 1"));
}

TEST(Service, PathsInUidsReachNoPath) {
  const ServiceFolder folder;
  RunningService running(quick_settings(folder.path()));
  SmallObject wicked = image(1);
  wicked.study_instance_uid = "../../../../tmp/osteosign_escaped";
  wicked.sop_instance_uid = "/../../x/$(touch x);`y`";
  EXPECT_EQ(running.send({wicked}), std::nullopt);
  EXPECT_TRUE(running.wait_for_metric("osteosign_jobs{state=\"analyzed\"} 1"));
  for (const fs::path& file : folder.files(".dcm"))
    EXPECT_EQ(file.string().find(".."), std::string::npos) << file;
  EXPECT_FALSE(fs::exists("/tmp/osteosign_escaped"));
}

TEST(Service, AnObjectThatIsNotWhatWasAnnouncedIsRefused) {
  const ServiceFolder folder;
  RunningService running(quick_settings(folder.path()));
  SmallObject nameless = image(1);
  nameless.study_instance_uid = "";
  EXPECT_THAT(running.send({nameless}), Optional(HasSubstr("C000")));
  EXPECT_TRUE(running.wait_for_metric("osteosign_objects_total{outcome=\"refused\"} 1"));
}

TEST(Service, WithoutRoomObjectsAreRefused) {
  const ServiceFolder folder;
  ServiceSettings settings = quick_settings(folder.path());
  settings.disk.least_free_mb = 100'000'000;
  RunningService running(settings);
  EXPECT_THAT(running.send({image(1)}), Optional(HasSubstr("A700")));
  EXPECT_THAT(running.get("/health"), HasSubstr("no_room"));
}

TEST(Service, FinishedStudiesMakeRoom) {
  const ServiceFolder folder;
  ServiceSettings settings = quick_settings(folder.path());
  settings.disk.quota_mb = 1;
  RunningService running(settings);
  SmallObject large = image(1, "1.2.5");
  large.pixel_bytes = 300'000;
  for (int study = 1; study <= 5; ++study) {
    large.study_instance_uid = "1.2.5." + std::to_string(study);
    large.sop_instance_uid = large.study_instance_uid + ".1";
    EXPECT_EQ(running.send({large}), std::nullopt) << study;
    ASSERT_TRUE(running.wait_for_metric("osteosign_jobs{state=\"analyzed\"} " + std::to_string(study)));
  }
  EXPECT_THAT(running.get("/metrics"), Not(HasSubstr("osteosign_studies_removed_total 0\n")));
  EXPECT_LT(bytes_below(folder.path() / "service" / "studies"), 1U << 20U);
}

TEST(Service, AStudyWhoseImagesWereRemovedIsNotAnalyzedInPart) {
  const ServiceFolder folder;
  RunningService running(quick_settings(folder.path()));
  EXPECT_EQ(running.send({image(1), image(2)}), std::nullopt);
  ASSERT_TRUE(running.wait_for_metric("osteosign_jobs{state=\"analyzed\"} 1"));
  running.stop();
  fs::remove_all(folder.path() / "service" / "studies");  // as when room was made
  RunningService again(quick_settings(folder.path()));
  EXPECT_EQ(again.send({image(3)}), std::nullopt);
  EXPECT_TRUE(again.wait_for_metric("osteosign_studies_growing 0"));
  EXPECT_TRUE(again.wait_for_metric("osteosign_analyses_total 0"));
  EXPECT_EQ(again.send({image(1), image(2)}), std::nullopt);
  EXPECT_TRUE(again.wait_for_metric("osteosign_jobs{state=\"analyzed\"} 2"));
}

}  // namespace
}  // namespace osteosign::test
