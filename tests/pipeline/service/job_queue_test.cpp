#include "pipeline/service/job_queue.h"

#include <gmock/gmock.h>

#include "pipeline/service/result_sender.h"
#include "tests/pipeline/service/running_service.h"

namespace osteosign::test {
namespace {

const Job first{"key1", "study", {"a", "b"}};
const Job second{"key2", "study", {"a", "b", "c"}};

TEST(JobQueue, AJobIsAddedOnce) {
  const ServiceFolder folder;
  JobQueue queue(folder.path() / "queue.sqlite");
  EXPECT_TRUE(queue.add(first, 1));
  EXPECT_FALSE(queue.add(first, 2));
  EXPECT_THAT(queue.latest_images("study"), testing::ElementsAre("a", "b"));
}

TEST(JobQueue, ALaterJobTakesThePlaceOfAnEarlierOneAndOfWhatIsNotSent) {
  const ServiceFolder folder;
  JobQueue queue(folder.path() / "queue.sqlite");
  queue.add(first, 1);
  ASSERT_TRUE(queue.begin_next({}));
  queue.finish("key1", JobState::analyzed, "", {"pacs"});
  EXPECT_EQ(queue.deliveries_waiting(), 1);
  queue.add(second, 2);
  EXPECT_EQ(queue.deliveries_waiting(), 0);
  EXPECT_EQ(queue.begin_next({})->key, "key2");
  EXPECT_EQ(queue.state_of("key1"), JobState::analyzed);
}

TEST(JobQueue, AJobThatWasTakenOverWhileItRanSendsNothing) {
  const ServiceFolder folder;
  JobQueue queue(folder.path() / "queue.sqlite");
  queue.add(first, 1);
  ASSERT_TRUE(queue.begin_next({}));
  queue.add(second, 2);
  queue.finish("key1", JobState::analyzed, "", {"pacs"});
  EXPECT_EQ(queue.deliveries_waiting(), 0);
  EXPECT_EQ(queue.state_of("key1"), JobState::superseded);
}

TEST(JobQueue, EverythingIsThereWhenItIsOpenedAgain) {
  const ServiceFolder folder;
  const auto file = folder.path() / "queue.sqlite";
  {
    JobQueue queue(file);
    queue.add(first, 1);
    ASSERT_TRUE(queue.begin_next({}));
  }
  JobQueue queue(file);
  EXPECT_EQ(queue.state_of("key1"), JobState::running);
  queue.requeue_running();
  const auto job = queue.begin_next({});
  ASSERT_TRUE(job);
  EXPECT_EQ(job->attempts, 2);
  EXPECT_EQ(job->images, first.images);
}

TEST(JobQueue, AHeldStudyWaits) {
  const ServiceFolder folder;
  JobQueue queue(folder.path() / "queue.sqlite");
  queue.add(first, 1);
  EXPECT_FALSE(queue.begin_next({"study"}));
  EXPECT_TRUE(queue.begin_next({}));
}

TEST(JobQueue, ADeliveryIsDueAfterItsPause) {
  const ServiceFolder folder;
  JobQueue queue(folder.path() / "queue.sqlite");
  queue.add(first, 1);
  ASSERT_TRUE(queue.begin_next({}));
  queue.finish("key1", JobState::analyzed, "", {"pacs"});
  const auto delivery = queue.next_delivery("pacs", 100, {});
  ASSERT_TRUE(delivery);
  queue.deliver_later(*delivery, 100, 105, "away");
  EXPECT_FALSE(queue.next_delivery("pacs", 104, {}));
  EXPECT_FALSE(queue.is_finished("study"));
  EXPECT_EQ(queue.next_delivery("pacs", 105, {})->first_try, 100);
  queue.delivered(*delivery);
  EXPECT_TRUE(queue.is_finished("study"));
}

TEST(JobQueue, NothingWaitsForANodeThatIsGone) {
  const ServiceFolder folder;
  JobQueue queue(folder.path() / "queue.sqlite");
  queue.add(first, 1);
  ASSERT_TRUE(queue.begin_next({}));
  queue.finish("key1", JobState::analyzed, "", {"pacs", "old"});
  queue.give_up_other_nodes({"pacs"});
  EXPECT_EQ(queue.deliveries_waiting(), 1);
  EXPECT_FALSE(queue.next_delivery("old", 100, {}));
}

TEST(PauseAfter, DoublesUpToTheLongest) {
  const SendSettings settings{5, 900, 168};
  EXPECT_EQ(pause_after(1, settings), 5);
  EXPECT_EQ(pause_after(3, settings), 20);
  EXPECT_EQ(pause_after(1000, settings), 900);
}

}  // namespace
}  // namespace osteosign::test
