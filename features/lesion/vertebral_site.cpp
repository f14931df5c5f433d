#include "features/lesion/vertebral_site.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <cmath>
#include <map>
#include <vector>

#include "features/find/outline_voxels.h"

namespace osteosign {
namespace {

constexpr double least_share = 0.25;
constexpr double midline_part = 0.1;

struct NamedPart {
  VertebraPart part;
  const char* name;
};
constexpr std::array<NamedPart, 4> named_parts{{{VertebraPart::body, "body"},
                                                {VertebraPart::left_pedicle, "left pedicle"},
                                                {VertebraPart::right_pedicle, "right pedicle"},
                                                {VertebraPart::posterior, "posterior elements"}}};

struct LesionInVertebra {
  std::map<VertebraPart, double> voxels;
  double in_parts = 0;
};

VertebraPart part_at(const VertebraGeometry& vertebra, const Eigen::Array3i& voxel) {
  const Eigen::Array3i v = voxel - Eigen::Array3i(vertebra.first[0], vertebra.first[1], vertebra.first[2]);
  if (!vertebra.box.contains(v.x(), v.y(), v.z())) return VertebraPart::none;
  return vertebra.parts[vertebra.box.index(v.x(), v.y(), v.z())];
}

LesionInVertebra lesion_in(const CtLesionOutline& outline, const VertebraGeometry& vertebra) {
  LesionInVertebra found;
  for_each_inside(outline, [&](const Eigen::Array3i& voxel) {
    const VertebraPart part = part_at(vertebra, voxel);
    if (part == VertebraPart::none) return;
    ++found.voxels[part];
    ++found.in_parts;
  });
  return found;
}

}  // namespace

VertebralSite vertebral_site(const CtLesionOutline& outline, const VertebraGeometry& vertebra) {
  VertebralSite site;
  LesionInVertebra found = lesion_in(outline, vertebra);
  std::vector<std::string> parts;
  for (const NamedPart& named : named_parts)
    if (found.in_parts > 0 && found.voxels[named.part] >= least_share * found.in_parts)
      parts.emplace_back(named.name);
  if (parts.empty())
    site.part = Unknown{"the lesion lies in no part of the vertebra that is told apart"};
  else
    site.part = fmt::format("{}", fmt::join(parts, " and "));
  if (!vertebra.width_mm.known()) {
    site.side = vertebra.width_mm.unknown();
    return site;
  }
  const double left_mm = vertebra.frame.local_from_patient(middle_of(outline)).x();
  const bool midline = std::abs(left_mm) < midline_part * vertebra.width_mm.value();
  site.side = std::string(midline ? "midline" : left_mm > 0 ? "left" : "right");
  return site;
}

}  // namespace osteosign
