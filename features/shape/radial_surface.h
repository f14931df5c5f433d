#pragma once
#include <Eigen/LU>
#include <vector>

namespace osteosign {

/// A smooth height over a space of some dimensions: a sum of a kernel about centres and a plane, which bends
/// as little as it can between what it is given (Duchon, RAIRO Anal Numér 1976;10:5). The kernel of the
/// square of the distance decides what bending is: the distance itself in three dimensions, r^2 log r in two.
template <int Dimensions>
class RadialSurface {
 public:
  using Place = Eigen::Matrix<double, Dimensions, 1>;
  using Kernel = double (*)(double square_mm2);

  /// Through the heights of the centres, at least one; each is missed by `smoothing` times its own weight.
  /// The sign of `smoothing` is that of the kernel near 0, turned round.
  RadialSurface(std::vector<Place> centres_mm, const std::vector<double>& heights_mm, Kernel kernel,
                double smoothing)
      : centres_mm_(std::move(centres_mm)), kernel_(kernel) {
    const auto count = static_cast<Eigen::Index>(centres_mm_.size());
    Eigen::MatrixXd system = Eigen::MatrixXd::Zero(count + Dimensions + 1, count + Dimensions + 1);
    Eigen::VectorXd right = Eigen::VectorXd::Zero(count + Dimensions + 1);
    for (Eigen::Index i = 0; i < count; ++i) {
      const Place& at = centre(i);
      for (Eigen::Index j = 0; j < i; ++j)
        system(i, j) = system(j, i) = kernel_((at - centre(j)).squaredNorm());
      system(i, i) = smoothing;
      system(i, count) = system(count, i) = 1;
      system.template block<1, Dimensions>(i, count + 1) = (at - centre(0)).transpose();
      system.template block<Dimensions, 1>(count + 1, i) = at - centre(0);
      right[i] = heights_mm[static_cast<std::size_t>(i)];
    }
    weights_ = system.partialPivLu().solve(right);
  }

  /// False when the centres lie in a plane, or in the plane on a line: nothing can be said then.
  bool is_determined() const { return weights_.allFinite(); }

  double height_mm(const Place& place_mm) const {
    const auto count = static_cast<Eigen::Index>(centres_mm_.size());
    double height = weights_[count] + weights_.template tail<Dimensions>().dot(place_mm - centre(0));
    for (Eigen::Index i = 0; i < count; ++i)
      height += weights_[i] * kernel_((place_mm - centre(i)).squaredNorm());
    return height;
  }

  const std::vector<Place>& centres_mm() const { return centres_mm_; }

 private:
  const Place& centre(Eigen::Index i) const { return centres_mm_[static_cast<std::size_t>(i)]; }

  std::vector<Place> centres_mm_;
  Kernel kernel_;
  Eigen::VectorXd weights_;  ///< one for each centre, then those of 1 and the coordinates
};

}  // namespace osteosign
