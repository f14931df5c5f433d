#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <tuple>

#include "io/dicom/find_series.h"
#include "io/dicom/instance_kind.h"
#include "io/dicom/kernel_class.h"

namespace osteosign {
namespace {

/// One line of the rule: the lower rank wins, and how the losing series is described.
struct Criterion {
  double rank;
  std::string description;
};

int slice_count(const SeriesEntry& series) {
  int count = 0;
  for (const InstanceEntry& instance : series.instances) count += instance.number_of_frames;
  return count;
}

Criterion by_originality(const SeriesEntry& series) {
  const bool derived = image_type_has(series.image_type, "DERIVED");
  return {derived ? 1.0 : 0.0, derived ? "derived images" : "original images"};
}

Criterion by_slice_direction(const SeriesEntry& series) {
  const double steepest_axial = std::sqrt(0.5);
  if (std::abs(series.slice_normal.z()) >= steepest_axial) return {0, "axial slices"};
  return {1, "coronal or sagittal slices"};
}

Criterion by_distance(const SeriesEntry& series) {
  const double spacing_mm = series.slice_spacing_mm.value();
  constexpr double all_measures_mm = 1.5;
  constexpr double coarse_measures_mm = 3;
  // Positions rounded to 0.1 mm must not decide.
  constexpr double rounding_mm = 0.05;
  const int gate = (spacing_mm > all_measures_mm + rounding_mm ? 1 : 0) +
                   (spacing_mm > coarse_measures_mm + rounding_mm ? 1 : 0);
  return {static_cast<double>(gate), fmt::format("slices {:.2f} mm apart", spacing_mm)};
}

Criterion by_kernel(const SeriesEntry& series) {
  const KernelClass kernel = kernel_class(series.convolution_kernel, series.description);
  return {static_cast<double>(kernel), kernel_class_name(kernel)};
}

Criterion by_count(const SeriesEntry& series) {
  return {static_cast<double>(-slice_count(series)), fmt::format("{} slices", slice_count(series))};
}

Criterion by_finer_distance(const SeriesEntry& series) {
  return {series.slice_spacing_mm.value(),
          fmt::format("slices {:.2f} mm apart", series.slice_spacing_mm.value())};
}

constexpr std::array criteria{by_originality, by_slice_direction, by_distance,
                              by_kernel,      by_count,           by_finer_distance};

bool is_better(const SeriesEntry* a, const SeriesEntry* b) {
  for (const auto& criterion : criteria)
    if (criterion(*a).rank != criterion(*b).rank) return criterion(*a).rank < criterion(*b).rank;
  return std::tuple(a->series_number.value_or(0), a->series_instance_uid, a->note) <
         std::tuple(b->series_number.value_or(0), b->series_instance_uid, b->note);
}

/// "series 3 'Lung 1.0'".
std::string title_of(const SeriesEntry& series) {
  const std::string number = series.series_number ? std::to_string(*series.series_number) : "without number";
  const std::string note = series.note.empty() ? "" : fmt::format(" ({})", series.note);
  return fmt::format("series {} '{}'{}", number, series.description, note);
}

std::string why_worse(const SeriesEntry& worse, const SeriesEntry& better) {
  for (const auto& criterion : criteria)
    if (criterion(worse).rank != criterion(better).rank)
      return fmt::format("{} where {} has {}", criterion(worse).description, title_of(better),
                         criterion(better).description);
  return fmt::format("equal to {}, which comes first", title_of(better));
}

/// Why a CT series makes no volume; empty when it does.
std::string why_unusable(const SeriesEntry& series) {
  if (series.kind != SeriesKind::ct) return series.note;
  return series.slice_spacing_mm.reason();
}

double covered_fraction(const SeriesEntry& series, const SeriesEntry& by) {
  // A millimetre on each side gives thin boxes a volume.
  const auto thick = [](const Eigen::AlignedBox3d& box) {
    return Eigen::AlignedBox3d(box.min() - Eigen::Vector3d::Ones(), box.max() + Eigen::Vector3d::Ones());
  };
  const Eigen::AlignedBox3d shared = thick(series.extent_mm).intersection(thick(by.extent_mm));
  return shared.isEmpty() ? 0 : shared.volume() / thick(series.extent_mm).volume();
}

/// The chosen series that covers at least half of this one.
const SeriesEntry* covering(const SeriesEntry& series, const std::vector<const SeriesEntry*>& chosen) {
  constexpr double half = 0.5;
  for (const SeriesEntry* other : chosen)
    if (covered_fraction(series, *other) >= half) return other;
  return nullptr;
}

}  // namespace

SeriesChoice choose_ct_series(const StudyEntry& study) {
  SeriesChoice choice;
  std::vector<const SeriesEntry*> usable;
  for (const SeriesEntry& series : study.series) {
    if (series.modality != "CT" && series.kind != SeriesKind::ct) continue;
    const std::string unusable = why_unusable(series);
    if (unusable.empty()) usable.push_back(&series);
    if (!unusable.empty()) choice.passed_over.push_back(fmt::format("{}: {}", title_of(series), unusable));
  }
  std::stable_sort(usable.begin(), usable.end(), is_better);
  for (const SeriesEntry* series : usable) {
    const SeriesEntry* better = covering(*series, choice.chosen);
    if (better == nullptr) choice.chosen.push_back(series);
    if (better != nullptr)
      choice.passed_over.push_back(fmt::format("{}: {}", title_of(*series), why_worse(*series, *better)));
  }
  return choice;
}

}  // namespace osteosign
