#include "features/vertebra/spared_lysis.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "features/prepare/mask_morphology.h"
#include "features/vertebra/vertical_struts.h"

namespace osteosign {
namespace {

/// Extent of a region across the axis, by its distance from one of the endplates in steps of 1 mm.
struct Section {
  double area_mm2 = 0;
  double open_mm2 = 0;  ///< of it, without endplate above it
};

/// Densest place of the endplate over a point: from 2 mm inside to 2 mm outside.
double endplate_hu(const LysisField& field, BodyPlace place, bool superior) {
  const double height = field.shape.height_mm(place);
  double densest = -1e9;
  for (double out_mm = -2; out_mm <= 2; out_mm += 0.5) {
    place.h = superior ? 1 + out_mm / height : -out_mm / height;
    densest = std::max<double>(densest,
                               sample_linear(field.image.grid, field.fine_hu, field.shape.point_mm(place)));
  }
  return densest;
}

std::vector<Section> sections_from(const LysisField& field, const LyticRegion& region, bool superior,
                                   const LysisParameters& parameters) {
  std::vector<Section> sections(80);
  const double area_per_voxel = field.image.grid.voxel_volume_mm3();  // by 1 mm of depth
  for_each_voxel(region.voxels, [&](int x, int y, int z) {
    const BodyPlace place = field.place_of(x, y, z);
    if (place.radius() > 1) return;
    const double depth_mm = (superior ? 1 - place.h : place.h) * field.shape.height_mm(place);
    Section& section = sections[static_cast<std::size_t>(std::clamp(static_cast<int>(depth_mm), 0, 79))];
    section.area_mm2 += area_per_voxel;
    if (depth_mm < 3 && endplate_hu(field, place, superior) < parameters.defect_below_hu)
      section.open_mm2 += area_per_voxel;
  });
  return sections;
}

bool opens_like_a_bowl(const std::vector<Section>& sections, double body_height_mm) {
  constexpr double least_share_at_opening = 0.5;
  constexpr double least_share_open = 0.5;
  constexpr double deepest_share = 0.4;
  double widest = 0;
  double deepest = 0;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    widest = std::max(widest, sections[i].area_mm2);
    if (sections[i].area_mm2 > 0) deepest = static_cast<double>(i) + 1;
  }
  const double at_opening = std::max({sections[0].area_mm2, sections[1].area_mm2, sections[2].area_mm2});
  const double open = std::max({sections[0].open_mm2, sections[1].open_mm2, sections[2].open_mm2});
  return at_opening >= least_share_at_opening * widest && open >= least_share_open * at_opening && open > 0 &&
         deepest <= deepest_share * body_height_mm + 1;
}

std::vector<double> densities(const LysisField& field, const VoxelMask& voxels) {
  std::vector<double> values;
  for_each_voxel(voxels, [&](int x, int y, int z) {
    values.push_back(field.image.hounsfield[field.image.grid.index(x, y, z)]);
  });
  return values;
}

double tenth_of(std::vector<double> values) {
  const auto tenth = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 10);
  std::nth_element(values.begin(), tenth, values.end());
  return *tenth;
}

}  // namespace

Haemangioma haemangioma_in(const LysisField& field, const LyticRegion& region, double noise_hu,
                           const LysisParameters& parameters) {
  // What the region, grown between struts, leaves out; and where it found a few of the gaps between them
  // only.
  constexpr double strut_width_mm = 2.5, round_mm = 5;
  const VoxelMask inside = field.body & field.usable;
  const auto has_struts = [&](const VoxelMask& voxels, const RegionFigures& figures) {
    return has_vertical_struts(field.image, voxels, field.shape.frame().axes, figures);
  };
  const VoxelMask enclosed = close(region.voxels, Reach::ball(strut_width_mm)) & inside;
  if (!enclosed.empty()) {
    const RegionFigures figures = figures_of(field.image, enclosed, noise_hu);
    const double sd_hu = std::sqrt(std::max(0.0, figures.variance_hu2));
    if (sd_hu >= parameters.strut_sd_hu && tenth_of(densities(field, enclosed)) < parameters.strut_fat_hu)
      return Haemangioma::fat;
    if (sd_hu >= parameters.strut_fine_sd_hu && has_struts(enclosed, figures)) return Haemangioma::struts;
  }
  const VoxelMask round =
      dilate(region.voxels, Reach::ball(round_mm)) & erode(inside, Reach::ball(strut_width_mm));
  const bool is_round_of_struts =
      !round.empty() && has_struts(round, figures_of(field.image, round, noise_hu));
  return is_round_of_struts ? Haemangioma::struts : Haemangioma::none;
}

bool is_schmorl_node(const LysisField& field, const LyticRegion& region, const LysisParameters& parameters) {
  const double height = field.shape.height_mm({0, 0, 0.5});
  return opens_like_a_bowl(sections_from(field, region, true, parameters), height) ||
         opens_like_a_bowl(sections_from(field, region, false, parameters), height);
}

}  // namespace osteosign
