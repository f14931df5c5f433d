#include "pipeline/service/received_studies.h"

#include <gmock/gmock.h>

#include "tests/pipeline/service/running_service.h"

namespace osteosign::test {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

/// Studies of a folder of their own, as if objects had come by the network.
class ReceivedStudiesTest : public testing::Test {
 protected:
  void SetUp() override { prepare_folders(folders_); }
  ReceivedStudies studies(int quiet_s) {
    return ReceivedStudies(folders_, {quiet_s, 3600}, [](const ReceivedStudy&) { return false; });
  }
  StoreReply give(ReceivedStudies& studies, const SmallObject& object, const std::string& announced_uid) {
    ReceivedObject received;
    received.file = folders_.arriving() / "1.part";
    received.identity.sop_class_uid = object.sop_class_uid;
    received.identity.sop_instance_uid = announced_uid;
    received.association = 1;
    write_small_object(object, received.file);
    return studies.keep(received);
  }
  ServiceFolder folder_;
  ServiceFolders folders_{folder_.path()};
};

TEST_F(ReceivedStudiesTest, ACompleteStudyIsGivenUntilItIsNoted) {
  ReceivedStudies received = studies(0);
  give(received, {}, "1.2.3.4.1");
  ASSERT_THAT(received.complete(), SizeIs(1));
  ASSERT_THAT(received.complete(), SizeIs(1));
  EXPECT_THAT(received.settled(), IsEmpty());
  received.noted(received.complete()[0]);
  EXPECT_THAT(received.complete(), IsEmpty());
}

TEST_F(ReceivedStudiesTest, WhatComesBetweenIsNotForgotten) {
  ReceivedStudies received = studies(0);
  give(received, {}, "1.2.3.4.1");
  const auto first = received.complete();
  give(received, {.sop_instance_uid = "1.2.3.4.2"}, "1.2.3.4.2");
  received.noted(first.at(0));
  EXPECT_THAT(received.complete(), SizeIs(1));
}

TEST_F(ReceivedStudiesTest, AStudyIsNotRemovedWhileItGrowsOrItsSenderIsThere) {
  ReceivedStudies received = studies(0);
  give(received, {}, "1.2.3.4.1");
  received.remove(key_of_study("1.2.3"));
  EXPECT_THAT(received.complete(), SizeIs(1));
  received.noted(received.complete()[0]);
  EXPECT_THAT(received.settled(), IsEmpty());
  received.association_ended(1);
  ASSERT_THAT(received.settled(), SizeIs(1));
  received.remove(received.settled()[0]);
  EXPECT_THAT(folder_.files(".dcm"), IsEmpty());
  EXPECT_EQ(received.bytes_on_disk(), 0U);
}

TEST_F(ReceivedStudiesTest, AnotherInstanceThanTheAnnouncedOneIsRefused) {
  ReceivedStudies received = studies(0);
  EXPECT_EQ(give(received, {}, "9.9.9").status, StoreStatus::not_this_class);
  EXPECT_THAT(folder_.files(".part"), IsEmpty());
}

TEST_F(ReceivedStudiesTest, FoldersAreReadAgain) {
  {
    ReceivedStudies received = studies(0);
    give(received, {}, "1.2.3.4.1");
  }
  EXPECT_THAT(studies(0).complete(), SizeIs(1));
  EXPECT_THAT(studies(3600).complete(), IsEmpty());
  const ReceivedStudies known(folders_, {0, 3600}, [](const ReceivedStudy&) { return true; });
  EXPECT_THAT(known.complete(), IsEmpty());
  EXPECT_GT(bytes_below(folders_.studies()), 500U);
}

TEST_F(ReceivedStudiesTest, AnImageThatAPowerCutEmptiedIsDropped) {
  {
    ReceivedStudies received = studies(0);
    give(received, {}, "1.2.3.4.1");
    give(received, {.sop_instance_uid = "1.2.3.4.2"}, "1.2.3.4.2");
  }
  std::filesystem::resize_file(folder_.files(".dcm").at(0), 0);
  ReceivedStudies again = studies(0);
  ASSERT_THAT(again.complete(), SizeIs(1));
  EXPECT_THAT(again.complete()[0].images, SizeIs(1));
}

}  // namespace
}  // namespace osteosign::test
