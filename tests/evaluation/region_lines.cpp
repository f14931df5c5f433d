#include "tests/evaluation/region_lines.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "features/find/outline_voxels.h"

namespace osteosign::evaluation {
namespace {

int lesion_hit_by(const SignedRegion& region, const SearchedScan& scan, const ImageGrid& series) {
  int lesion = -1;
  for (std::size_t j = 0; j < scan.lesions.size(); ++j)
    if (hits(region.outline, region.ball.centre_in_patient_mm, scan.lesions[j].mask, series))
      lesion = static_cast<int>(j);
  return lesion;
}

std::string line_of(const TrueLesion& lesion, std::size_t index, const SearchedScan& scan,
                    const RegionSearch& found) {
  double of_lesion = 0, of_union = 0;
  for (const SignedRegion& region : found.with_signs) {
    const OutlineOverlap overlap = overlap_of(region.outline, lesion.mask);
    of_lesion = std::max(of_lesion, overlap.both / overlap.other);
    of_union = std::max(of_union, overlap.share_of_union());
  }
  return fmt::format("lesion\t{}\t{}\t{}\t{}\t{}\t{:.0f}\t{:.0f}\t{:.2f}\t{:.2f}\n", scan.name, scan.patient,
                     name_of(lesion.density), index, lesion.place, lesion.volume_mm3, lesion.contrast_hu,
                     of_lesion, of_union);
}

}  // namespace

std::string lines_of_regions(const SearchedScan& scan, const CtVolume& ct, const SearchedCt& searched) {
  const RegionSearch found = search_regions(searched.series(ct), {});
  std::string text;
  for (std::size_t i = 0; i < scan.lesions.size(); ++i) text += line_of(scan.lesions[i], i, scan, found);
  for (std::size_t i = 0; i < found.regions.size(); ++i) {
    const SignedRegion& region = found.with_signs[i];
    text += fmt::format("region\t{}\t{}\t{}\t{}\t{}\t{:.1f}\t{:.1f}\t{:.1f}\t{:.6g}\n", scan.name,
                        scan.patient, name_of(found.regions[i].density), lesion_hit_by(region, scan, ct.grid),
                        region.is_cortex ? "cortex of a whole bone" : region.explained_by,
                        region.ball.centre_in_patient_mm.x(), region.ball.centre_in_patient_mm.y(),
                        region.ball.centre_in_patient_mm.z(), fmt::join(region.signs.values, "\t"));
  }
  return text;
}

}  // namespace osteosign::evaluation
