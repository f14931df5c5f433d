#pragma once
#include <cstdint>
#include <filesystem>

#include "pipeline/service/service_settings.h"

namespace osteosign {

/// How much the service uses and how much is left.
struct DiskState {
  std::uint64_t used_bytes;
  std::uint64_t free_bytes;
};

/// Bytes free on the disk of a folder for programs without privileges; 0 when that cannot be told.
std::uint64_t free_bytes(const std::filesystem::path& folder);

/// Objects are taken: below the quota, and more than the least is free.
bool has_room(const DiskState& disk, const DiskSettings& settings);
/// Time to remove finished studies: nine tenths of the quota are used, or less than twice the least is free.
bool is_tight(const DiskState& disk, const DiskSettings& settings);

}  // namespace osteosign
