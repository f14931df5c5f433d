#pragma once
#include <vector>

#include "sample_data/phantom/ct_scan.h"
#include "sample_data/phantom/rolling_slices.h"

namespace osteosign::phantom {

/// Noise of a scan, slice after slice: white noise blurred with the point spread, less 0.8 of itself blurred
/// twice as wide (a band-pass as the ramp filter of a reconstruction leaves it), correlated along z by the
/// slice profile, its standard deviation exactly `noise_hu` in expectation. Same values for any number of
/// threads.
class CtNoise {
 public:
  explicit CtNoise(const CtScan& scan);

  /// Makes ready the slices from `first` to before `end`; earlier ones are dropped.
  void prepare(int first, int end);
  /// One of the slices made ready; empty when noise_hu is 0.
  std::vector<float> slice(int z) const;

 private:
  /// Kernels of equal length for the narrow and the wide blur of one axis.
  struct BandKernels {
    std::vector<float> narrow, wide;
  };
  static BandKernels band_kernels(double spacing_mm, double sigma_mm);
  static double variance_gain(const BandKernels& x, const BandKernels& y);
  std::vector<float> source(int stream) const;

  CtScan scan_;
  BandKernels x_, y_;
  std::vector<float> along_z_;
  float gain_ = 0;
  RollingSlices sources_;
};

/// Noise of the whole block. Empty when noise_hu is 0.
std::vector<float> ct_noise(const CtScan& scan);

}  // namespace osteosign::phantom
