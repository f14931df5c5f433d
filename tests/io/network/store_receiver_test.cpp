#include <gmock/gmock.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "tests/io/network/raw_caller.h"
#include "tests/io/network/running_receiver.h"

namespace osteosign::test {
namespace {

using Kind = NetworkEvent::Kind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Optional;

TEST(StoreReceiver, KeepsWhatItIsSentAsWholeFiles) {
  RunningReceiver running;
  const auto one = running.object_file({.sop_instance_uid = "1.2.3.4.1"});
  const auto two = running.object_file({.sop_instance_uid = "1.2.3.4.2"});
  EXPECT_EQ(send_instances({one, two}, running.node()), std::nullopt);
  EXPECT_THAT(running.kept(), ElementsAre("1.2.3.4.1", "1.2.3.4.2"));
  ASSERT_EQ(running.files_left().size(), 2U);
  EXPECT_EQ(std::system(("dcmftest " + running.files_left()[0].string() + " > /dev/null").c_str()), 0);
}

TEST(StoreReceiver, RefusesACallerWhoIsNotOnTheList) {
  RunningReceiver running;
  const auto file = running.object_file({});
  EXPECT_THAT(send_instances({file}, running.node("STRANGER")), Optional(HasSubstr("Reject")));
  EXPECT_THAT(running.kept(), IsEmpty());
  EXPECT_TRUE(running.wait_for(Kind::association_rejected, 1));  // reported after the caller was answered
  EXPECT_THAT(running.reasons(Kind::association_rejected), ElementsAre(HasSubstr("not on the list")));
}

TEST(StoreReceiver, RefusesACallerWhoAsksForSomebodyElse) {
  RunningReceiver running;
  StoreNode node = running.node();
  node.title = "ARCHIVE";
  EXPECT_THAT(send_instances({running.object_file({})}, node), Optional(HasSubstr("Reject")));
  EXPECT_TRUE(running.wait_for(Kind::association_rejected, 1));  // reported after the caller was answered
  EXPECT_THAT(running.reasons(Kind::association_rejected), ElementsAre(HasSubstr("another AE title")));
}

TEST(StoreReceiver, AnObjectThatIsTooLargeIsRefusedAndTheNextOneTaken) {
  RunningReceiver running([](ReceiverSettings& settings) { settings.largest_object_bytes = 10'000; });
  const auto large = running.object_file({.sop_instance_uid = "1.2.3.4.9", .pixel_bytes = 30'000});
  EXPECT_THAT(send_instances({large}, running.node()), Optional(HasSubstr("A700")));
  EXPECT_THAT(running.reasons(Kind::object_refused), ElementsAre(HasSubstr("larger than 10000")));
  EXPECT_THAT(running.files_left(), IsEmpty());
  EXPECT_EQ(send_instances({running.object_file({})}, running.node()), std::nullopt);
}

TEST(StoreReceiver, AnObjectThatNeverEndsLosesItsAssociation) {
  RunningReceiver running([](ReceiverSettings& settings) { settings.largest_object_bytes = 10'000; });
  const auto endless = running.object_file({.pixel_bytes = 100'000});
  EXPECT_NE(send_instances({endless}, running.node()), std::nullopt);
  EXPECT_TRUE(running.wait_for(Kind::association_broken, 1));
  EXPECT_THAT(running.files_left(), IsEmpty());
}

TEST(StoreReceiver, SixtyFourIdleConnectionsDoNotBlockASender) {
  RunningReceiver running;
  std::vector<std::unique_ptr<RawCaller>> idle;
  for (int each = 0; each < 64; ++each) {
    idle.push_back(std::make_unique<RawCaller>(running.port()));
    if (each % 2 == 0) idle.back()->say(associate_request("OSTEOSIGN", "SENDER").substr(0, 20));
  }
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(send_instances({running.object_file({})}, running.node()), std::nullopt);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST(StoreReceiver, SilentAssociationsMakeRoomForASender) {
  RunningReceiver running([](ReceiverSettings& settings) { settings.most_associations = 4; });
  std::vector<std::unique_ptr<RawCaller>> silent;
  for (int each = 0; each < 4; ++each) {
    silent.push_back(std::make_unique<RawCaller>(running.port()));
    silent.back()->say(associate_request("OSTEOSIGN", "SENDER"));
  }
  ASSERT_TRUE(running.wait_for(Kind::association_accepted, 4));
  EXPECT_EQ(send_instances({running.object_file({})}, running.node()), std::nullopt);
}

TEST(StoreReceiver, AConnectionThatSaysNothingIsClosedInTime) {
  RunningReceiver running(
      [](ReceiverSettings& settings) { settings.greeting_time = std::chrono::seconds(0); });
  RawCaller silent(running.port());
  EXPECT_TRUE(silent.is_closed_within(2000));
  EXPECT_THAT(running.reasons(Kind::connection_dropped), ElementsAre(HasSubstr("said nothing")));
}

TEST(StoreReceiver, TheOldestOfTooManyIdleConnectionsIsClosed) {
  RunningReceiver running([](ReceiverSettings& settings) { settings.most_waiting = 2; });
  RawCaller first(running.port());
  RawCaller second(running.port());
  std::this_thread::sleep_for(std::chrono::milliseconds(150));
  RawCaller third(running.port());
  EXPECT_TRUE(first.is_closed_within(2000));
}

TEST(StoreReceiver, AnObjectThatIsCutOffLeavesNothing) {
  RunningReceiver running;
  {
    RawCaller caller(running.port());
    caller.say(associate_request("OSTEOSIGN", "SENDER"));
    ASSERT_FALSE(caller.hear(5000).empty());
    caller.say(fragment(3, store_command("1.2.3.4.1")) + fragment(0, std::string(1000, 'x')));
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_TRUE(running.wait_for(Kind::association_broken, 1));
  EXPECT_THAT(running.files_left(), IsEmpty());
  EXPECT_THAT(running.kept(), IsEmpty());
}

TEST(StoreReceiver, StopsThoughAnAssociationIsOpen) {
  RunningReceiver running;
  RawCaller silent(running.port());
  silent.say(associate_request("OSTEOSIGN", "SENDER"));
  ASSERT_TRUE(running.wait_for(Kind::association_accepted, 1));
  const auto start = std::chrono::steady_clock::now();
  running.receiver().stop(std::chrono::seconds(5));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST(StoreReceiver, ListensOnItsAddressAlone) {
  RunningReceiver running([](ReceiverSettings& settings) { settings.address.host = "127.0.0.2"; });
  EXPECT_THROW(RawCaller(running.port()), std::runtime_error);  // calls 127.0.0.1
}

}  // namespace
}  // namespace osteosign::test
