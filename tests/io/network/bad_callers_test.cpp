#include <gmock/gmock.h>
#include <sys/resource.h>

#include <random>

#include "tests/io/network/raw_caller.h"
#include "tests/io/network/running_receiver.h"

namespace osteosign::test {
namespace {

std::string whole_conversation() {
  const std::string dataset = element(0x0008, 0x0018, "1.2.3.4.1") + element(0x0020, 0x000D, "1.2.3.45");
  return associate_request("OSTEOSIGN", "SENDER") + fragment(3, store_command("1.2.3.4.1")) +
         fragment(2, dataset) + pdu(5, std::string(4, '\0'));
}

void expect_still_serves(RunningReceiver& running) {
  EXPECT_EQ(send_instances({running.object_file({.sop_instance_uid = "1.2.3.99"})}, running.node()),
            std::nullopt);
}

long peak_memory_kb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST(BadCallers, TheConversationThatIsSpoiledBelowIsAGoodOne) {
  RunningReceiver running;
  RawCaller caller(running.port());
  caller.say(whole_conversation());
  EXPECT_TRUE(running.wait_for(NetworkEvent::Kind::association_ended, 1));
  EXPECT_EQ(running.kept().size(), 1U);
}

TEST(BadCallers, APduThatLiesAboutItsLengthIsRefused) {
  RunningReceiver running;
  RawCaller first(running.port());
  first.say(std::string("\x01\x00\xFF\xFF\xFF\xFF", 6) + std::string(1000, 'x'));
  EXPECT_TRUE(first.is_closed_within(2000));
  RawCaller second(running.port());
  second.say(associate_request("OSTEOSIGN", "SENDER"));
  ASSERT_FALSE(second.hear(5000).empty());
  second.say(std::string("\x04\x00\x7F\xFF\xFF\xFF", 6) + std::string(1000, 'x'));
  EXPECT_TRUE(second.is_closed_within(2000));
  expect_still_serves(running);
}

TEST(BadCallers, ACommandElementThatLiesAboutItsLengthTakesNoMemory) {
  RunningReceiver running;
  const long before_kb = peak_memory_kb();
  for (const unsigned long length : {0x7FFFFFF0UL, 0xFFFFFFF0UL, 0xFFFFFFFFUL}) {
    RawCaller caller(running.port());
    caller.say(associate_request("OSTEOSIGN", "SENDER"));
    ASSERT_FALSE(caller.hear(5000).empty());
    caller.say(fragment(3, element(0, 0x1000, "1.2.3.4.", length)));
    EXPECT_TRUE(caller.is_closed_within(8000));
  }
  EXPECT_LT(peak_memory_kb() - before_kb, 100'000);
  expect_still_serves(running);
}

TEST(BadCallers, SomethingThatIsNotDicomIsClosed) {
  RunningReceiver running;
  RawCaller caller(running.port());
  caller.say("GET / HTTP/1.1\r\nHost: osteosign\r\n\r\n");
  EXPECT_TRUE(caller.is_closed_within(2000));
  expect_still_serves(running);
}

/// Damaged conversations: bytes changed, cut, doubled; the seed tells which.
std::string damaged(const std::string& good, unsigned seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
  };
  std::string bytes = good;
  for (std::size_t change = 0; change <= below(8); ++change) {
    const std::size_t place = below(bytes.size());
    const std::size_t kind = below(4);
    if (kind == 0)
      bytes.insert(place, good.substr(0, below(good.size())));
    else if (kind == 1)
      bytes.erase(place, 1 + below(16));
    else
      bytes[place] = static_cast<char>(below(256));
    if (bytes.empty()) bytes = good;
  }
  return bytes;
}

TEST(BadCallers, DamagedConversationsDoNoHarm) {
  RunningReceiver running([](ReceiverSettings& settings) {
    settings.silence = std::chrono::seconds(1);
    settings.greeting_time = std::chrono::seconds(1);
  });
  for (unsigned seed = 1000; seed < 1300; ++seed) {
    RawCaller caller(running.port());
    caller.say(damaged(whole_conversation(), seed));
    if (seed % 3 == 0) caller.hear(2);
  }
  expect_still_serves(running);
  EXPECT_LT(peak_memory_kb(), 1'000'000);
}

TEST(BadCallers, RandomBytesDoNoHarm) {
  RunningReceiver running;
  for (unsigned seed = 1000; seed < 1200; ++seed) {
    std::mt19937 random(seed);
    std::string bytes(200, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    if (seed % 2 == 0) bytes[0] = 1;
    RawCaller caller(running.port());
    caller.say(bytes);
  }
  expect_still_serves(running);
}

}  // namespace
}  // namespace osteosign::test
