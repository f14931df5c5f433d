#include "io/dicom/spacing_report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace osteosign {
namespace {

constexpr std::size_t most_listed = 8;

std::string joined(std::vector<std::string> places) {
  const std::size_t more = places.size() > most_listed ? places.size() - most_listed : 0;
  if (more > 0) {
    places.resize(most_listed);
    places.push_back(fmt::format("and {} more places", more));
  }
  return fmt::format("{}", fmt::join(places, ", "));
}

std::string missing_report(const std::vector<double>& along_mm, const SliceSpacing& spacing) {
  std::vector<std::string> places;
  for (std::size_t i = 1; i < along_mm.size(); ++i) {
    const int missing = spacing.grid_index[i] - spacing.grid_index[i - 1] - 1;
    if (missing > 0)
      places.push_back(fmt::format("{} between {:.2f} and {:.2f} mm", missing, along_mm[i - 1], along_mm[i]));
  }
  return fmt::format(
      "{} slice{} missing along the normal of ImagePositionPatient (0020,0032): {} from the "
      "first slice; the others are {:.2f} mm apart",
      spacing.missing, spacing.missing == 1 ? " is" : "s are", joined(places), spacing.spacing_mm);
}

std::string change_report(const std::vector<double>& along_mm, const SliceSpacing& spacing) {
  std::vector<std::string> places;
  for (const SliceRun& run : spacing.runs)
    places.push_back(fmt::format("{} slices every {:.2f} mm from {:.2f} to {:.2f} mm", run.count,
                                 run.spacing_mm, along_mm[run.first], along_mm[run.first + run.count - 1]));
  return fmt::format(
      "the distance of the slices changes along the normal of ImagePositionPatient (0020,0032): {} "
      "from the first slice",
      joined(places));
}

}  // namespace

std::string uneven_spacing_report(const std::vector<double>& along_mm, const SliceSpacing& spacing) {
  return spacing.grid_index.empty() ? change_report(along_mm, spacing) : missing_report(along_mm, spacing);
}

}  // namespace osteosign
