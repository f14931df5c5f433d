#include "features/vertebra/pedicle_bone.h"

#include <fmt/format.h>

namespace osteosign {
namespace {

constexpr double behind_wall_mm = 1;  // the body is rounded there

struct RegionSums {
  double places = 0;
  double cut = 0;
  double bone = 0;
  double core = 0;
  double core_hu = 0;
};

RegionSums add_up(const PedicleBlock& block, const PedicleSpace& space, Side side,
                  const PedicleOutline& outline, double margin_mm) {
  RegionSums sums;
  for (int y = 0; y < block.size.y(); ++y) {
    const double way = block.place_mm(0, y, 0).y() - space.front_y_mm;
    if (way < behind_wall_mm || way > space.rear_y_mm - space.front_y_mm) continue;
    const PedicleWindow region = outline.window_at(way, margin_mm);
    const PedicleWindow core = outline.window_at(way, 0);
    for (int z = 0; z < block.size.z(); ++z)
      for (int x = 0; x < block.size.x(); ++x) {
        const Eigen::Vector3d local = block.place_mm(x, y, z);
        const Eigen::Vector2d place(outwards_mm(side, local.x(), space.middle_x_mm), local.z());
        if (!region.contains(place)) continue;
        const std::size_t i = block.index(x, y, z);
        ++sums.places;
        sums.cut += block.known[i] == 0;
        sums.bone += block.bone[i];
        if (!core.contains(place)) continue;
        ++sums.core;
        sums.core_hu += block.hounsfield[i];
      }
  }
  return sums;
}

void set_isthmus(PedicleBone& pedicle, const PedicleBlock& block, const PedicleSpace& space, Side side,
                 const PedicleOutline& outline, double margin_mm) {
  double least = -1;
  for (int y = 0; y < block.size.y(); ++y) {
    const double way = block.place_mm(0, y, 0).y() - space.front_y_mm;
    if (way < behind_wall_mm || way > space.rear_y_mm - space.front_y_mm) continue;
    const PedicleSection section =
        pedicle_section(block, space, side, y, outline.window_at(way, 2 * margin_mm));
    if (least >= 0 && section.area_mm2 >= least) continue;
    least = section.area_mm2;
    pedicle.isthmus_y_mm = section.y_mm;
    pedicle.isthmus_mm = section.area_mm2 > 0 ? section.centre_mm : outline.axis_at(way);
  }
  if (least < 0) return;
  pedicle.isthmus_area = Quantity{least * outline.slant(), Unit::mm2};
}

}  // namespace

PedicleBone measure_pedicle_bone(const PedicleBlock& block, const PedicleSpace& space, Side side,
                                 const PedicleOutline& outline, const PedicleParameters& parameters) {
  PedicleBone pedicle;
  const RegionSums sums = add_up(block, space, side, outline, parameters.region_margin_mm);
  if (sums.core == 0 || sums.cut > parameters.largest_cut_fraction * sums.places) {
    const Unknown cut{fmt::format("{:.0f} % of the region of the pedicle lie outside of the volume",
                                  sums.places > 0 ? 100 * sums.cut / sums.places : 100.0)};
    pedicle.volume = pedicle.isthmus_area = pedicle.mean_hu = cut;
    return pedicle;
  }
  const double place_mm3 = block.step_mm * block.step_mm * block.step_mm;
  pedicle.volume = Quantity{sums.bone * place_mm3, Unit::mm3};
  pedicle.mean_hu = Quantity{sums.core_hu / sums.core, Unit::hu};
  set_isthmus(pedicle, block, space, side, outline, parameters.region_margin_mm);
  return pedicle;
}

}  // namespace osteosign
