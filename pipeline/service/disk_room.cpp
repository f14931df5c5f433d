#include "pipeline/service/disk_room.h"

namespace osteosign {
namespace {

constexpr std::uint64_t bytes_of(int megabytes) { return static_cast<std::uint64_t>(megabytes) << 20U; }

}  // namespace

std::uint64_t free_bytes(const std::filesystem::path& folder) {
  std::error_code error;
  const std::filesystem::space_info space = std::filesystem::space(folder, error);
  return error ? 0 : space.available;
}

bool has_room(const DiskState& disk, const DiskSettings& settings) {
  return disk.used_bytes < bytes_of(settings.quota_mb) && disk.free_bytes > bytes_of(settings.least_free_mb);
}

bool is_tight(const DiskState& disk, const DiskSettings& settings) {
  return disk.used_bytes > bytes_of(settings.quota_mb) / 10 * 9 ||
         disk.free_bytes < 2 * bytes_of(settings.least_free_mb);
}

}  // namespace osteosign
