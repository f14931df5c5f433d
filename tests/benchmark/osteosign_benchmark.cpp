// osteosign-benchmark: time, processor time and peak memory of `osteosign analyze` and of each of its stages
// on a synthetic spine of 512x512x280 or 512x512x800 voxels with one lytic lesion.
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "features/find/lesion_from_seed.h"
#include "features/lesion/measure_lesions.h"
#include "features/segment/bones.h"
#include "features/spine/find_spine.h"
#include "features/vertebra/measure_vertebrae.h"
#include "io/dicom/read_ct.h"
#include "tests/benchmark/child_process.h"

namespace osteosign::benchmark {
namespace {

namespace fs = std::filesystem;

struct CommandLine {
  std::string kind = "spine-trunk";
  std::string keep;
  bool stages = false;
};

/// What the phantom says of its lesion.
struct LesionTruth {
  Eigen::Vector3d seed_mm;
  double volume_mm3;
};

LesionTruth lesion_of(const fs::path& truth_file) {
  std::ifstream stream(truth_file);
  const auto lesion = nlohmann::json::parse(stream).at("lesions").at(0);
  const auto& seed = lesion.at("seed_mm");
  return {{seed.at(0).get<double>(), seed.at(1).get<double>(), seed.at(2).get<double>()},
          lesion.at("volume_mm3").get<double>()};
}

void print_usage(const std::string& name, double wall_s, double processor_s, double peak_mb) {
  fmt::print("{:<28} {:8.2f} s {:8.2f} s of processors   peak {:6.0f} MB\n", name, wall_s, processor_s,
             peak_mb);
  std::fflush(stdout);
}

double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         1e-6 * static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Runs a stage and prints what it took.
template <class Stage>
auto timed(const char* name, Stage&& stage) {
  const auto start = std::chrono::steady_clock::now();
  const double processor_s = processor_seconds();
  auto result = stage();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  print_usage(name, seconds.count(), processor_seconds() - processor_s, peak_mb());
  return result;
}

void run_spine_stages(const CtVolume& ct, const ImageQuality& quality, const BoneSegmentation& bones) {
  const Spine spine = timed("find spine", [&] { return find_spine(ct, bones, {}); });
  const std::vector<VertebraGeometry> geometries =
      timed("geometry of vertebrae", [&] { return find_geometries(ct, spine, quality, {}); });
  const SpineMeasurements measured = timed("measure vertebrae", [&] {
    return measure_vertebrae(ct, spine, geometries, bones.metal, quality, {});
  });
  fmt::print("  {} vertebrae", measured.vertebrae.size());
  for (const Vertebra& vertebra : measured.vertebrae) fmt::print(", {}", vertebra.level.shown);
  fmt::print("\n");
}

void run_lesion_stages(const CtVolume& ct, const ImageQuality& quality, const BoneSegmentation& bones,
                       const LesionTruth& truth) {
  const Measured<CtLesionOutline> outline = timed("outline of the lesion", [&] {
    return outline_lesion_from_seed(ct, bones.bones, quality, truth.seed_mm, {});
  });
  if (!outline.known()) {
    fmt::print("  no outline: {}\n", outline.reason());
    return;
  }
  const CtLesionMeasurements measured = timed("measurements", [&] {
    return measure_ct_lesion(ct, bones.bones, quality, outline.value(), {}).measurements;
  });
  fmt::print("  volume {:.0f} mm3 (truth {:.0f})\n", measured.volume.value().value, truth.volume_mm3);
}

void run_stages(const fs::path& study, const LesionTruth& truth) {
  const Listing listing = timed("find series", [&] { return find_series({study}); });
  const ReadCt read = timed("read CT", [&] {
    return read_ct(*choose_ct_series(listing.studies.at(0)).chosen.at(0), GapPolicy::error);
  });
  const BoneParameters parameters;
  const ImageQuality quality =
      timed("image quality", [&] { return estimate_image_quality(read.ct, parameters.quality); });
  const BoneSegmentation bones =
      timed("bones", [&] { return segment_bone_tissue(read.ct, quality, parameters); });
  run_spine_stages(read.ct, quality, bones);
  run_lesion_stages(read.ct, quality, bones, truth);
}

void print_load() {
  std::array<double, 3> load{};
  if (getloadavg(load.data(), 3) == 3)
    fmt::print("load of the machine {:.1f} {:.1f} {:.1f} on {} processors\n", load[0], load[1], load[2],
               sysconf(_SC_NPROCESSORS_ONLN));
}

int run(const CommandLine& line) {
  const fs::path programs = OSTEOSIGN_BINARY_DIR;
  const fs::path folder = fs::temp_directory_path() / fmt::format("osteosign_benchmark_{}", getpid());
  const fs::path study = line.keep.empty() ? folder / "study" : fs::path(line.keep);
  if (!fs::exists(study / "truth.json")) {
    const ChildUsage made = run_child({programs / "osteosign-phantom", line.kind, "--output", study});
    print_usage("making " + line.kind, made.wall_s, made.processor_s, made.peak_mb);
    if (made.exit_code != 0) return made.exit_code;
  }
  const LesionTruth truth = lesion_of(study / "truth.json");
  print_load();
  const ChildUsage analyzed =
      run_child({programs / "osteosign", "analyze", study / "dicom", "--output", folder / "result", "--seed",
                 fmt::format("{},{},{}", truth.seed_mm.x(), truth.seed_mm.y(), truth.seed_mm.z()),
                 "--threads", "2", "--quiet"});
  print_usage("osteosign analyze, as a whole", analyzed.wall_s, analyzed.processor_s, analyzed.peak_mb);
  print_load();
  if (line.stages) run_stages(study / "dicom", truth);
  fs::remove_all(folder);
  return analyzed.exit_code;
}

}  // namespace
}  // namespace osteosign::benchmark

int main(int count, char** arguments) {
  CLI::App app{"Times osteosign on a synthetic spine"};
  osteosign::benchmark::CommandLine line;
  app.add_option("kind", line.kind, "spine-trunk (512x512x280, the default) or spine-whole (512x512x800)")
      ->check(CLI::IsMember({"spine-trunk", "spine-whole"}));
  app.add_option("--keep", line.keep, "Folder of the study: used when it is there, else made and kept");
  app.add_flag("--stages", line.stages, "Then each stage in this process");
  CLI11_PARSE(app, count, arguments);
  try {
    return osteosign::benchmark::run(line);
  } catch (const std::exception& error) {
    std::cerr << "osteosign-benchmark: " << error.what() << '\n';
    return 1;
  }
}
