#include "features/find/candidates/along_shaft.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <array>
#include <cmath>

namespace osteosign {
namespace {

constexpr double cell_mm = 8;
constexpr double sample_mm = 4;

/// Sums over blocks of bone, for their middle and moments.
struct Moments {
  double count = 0;
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  Eigen::Matrix3d squares = Eigen::Matrix3d::Zero();

  void add(const Eigen::Vector3d& at_mm) {
    count += 1;
    sum += at_mm;
    squares += at_mm * at_mm.transpose();
  }
  Moments& operator+=(const Moments& other) {
    count += other.count;
    sum += other.sum;
    squares += other.squares;
    return *this;
  }
};

/// How the bone of a window round a place runs, as a vector of 1 mm; zero when it is no shaft, or wider than
/// the window.
Eigen::Vector3d way_of(const Moments& moments, const Eigen::Vector3d& middle_mm,
                       const AlongShaftParameters& parameters) {
  constexpr double least_cosine = 0.8, fewest = 100;
  if (moments.count < fewest) return Eigen::Vector3d::Zero();
  const Eigen::Vector3d mean = moments.sum / moments.count;
  const Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d> axes(moments.squares / moments.count -
                                                            mean * mean.transpose());
  const Eigen::Vector3d sd_mm = axes.eigenvalues().cwiseMax(0).cwiseSqrt();
  Eigen::Vector3d way = axes.eigenvectors().col(2);
  if (way.z() < 0) way = -way;
  const double aside_mm = (mean - middle_mm).head<2>().norm();
  const bool is_shaft = aside_mm + 2 * sd_mm[1] <= parameters.shaft_halfwidth_mm &&
                        sd_mm[2] >= parameters.shaft_length_to_width * sd_mm[1] && way.z() >= least_cosine;
  return is_shaft ? way : Eigen::Vector3d::Zero();
}

}  // namespace

AlongShaft::AlongShaft(const CoarseBone& bone, const AlongShaftParameters& parameters)
    : bone_(bone), parameters_(parameters), cells_(bone.grid, cell_mm) {
  std::vector<Moments> own(cells_.count());
  for_each_voxel(bone.bone, [&](int x, int y, int z) {
    own[cells_.of_block(x, y, z)].add(Eigen::Vector3d(x, y, z).cwiseProduct(bone.grid.spacing_mm));
  });
  // A window is a box: its sums are made one axis after the other.
  std::vector<Moments> of_window = own;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const int reach =
        cells_.reach(axis, axis == 2 ? parameters.shaft_window_mm : parameters.shaft_halfwidth_mm);
    std::vector<Moments> sums(own.size());
    for (int z = 0; z < cells_.cells[2]; ++z)
      for (int y = 0; y < cells_.cells[1]; ++y)
        for (int x = 0; x < cells_.cells[0]; ++x) {
          std::array<int, 3> at{x, y, z};
          const int low = std::max(0, at[axis] - reach),
                    high = std::min(cells_.cells[axis] - 1, at[axis] + reach);
          Moments& sum = sums[cells_.index(x, y, z)];
          for (at[axis] = low; at[axis] <= high; ++at[axis])
            sum += of_window[cells_.index(at[0], at[1], at[2])];
        }
    of_window = std::move(sums);
  }
  ways_.resize(own.size(), Eigen::Vector3d::Zero());
  for (std::size_t i = 0; i < own.size(); ++i)
    if (own[i].count > 0) ways_[i] = way_of(of_window[i], own[i].sum / own[i].count, parameters);
}

std::optional<double> AlongShaft::beside(const Eigen::Vector3d& from, const Eigen::Vector3d& step) const {
  constexpr std::size_t fewest = 3, most = 64;
  std::array<double, most> values;
  std::size_t count = 0;
  for (double mm = parameters_.shaft_from_mm; mm <= parameters_.shaft_to_mm && count < most;
       mm += sample_mm) {
    const Eigen::Array3i at = (from + mm * step).array().round().cast<int>();
    if (!bone_.grid.contains(at.x(), at.y(), at.z())) break;
    values[count++] = bone_.hu[bone_.grid.index(at.x(), at.y(), at.z())];
  }
  if (count < fewest) return std::nullopt;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(count / 2);
  std::nth_element(values.begin(), middle, values.begin() + static_cast<std::ptrdiff_t>(count));
  return *middle;
}

bool AlongShaft::goes_on(const Eigen::Vector3d& from, const Eigen::Vector3d& step) const {
  for (double mm = 0;; mm += 1) {
    const Eigen::Array3i at = (from + mm * step).array().round().cast<int>();
    if (!bone_.grid.contains(at.x(), at.y(), at.z())) return true;
    if (!bone_.bone.contains(at.x(), at.y(), at.z())) return false;
  }
}

std::optional<LocalExpectation> AlongShaft::at(int x, int y, int z) const {
  // Chosen: texture of marrow in blocks, and a cortex that one side shows a millimetre aside.
  constexpr double least_spread_hu = 50, alone_spread_hu = 150;
  if (!bone_.bone.contains(x, y, z)) return std::nullopt;
  const Eigen::Vector3d& along = ways_[cells_.of_block(x, y, z)];
  if (along.isZero()) return std::nullopt;
  const Eigen::Vector3d from(x, y, z), step = along.cwiseQuotient(bone_.grid.spacing_mm);
  const std::optional<double> above = beside(from, step), below = beside(from, -step);
  if (!above && !below) return std::nullopt;
  if (!above || !below) {
    if (!goes_on(from, above ? -step : step)) return std::nullopt;
    return LocalExpectation{above ? *above : *below, alone_spread_hu, alone_spread_hu};
  }
  const double spread = std::max(least_spread_hu, std::abs(*above - *below));
  return LocalExpectation{(*above + *below) / 2, spread, spread};
}

}  // namespace osteosign
