#pragma once
#include <array>
#include <string>
#include <vector>

#include "features/values/lesion_measurements.h"
#include "io/values/measured.h"
#include "sample_data/phantom/phantom_ct.h"

namespace osteosign::evaluation {

/// How the slices lie, as the gates tell them apart (methods C1). Thick slices have no gate.
struct ScanGeometry {
  std::string name;
  double pixel_mm;
  double slice_mm;
  double oblique_deg;
  bool has_gate;
};
const std::array<ScanGeometry, 5>& scan_geometries();

/// One lesion to measure.
struct LesionCase {
  phantom::BonePhantom phantom;
  phantom::CtScan scan;
  ScanGeometry geometry;
  double header_thickness = 1;  ///< Slice Thickness of the header as a multiple of the true one
  bool with_box = false;        ///< outlined from a loose box, too
};

/// A scan of one bone. All that is random follows from the seed: pose, noise, its level (0, 10, 20 or 30 HU)
/// and the in-plane blur (0.35, 0.5, 0.65 or 0.8 mm; methods C1).
phantom::CtScan scan_of(const ScanGeometry& geometry, double bone_radius_mm, int seed);

/// What was measured: as users get it (quality estimated, bone segmented, outline grown from a seed off the
/// centre), and with the true outline, bone and quality. Only what a table needs is kept.
struct EvaluatedCase {
  phantom::LesionTruth truth;
  Measured<CtLesionMeasurements> as_used = Unknown{"not run"};
  Measured<CtLesionMeasurements> from_box = Unknown{"not run"};  ///< as used, but from a loose box
  CtLesionMeasurements with_truth;
  Measured<double> in_plane_sigma_error_mm = Unknown{"not run"};
  Measured<double> axial_sigma_error_mm = Unknown{"not run"};
};
EvaluatedCase evaluate(const LesionCase& lesion);
/// Every `stride`-th of the cases, from the first on: a quick look while developing.
std::vector<LesionCase> thinned(const std::vector<LesionCase>& lesions, int stride);
/// All of them, two at a time; the order is kept.
std::vector<EvaluatedCase> evaluate(const std::vector<LesionCase>& lesions);

}  // namespace osteosign::evaluation
