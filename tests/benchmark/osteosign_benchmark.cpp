// osteosign-benchmark: time, processor time and peak memory of each stage of `analyze` on a synthetic trunk
// of 512x512x280 voxels with one lesion, then of the program itself on the same files.
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>

#include "features/find/lesion_from_seed.h"
#include "features/lesion/measure_lesions.h"
#include "features/segment/bones.h"
#include "io/dicom/read_ct.h"
#include "sample_data/phantom/write_ct_dicom.h"
#include "tests/benchmark/synthetic_trunk.h"

namespace osteosign::benchmark {
namespace {

namespace fs = std::filesystem;

struct Usage {
  double processor_s;
  double peak_mb;
};

Usage usage_of(int who) {
  rusage usage{};
  getrusage(who, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return {seconds(usage.ru_utime) + seconds(usage.ru_stime), static_cast<double>(usage.ru_maxrss) / 1024};
}

/// Runs a stage and prints what it took.
template <class Stage>
auto timed(const char* name, int who, Stage&& stage) {
  const auto start = std::chrono::steady_clock::now();
  const double processor_s = usage_of(who).processor_s;
  auto result = stage();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  fmt::print("{:<28} {:8.2f} s {:8.2f} s of processors   peak {:6.0f} MB\n", name, seconds.count(),
             usage_of(who).processor_s - processor_s, usage_of(who).peak_mb);
  std::fflush(stdout);
  return result;
}
template <class Stage>
auto timed(const char* name, Stage&& stage) {
  return timed(name, RUSAGE_SELF, std::forward<Stage>(stage));
}

int run_program(const fs::path& study, const fs::path& output) {
  const std::string command =
      fmt::format("'{}/osteosign' analyze '{}' --output '{}' --seed {},{},{} --threads 2 --quiet > /dev/null",
                  OSTEOSIGN_BINARY_DIR, study.string(), output.string(), seed_in_lesion_mm.x(),
                  seed_in_lesion_mm.y(), seed_in_lesion_mm.z());
  return std::system(command.c_str());
}

void run_stages(const fs::path& study) {
  const Listing listing = timed("find series", [&] { return find_series({study}); });
  const ReadCt read = timed("read CT", [&] {
    return read_ct(*choose_ct_series(listing.studies.at(0)).chosen.at(0), GapPolicy::error);
  });
  const BoneParameters parameters;
  const ImageQuality quality =
      timed("image quality", [&] { return estimate_image_quality(read.ct, parameters.quality); });
  const BoneSegmentation bones =
      timed("bones", [&] { return segment_bone_tissue(read.ct, quality, parameters); });
  const Measured<CtLesionOutline> outline = timed("outline of the lesion", [&] {
    return outline_lesion_from_seed(read.ct, bones.bones, quality, seed_in_lesion_mm, {});
  });
  if (!outline.known()) {
    fmt::print("no outline: {}\n", outline.reason());
    return;
  }
  const CtLesionMeasurements measured = timed(
      "measurements", [&] { return measure_ct_lesion(read.ct, bones.bones, quality, outline.value(), {}); });
  fmt::print("  volume {:.0f} mm3 (truth 3054)\n", measured.volume.value().value);
}

int run() {
  const fs::path folder = fs::temp_directory_path() / fmt::format("osteosign_benchmark_{}", getpid());
  const fs::path study = folder / "study";
  fs::create_directories(study);
  {
    const CtVolume ct = synthetic_trunk();
    phantom::write_ct_dicom(ct, study, phantom::Compression::none);
  }
  // First the program, as a process of its own: its peak is not that of this one.
  const int status = timed("osteosign analyze, as a whole", RUSAGE_CHILDREN,
                           [&] { return run_program(study, folder / "result"); });
  run_stages(study);
  fs::remove_all(folder);
  return status == 0 ? 0 : 1;
}

}  // namespace
}  // namespace osteosign::benchmark

int main() { return osteosign::benchmark::run(); }
