#include "features/vertebra/body.h"

#include <algorithm>

namespace osteosign {

MeasuredQuantity measure_body_volume(const VertebraGeometry& geometry, const FoundVertebra& vertebra) {
  if (vertebra.cut_by_border) return Unknown{"the border of the volume cuts the body"};
  for (const auto* plate : {&geometry.superior, &geometry.inferior})
    if (!plate->known()) return plate->unknown();
  const auto voxels = std::count(geometry.parts.begin(), geometry.parts.end(), VertebraPart::body);
  if (voxels == 0) return Unknown{"no body was found in the label"};
  return Quantity{
      static_cast<double>(voxels) * geometry.box.voxel_volume_mm3(), Unit::mm3, {}, "voxels of the body"};
}

}  // namespace osteosign
