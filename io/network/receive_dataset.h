#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include "io/network/receiver_settings.h"

struct T_ASC_Association;

namespace osteosign {

/// What became of the dataset of a C-STORE request.
enum class DatasetEnd {
  whole,
  too_large,  ///< read to its end and dropped
  disk_full,  ///< read to its end and dropped
  dropped,    ///< read to its end because nobody wanted it
  broken      ///< the association cannot go on
};

struct DatasetLimits {
  std::uint64_t largest_bytes;
  std::chrono::seconds silence;
  FlushPolicy flush;
};

/// Writes the dataset that now arrives behind `header` into a new file, byte for byte. An object beyond the
/// limits is read on up to four times the limit, so that its sender can be told so and can go on with the
/// next one; beyond that the association is broken. The file is left only when the end is `whole`.
DatasetEnd receive_dataset(T_ASC_Association& association, int presentation_context,
                           const std::filesystem::path& file, const std::string& header,
                           const DatasetLimits& limits);
/// Reads it and throws it away.
DatasetEnd drop_dataset(T_ASC_Association& association, int presentation_context,
                        const DatasetLimits& limits);

}  // namespace osteosign
