#pragma once
#include "sample_data/phantom/ct_scan.h"

namespace osteosign::phantom {

/// A noiseless scan that is quick to make.
inline CtScan small_scan() {
  CtScan scan;
  scan.columns = scan.rows = 80;
  scan.slices = 50;
  scan.noise_hu = 0;
  return scan;
}

inline CtScan anisotropic_scan() {
  CtScan scan = small_scan();
  scan.column_mm = 0.6;
  scan.row_mm = 0.9;
  scan.columns = 90;
  scan.rows = 64;
  scan.increment_mm = 2;
  scan.slice_thickness_mm = 2.5;
  scan.slices = 24;
  return scan;
}

inline CtScan oblique_scan() {
  CtScan scan = small_scan();
  scan.oblique_deg = 27;
  scan.seed = 5;
  return scan;
}

}  // namespace osteosign::phantom
