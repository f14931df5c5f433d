#pragma once
#include <vector>

#include "features/prepare/image_quality.h"
#include "features/vertebra/body_shape.h"
#include "features/vertebra/vein_window.h"
#include "io/values/described.h"

namespace osteosign {

struct TrabeculaeParameters {
  double core_depth_mm = 4;
  double core_depth_share = 0.25;
  double core_least_depth_mm = 2.5;
  double core_least_mm3 = 500;
  double entropy_bin_hu = 25;
  double grain_mm = 2.5;
  int compared_fewest = 3;
  int compared_most = 8;
  double least_sd_spread = 0.1;
  double marrow_without_bone_hu = -50;
  double least_relative_sd_spread = 0.13;
  double least_octant_range_hu = 15;
  double compared_thickest_slices_mm = 2.5;
  double seen_hole_hu = 40;
  double seen_hole_share = 0.2;
  double seen_hole_z = 2.5;
  double darker_least_spread = 0.05;
  double darker_in_spreads = 2;
};

template <class Visitor>
void describe(TrabeculaeParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"core_depth_mm", "The core lies this deep below wall and endplates",
                             "methods A9.6: 4 mm", 1, 10},
        p.core_depth_mm);
  visit(ParameterDescription{"core_depth_share",
                             "In small or collapsed bodies: at most this share of the least extent",
                             "half of that extent is left", 0.05, 0.45},
        p.core_depth_share);
  visit(ParameterDescription{"core_least_depth_mm",
                             "Never less deep: nearer, the blur of the cortex makes marrow uneven",
                             "cortex of 1 mm and blur of 0.85 mm: 4 % of the cortex are left", 0, 6},
        p.core_least_depth_mm);
  visit(ParameterDescription{"core_least_mm3", "Smaller cores are unknown",
                             "60 grains of the trabecular texture, standard error of the SD 9 %", 50, 10000},
        p.core_least_mm3);
  visit(ParameterDescription{"entropy_bin_hu", "Width of the bins of the entropy", "methods A9.6: 25 HU", 1,
                             200},
        p.entropy_bin_hu);
  visit(ParameterDescription{"grain_mm", "Distance beyond which densities of trabecular bone are independent",
                             "chosen on the development phantoms: texture of 1.3 mm and blur of 0.6 mm", 0.5,
                             10},
        p.grain_mm);
  visit(ParameterDescription{"compared_fewest", "With fewer neighbours nothing is compared",
                             "a spread needs three values", 2, 20},
        p.compared_fewest);
  visit(ParameterDescription{"compared_most", "The nearest this many other vertebrae are compared",
                             "methods A3.1: weight exp(-distance / 2)", 3, 24},
        p.compared_most);
  visit(ParameterDescription{"least_sd_spread",
                             "Least spread of the trabecular SD between healthy levels, as a share of it",
                             "chosen on the development phantoms", 0, 1},
        p.least_sd_spread);
  visit(ParameterDescription{"marrow_without_bone_hu",
                             "Density of marrow without trabeculae: what is above it is taken for bone",
                             "between fatty (-100 HU) and red marrow (40 HU)", -150, 50},
        p.marrow_without_bone_hu);
  visit(ParameterDescription{"least_relative_sd_spread",
                             "Least spread of the trabecular SD per density of bone between healthy levels",
                             "that of the SD and 8 % of density, chosen on the development phantoms", 0, 1},
        p.least_relative_sd_spread);
  visit(ParameterDescription{"least_octant_range_hu", "Least octant range taken for that of the neighbours",
                             "three times it, 45 HU, is below the 60 HU of lysis (methods A3.2)", 0, 200},
        p.least_octant_range_hu);
  visit(ParameterDescription{"compared_thickest_slices_mm",
                             "With thicker slices or wider pixels the frame is not compared",
                             "methods 0.3.2; a real lumbar spine with voxels of 3 mm gave a false sign", 0.5,
                             6},
        p.compared_thickest_slices_mm);
  visit(ParameterDescription{"seen_hole_hu", "Density of holes that must be seen for evenness to be told",
                             "methods A3.2: 20 to 80 HU", 0, 100},
        p.seen_hole_hu);
  visit(ParameterDescription{"seen_hole_share", "Share of the core that such holes take up",
                             "chosen: a little more than the seventh of the detection limit", 0.05, 0.5},
        p.seen_hole_share);
  visit(
      ParameterDescription{"seen_hole_z", "z from which on holes would be seen", "methods A9.6: 2.5", 1, 10},
      p.seen_hole_z);
  visit(
      ParameterDescription{"darker_least_spread",
                           "Least spread of the density of the core between healthy levels, as a share of it",
                           "chosen: neighbours differ by a twentieth where nothing is wrong", 0, 1},
      p.darker_least_spread);
  visit(
      ParameterDescription{"darker_in_spreads",
                           "An even core this many spreads darker than the neighbours may hold blurred holes",
                           "chosen: neighbours differ by two spreads rarely", 0, 10},
      p.darker_in_spreads);
}

/// Definition: of the native HU in the core of the body (`core_depth_mm` below wall and endplates, a quarter
/// of the least extent where that is less, `core_least_depth_mm` or 1.5 voxels where that is more; window of
/// the basivertebral vein, densities near metal and gas of a cleft left out): median; standard deviation,
/// read from the tenth and the ninetieth percentile, with the variance of the noise taken off; entropy of the
/// histogram in bins of 25 HU (base 2); largest less least mean of the octants of the body. z: difference of
/// the SD from the weighted median of the neighbours by their robust spread, which is at least a tenth of
/// that median; its own SD is the error of the SD, from noise and the number of independent densities, with
/// the error of that spread. The same is done with the SD by the density of bone (median above
/// `marrow_without_bone_hu`), since small holes are blurred: they take density away and leave the SD as it
/// was. The larger z is told. Ratio: octant range by the weighted median of theirs, at least
/// `least_octant_range_hu`. Unit: HU; entropy, z and ratio have none. Unknown when: an endplate was not seen,
/// the core is too small, the image holds bone only, the noise is unknown (SD), or fewer than three
/// neighbours can be compared, or the core is made of vertical struts as a haemangioma is, or the body holds
/// one (z, ratio; measure_vertebrae), or the frame looks even but would do so too with `seen_hole_share` of
/// it in holes of soft tissue, or it is darker than the neighbours by as much as such holes make it (z).
/// Reference: methods A9.6, A3.4.
struct Trabeculae {
  MeasuredQuantity median_hu = Unknown{"not measured"};
  MeasuredQuantity sd = Unknown{"not measured"};
  MeasuredQuantity entropy = Unknown{"not measured"};
  MeasuredQuantity octant_range = Unknown{"not measured"};
  MeasuredQuantity sd_z = Unknown{"not measured"};
  MeasuredQuantity octant_range_ratio = Unknown{"not measured"};
  bool vertical_struts = false;  ///< the frame is made of struts along the axis: it is not compared
};

/// Entropy in bits of the histogram of values in bins of `bin_hu` that start at multiples of it (IBSI
/// intensity histogram entropy with fixed bin size). 0 for no value.
double histogram_entropy(const std::vector<double>& values, double bin_hu);

/// One vertebra for itself; z and ratio stay unknown.
Trabeculae measure_trabeculae(const VertebraImage& image, const Measured<BodyShape>& shape,
                              const ImageQuality& quality, const VeinWindow& vein,
                              const TrabeculaeParameters& parameters);

/// The same vertebrae, from cranial to caudal, compared with each other.
std::vector<Trabeculae> compared_with_neighbours(std::vector<Trabeculae> vertebrae,
                                                 const TrabeculaeParameters& parameters);

/// Both, for a whole column.
std::vector<Trabeculae> measure_trabeculae(const CtVolume& ct, const Metal& metal,
                                           const ImageQuality& quality,
                                           const std::vector<VertebraGeometry>& vertebrae,
                                           const std::vector<Measured<BodyShape>>& shapes,
                                           const VeinWindow& vein, const TrabeculaeParameters& parameters);

}  // namespace osteosign
