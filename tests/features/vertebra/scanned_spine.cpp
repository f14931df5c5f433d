#include "tests/features/vertebra/scanned_spine.h"

#include "features/vertebra/geometry.h"

namespace osteosign::test {

Spine true_spine(const phantom::SpineCt& scanned, const phantom::SpineTruth& truth) {
  Spine spine;
  const ImageGrid& grid = scanned.ct.grid;
  spine.vertebrae = phantom::true_vertebra_map(scanned, grid);
  const LabelMap canal = phantom::true_canal_map(scanned, grid);
  spine.canal_region = VoxelMask(grid);
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x)
        if (canal.voxels[grid.index(x, y, z)] != 0) spine.canal_region.insert(x, y, z);
  spine.canal = truth.canal;
  for (const phantom::VertebraTruth& vertebra : truth.vertebrae) {
    FoundVertebra found;
    found.label = static_cast<std::uint16_t>(vertebra.number);
    found.level.level = vertebra.level;
    found.level.shown = vertebra.level;
    found.body_centre_mm = vertebra.frame.origin_mm;
    found.cranial = vertebra.frame.axes.col(2);
    found.forward = -vertebra.frame.axes.col(1);
    spine.found.push_back(found);
  }
  return spine;
}

double MeasuredSpine::lytic_mm3(std::size_t vertebra) const {
  const Quantity* volume = lysis.vertebrae[vertebra].lytic_volume.if_known();
  return volume ? volume->value : 0;
}

bool MeasuredSpine::uneven(std::size_t vertebra) const {
  const Quantity* z = frames[vertebra].sd_z.if_known();
  const Quantity* ratio = frames[vertebra].octant_range_ratio.if_known();
  return (z && z->value > 2.5) || (ratio && ratio->value > 3);
}

MeasuredSpine measure_random_spine(const phantom::SpineCase& which) {
  const phantom::RandomSpine random = phantom::random_spine(which);
  const phantom::SpineCt scanned = phantom::scan_spine(random.phantom, random.scan);
  MeasuredSpine measured;
  measured.truth = phantom::spine_truth(scanned);
  measured.target = static_cast<std::size_t>(random.vertebra - 1);
  const Spine spine = true_spine(scanned, measured.truth);
  const ImageQuality quality = estimate_image_quality(scanned.ct, {});
  const Metal metal = find_metal(scanned.ct, {});
  std::vector<VertebraGeometry> geometries;
  for (const FoundVertebra& found : spine.found)
    geometries.push_back(find_geometry(scanned.ct, spine, found, quality, {}));
  const auto shapes = find_body_shapes(scanned.ct, metal, geometries);
  measured.frames = measure_trabeculae(scanned.ct, metal, quality, geometries, shapes, {}, {});
  measured.lysis = measure_lysis(scanned.ct, metal, quality, geometries, shapes, {}, {});
  return measured;
}

}  // namespace osteosign::test
