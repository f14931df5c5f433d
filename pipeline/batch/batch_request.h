#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace osteosign {

/// Part `number` of `count`, from 1.
struct Shard {
  int number = 1;
  int count = 1;
};
/// "2/8". Throws UsageError naming the text.
Shard parse_shard(const std::string& text);

enum class IndexUse {
  make,   ///< look through the inputs, then run
  only,   ///< look through the inputs, write the index and stop
  reuse,  ///< run what the index of an earlier run lists
};

/// Everything that one run of `osteosign batch` was asked for.
struct BatchRequest {
  std::vector<std::filesystem::path> inputs;
  std::optional<std::filesystem::path> list;  ///< one study a row instead of `inputs`
  std::set<std::string> list_options;         ///< options of `analyze` that a row may have
  std::filesystem::path output;
  std::vector<std::string> analyze_words;  ///< options that every study gets
  int jobs = 0;                            ///< studies at a time; 0: as many as processors
  int threads = 0;                         ///< of each study; 0: its share of the processors
  std::optional<Shard> shard;
  std::chrono::milliseconds time_limit{3600 * 1000};
  std::optional<std::uint64_t>
      memory_limit_bytes;  ///< of each study; nothing: its share of 90 % of the memory
  IndexUse index = IndexUse::make;
};

}  // namespace osteosign
