#include "io/dicom/separate_acquisitions.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "io/dicom/slice_positions.h"

namespace osteosign {
namespace {

constexpr std::size_t fewest_slices_of_an_acquisition = 3;

std::vector<ImagePlane> planes_of(const std::vector<InstanceHeader>& headers) {
  std::vector<ImagePlane> planes;
  for (const InstanceHeader& header : headers) planes.push_back(header.planes.value().front());
  return planes;
}

bool repeats_positions(const std::vector<InstanceHeader>& headers) {
  return order_slices(planes_of(headers), {}).duplicates.size() * 4 > headers.size();
}

bool is_even(const std::vector<InstanceHeader>& headers) {
  const OrderedSlices ordered = order_slices(planes_of(headers), {});
  return ordered.order.size() >= 2 && judge_spacing(ordered.along_mm, {}).even();
}

std::string with_note(const std::string& before, const std::string& more) {
  return before.empty() ? more : before + ", " + more;
}

std::vector<Reconstruction> parted_by(const Reconstruction& together, std::size_t attribute) {
  std::vector<Reconstruction> parts;
  std::map<std::string, std::size_t> part_of;
  for (const InstanceHeader& header : together.headers) {
    const NamedValue& named = header.acquisition.at(attribute);
    const auto [part, is_new] = part_of.try_emplace(named.value, parts.size());
    if (is_new)
      parts.push_back({{}, with_note(together.note, fmt::format("{} '{}'", named.name, named.value))});
    parts[part->second].headers.push_back(header);
  }
  return parts;
}

/// The parts when the first telling attribute parts the slices into acquisitions without repetitions.
std::optional<std::vector<Reconstruction>> parts_without_repetition(const Reconstruction& together) {
  for (std::size_t attribute = 0; attribute < together.headers.front().acquisition.size(); ++attribute) {
    std::vector<Reconstruction> parts = parted_by(together, attribute);
    const bool large_enough = parts.size() * fewest_slices_of_an_acquisition <= together.headers.size();
    const bool distinct = std::none_of(parts.begin(), parts.end(), [](const Reconstruction& part) {
      return repeats_positions(part.headers);
    });
    if (parts.size() > 1 && large_enough && distinct) return parts;
  }
  return std::nullopt;
}

/// First, second, ... image at each position, in the order given.
std::vector<Reconstruction> parted_by_occurrence(const Reconstruction& together) {
  std::vector<Reconstruction> parts;
  std::vector<InstanceHeader> remaining = together.headers;
  while (!remaining.empty()) {
    const OrderedSlices ordered = order_slices(planes_of(remaining), {});
    Reconstruction part{{},
                        with_note(together.note, fmt::format("image {} at each position", parts.size() + 1))};
    std::vector<std::size_t> first_ones = ordered.order;
    std::sort(first_ones.begin(), first_ones.end());
    for (const std::size_t i : first_ones) part.headers.push_back(remaining[i]);
    std::vector<InstanceHeader> repeated;
    for (std::size_t i = 0; i < remaining.size(); ++i)
      if (!std::binary_search(first_ones.begin(), first_ones.end(), i)) repeated.push_back(remaining[i]);
    parts.push_back(std::move(part));
    remaining = std::move(repeated);
  }
  return parts;
}

/// Length of the stretch along the normal of `planes.front()` that two acquisitions share, as a fraction of
/// the shorter one.
double shared_fraction(const std::vector<InstanceHeader>& a, const std::vector<InstanceHeader>& b) {
  const Eigen::Vector3d normal = a.front().planes.value().front().normal();
  const auto range = [&normal](const std::vector<InstanceHeader>& headers) {
    Eigen::AlignedBox1d along;
    for (const InstanceHeader& header : headers)
      along.extend(Eigen::Matrix<double, 1, 1>(header.planes.value().front().position_mm.dot(normal)));
    return along;
  };
  const Eigen::AlignedBox1d shared = range(a).intersection(range(b));
  const double shorter = std::min(range(a).sizes().x(), range(b).sizes().x());
  return shared.isEmpty() || shorter <= 0 ? 0 : shared.sizes().x() / shorter;
}

/// Acquisitions that cover the same stretch, each evenly spaced: interleaved ones. Those that follow each
/// other along the patient stay together.
bool are_interleaved(const std::vector<Reconstruction>& parts) {
  const bool each_even = std::all_of(parts.begin(), parts.end(), [](const Reconstruction& part) {
    return part.headers.size() >= fewest_slices_of_an_acquisition && !repeats_positions(part.headers) &&
           is_even(part.headers);
  });
  if (!each_even) return false;
  constexpr double much = 0.5;
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (std::size_t j = i + 1; j < parts.size(); ++j)
      if (shared_fraction(parts[i].headers, parts[j].headers) > much) return true;
  return false;
}

/// A few duplicated slices are no second acquisition.
bool is_one_acquisition(const std::vector<InstanceHeader>& headers) {
  const std::size_t duplicates = order_slices(planes_of(headers), {}).duplicates.size();
  return duplicates < fewest_slices_of_an_acquisition && is_even(headers);
}

}  // namespace

std::vector<Reconstruction> separate_acquisitions(Reconstruction together) {
  const bool too_few = together.headers.size() < 2 * fewest_slices_of_an_acquisition;
  if (too_few || is_one_acquisition(together.headers)) return {std::move(together)};
  for (std::size_t attribute = 0; attribute < together.headers.front().acquisition.size(); ++attribute) {
    std::vector<Reconstruction> parts = parted_by(together, attribute);
    if (are_interleaved(parts)) return parts;
  }
  if (!repeats_positions(together.headers)) return {std::move(together)};
  auto parts = parts_without_repetition(together);
  return parts ? std::move(*parts) : parted_by_occurrence(together);
}

}  // namespace osteosign
