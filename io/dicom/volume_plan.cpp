#include "io/dicom/volume_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/dicom/spacing_report.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

/// The part of the ordered slices that becomes the block, and the distance of its slices.
struct KeptPart {
  std::size_t first;
  std::size_t count;
  double spacing_mm;
};

KeptPart largest_even_run(const SliceSpacing& spacing) {
  const auto largest =
      std::max_element(spacing.runs.begin(), spacing.runs.end(),
                       [](const SliceRun& a, const SliceRun& b) { return a.count < b.count; });
  return {largest->first, largest->count, largest->spacing_mm};
}

/// The most slices in a row without a distance that is too wide to be bridged.
KeptPart largest_bridgeable_part(const std::vector<double>& along_mm, const SliceSpacing& spacing,
                                 const SlicePositionTolerances& tolerances) {
  KeptPart largest{0, 0, spacing.spacing_mm};
  std::size_t first = 0;
  for (std::size_t i = 1; i <= along_mm.size(); ++i) {
    const bool bridged = i < along_mm.size() && along_mm[i] - along_mm[i - 1] <= tolerances.widest_bridge_mm;
    if (bridged) continue;
    if (i - first > largest.count) largest = {first, i - first, spacing.spacing_mm};
    first = i;
  }
  return largest;
}

/// The finest distance that at least three slices share, so that no information is lost; the median distance
/// when there is no such run.
double finest_spacing_mm(const SliceSpacing& spacing) {
  double finest = 0;
  for (const SliceRun& run : spacing.runs)
    if (run.count >= 3 && (finest == 0 || run.spacing_mm < finest)) finest = run.spacing_mm;
  return finest > 0 ? finest : spacing.spacing_mm;
}

KeptPart kept_part(const std::vector<double>& along_mm, const SliceSpacing& spacing, GapPolicy policy,
                   const SlicePositionTolerances& tolerances) {
  if (spacing.even()) return {0, along_mm.size(), spacing.spacing_mm};
  if (policy == GapPolicy::error)
    throw InputError(uneven_spacing_report(along_mm, spacing), FailureKind::not_usable);
  if (policy == GapPolicy::report) return largest_even_run(spacing);
  KeptPart part = largest_bridgeable_part(along_mm, spacing, tolerances);
  if (spacing.grid_index.empty()) part.spacing_mm = finest_spacing_mm(spacing);
  return part;
}

/// Even steps through the part; a step that meets a slice within the tolerance takes it as it is.
std::vector<VolumePlan::Output> even_steps(const std::vector<double>& along_mm, const KeptPart& part,
                                           const SlicePositionTolerances& tolerances) {
  const double start = along_mm[part.first];
  const double length = along_mm[part.first + part.count - 1] - start;
  const double tolerance = position_tolerance_mm(part.spacing_mm, tolerances);
  std::vector<VolumePlan::Output> outputs;
  std::size_t lower = 0;
  for (int step = 0; step * part.spacing_mm <= length + tolerance; ++step) {
    const double at = step * part.spacing_mm;
    const auto input_at = [&](std::size_t input) { return along_mm[part.first + input] - start; };
    while (lower + 1 < part.count && input_at(lower + 1) <= at + tolerance) ++lower;
    const double above = at - input_at(lower);
    if (above <= tolerance || lower + 1 == part.count) {
      outputs.push_back({lower, lower, 0});
    } else {
      outputs.push_back({lower, lower + 1, above / (input_at(lower + 1) - input_at(lower))});
    }
  }
  return outputs;
}

std::vector<std::string> notes_of(const OrderedSlices& ordered, const SliceSpacing& spacing,
                                  const VolumePlan& plan) {
  constexpr double worth_a_note_mm = 0.01;
  std::vector<std::string> notes;
  if (!ordered.duplicates.empty()) {
    double farthest = 0;
    for (const auto& duplicate : ordered.duplicates) farthest = std::max(farthest, duplicate.distance_mm);
    notes.push_back(fmt::format("{} duplicate slices dropped, at most {:.3f} mm from the one that is kept",
                                ordered.duplicates.size(), farthest));
  }
  if (!spacing.even()) notes.push_back(uneven_spacing_report(ordered.along_mm, spacing));
  if (spacing.largest_deviation_mm > worth_a_note_mm)
    notes.push_back(fmt::format("slices lie up to {:.3f} mm beside even positions {:.3f} mm apart",
                                spacing.largest_deviation_mm, spacing.spacing_mm));
  const auto interpolated = std::count_if(plan.outputs.begin(), plan.outputs.end(),
                                          [](const VolumePlan::Output& out) { return out.interpolated(); });
  if (interpolated > 0)
    notes.push_back(fmt::format("{} of {} slices are interpolated, {:.2f} mm apart", interpolated,
                                plan.outputs.size(), plan.grid.spacing_mm.z()));
  if (!plan.left_out.empty())
    notes.push_back(fmt::format("{} slices left out, {} kept", plan.left_out.size(), plan.inputs.size()));
  if (plan.layout.shifted())
    notes.push_back(
        fmt::format("stacked at {:.2f} degrees from the normal (tilted gantry): sheared back by "
                    "linear interpolation; slices lie within {:.2f} mm of a straight line",
                    plan.layout.tilt_deg, plan.layout.irregular_mm));
  return notes;
}

ImageGrid grid_of(const ImagePlane& first, const InPlaneLayout& layout, std::size_t slices,
                  double spacing_mm) {
  ImageGrid grid;
  grid.size = {layout.columns, layout.rows, static_cast<int>(slices)};
  grid.origin_mm = layout.origin_mm;
  grid.spacing_mm = {first.column_mm, first.row_mm, spacing_mm};
  grid.direction << first.row_direction, first.column_direction, first.normal();
  return grid;
}

/// Throws when the positions make no stack of slices.
void require_one_stack(const OrderedSlices& ordered, std::size_t slices) {
  if (ordered.order.size() < 2)
    throw InputError(fmt::format("{} slice position in {} slices: the distance of the slices is unknown "
                                 "(SliceThickness (0018,0050) does not tell it)",
                                 ordered.order.size(), slices),
                     FailureKind::not_usable);
  if (ordered.duplicates.size() * 4 > slices)
    throw InputError(
        fmt::format("{} of {} slices lie where another one lies (ImagePositionPatient (0020,0032)): "
                    "several acquisitions in one image cannot be told apart",
                    ordered.duplicates.size(), slices),
        FailureKind::not_usable);
}

}  // namespace

bool VolumePlan::one_to_one() const {
  if (inputs.size() != outputs.size()) return false;
  for (std::size_t i = 0; i < outputs.size(); ++i)
    if (outputs[i].interpolated() || outputs[i].lower != i) return false;
  return true;
}

VolumePlan plan_volume(const std::vector<ImagePlane>& planes, int columns, int rows, GapPolicy policy,
                       const SlicePositionTolerances& tolerances) {
  const OrderedSlices ordered = order_slices(planes, tolerances);
  require_one_stack(ordered, planes.size());
  const SliceSpacing spacing = judge_spacing(ordered.along_mm, tolerances);
  const KeptPart part = kept_part(ordered.along_mm, spacing, policy, tolerances);

  VolumePlan plan;
  std::vector<ImagePlane> kept;
  for (std::size_t i = 0; i < ordered.order.size(); ++i) {
    const bool is_kept = i >= part.first && i < part.first + part.count;
    if (is_kept) kept.push_back(planes[ordered.order[i]]);
    if (!is_kept) plan.left_out.push_back(ordered.order[i]);
  }
  plan.layout = lay_out_slices(kept, columns, rows, tolerances);
  for (std::size_t i = 0; i < part.count; ++i)
    plan.inputs.push_back({ordered.order[part.first + i], plan.layout.shift_px[i]});
  plan.outputs = even_steps(ordered.along_mm, part, tolerances);
  plan.grid = grid_of(kept.front(), plan.layout, plan.outputs.size(), part.spacing_mm);
  plan.duplicates = ordered.duplicates;
  plan.geometry = {.tilt_deg = plan.layout.tilt_deg,
                   .gaps = spacing.missing,
                   .duplicates = static_cast<int>(ordered.duplicates.size()),
                   .policy = policy,
                   .notes = notes_of(ordered, spacing, plan)};
  return plan;
}

}  // namespace osteosign
