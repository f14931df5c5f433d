#include "features/spine/follow_canal.h"

#include <gtest/gtest.h>

#include <Eigen/Geometry>
#include <numbers>

namespace osteosign::test {
namespace {

constexpr double upright_mm = 60, bend_mm = 24, whole_mm = 150, vertebra_mm = 24, arch_mm = 12;

/// A canal that runs up for 60 mm, bends backward over 24 mm as over a wedged vertebra, and goes on
/// obliquely: a wall of 6 mm round a tube of 8 mm radius, closed over one half of each vertebra, in front
/// alone over the other.
class BentCanal {
 public:
  explicit BentCanal(double bend_deg) : bend_(bend_deg * std::numbers::pi / 180) {
    for (double s = 0; s <= whole_mm; s += 1) {
      const double angle = bend_ * std::clamp((s - upright_mm) / bend_mm, 0.0, 1.0);
      ways_.emplace_back(0, -std::sin(angle), std::cos(angle));
      middles_.push_back(middles_.empty() ? Eigen::Vector3d::Zero()
                                          : Eigen::Vector3d(middles_.back() + ways_.back()));
    }
    ct_.grid.size = {28, 100, 100};
    ct_.grid.spacing_mm = {2, 2, 2};
    ct_.grid.origin_mm = {-28, -150, -20};
    ct_.hounsfield.assign(ct_.grid.voxel_count(), 50);
    mineral_ = VoxelMask(ct_.grid);
    for (int z = 0; z < ct_.grid.size[2]; ++z)
      for (int y = 0; y < ct_.grid.size[1]; ++y)
        for (int x = 0; x < ct_.grid.size[0]; ++x)
          if (is_wall(ct_.grid.patient_from_voxel(Eigen::Vector3d(x, y, z)))) mineral_.insert(x, y, z);
  }
  SpineImage image() const { return {ct_, mineral_, mineral_, 50, 150}; }
  /// The upright part of the middle, as a chain of axial planes sees it.
  CanalChain upright_chain() const {
    CanalChain chain;
    for (double s = 2; s < upright_mm; s += 2) {
      chain.points_mm.push_back(middles_[static_cast<std::size_t>(s)]);
      chain.weights.push_back(1);
    }
    return chain;
  }
  const Eigen::Vector3d& middle_at(int s) const { return middles_[static_cast<std::size_t>(s)]; }
  double way_mm(const Eigen::Vector3d& point) const { return static_cast<double>(nearest(point)); }
  double distance_mm(const Eigen::Vector3d& point) const { return (point - middles_[nearest(point)]).norm(); }

 private:
  std::size_t nearest(const Eigen::Vector3d& point) const {
    const auto distance = [&](const Eigen::Vector3d& middle) { return (middle - point).squaredNorm(); };
    return static_cast<std::size_t>(std::ranges::min_element(middles_, {}, distance) - middles_.begin());
  }
  bool is_wall(const Eigen::Vector3d& point) const {
    const std::size_t s = nearest(point);
    const Eigen::Vector3d across = point - middles_[s];
    if (across.norm() < 8 || across.norm() > 14 || std::abs(across.dot(ways_[s])) > 2) return false;
    const Eigen::Vector3d front = Eigen::Vector3d::UnitX().cross(ways_[s]);  // (0, -1, 0) where it runs up
    return std::fmod(static_cast<double>(s), vertebra_mm) < arch_mm ||
           across.dot(front) > 0.7 * across.norm();
  }

  double bend_;
  CtVolume ct_;
  VoxelMask mineral_;
  std::vector<Eigen::Vector3d> middles_, ways_;
};

void expect_followed_to_the_end(double bend_deg) {
  const BentCanal canal(bend_deg);
  const CanalChain followed = followed_beyond(canal.upright_chain(), canal.image(), {});
  ASSERT_EQ(followed.points_mm.size(), followed.weights.size());
  EXPECT_GT(canal.way_mm(followed.points_mm.back()), 5 * vertebra_mm) << bend_deg;  // the last whole arch
  for (const Eigen::Vector3d& point : followed.points_mm) EXPECT_LT(canal.distance_mm(point), 4) << bend_deg;
}

TEST(FollowCanal, GoesOnAlongAStraightCanal) { expect_followed_to_the_end(0); }

TEST(FollowCanal, GoesOnOverAWedgedVertebra) {
  expect_followed_to_the_end(20);
  expect_followed_to_the_end(35);
  expect_followed_to_the_end(45);
}

TEST(FollowCanal, EndsWhereTheCanalEnds) {
  const BentCanal canal(20);
  const CanalChain followed = followed_beyond(canal.upright_chain(), canal.image(), {});
  EXPECT_LT((followed.points_mm.back() - canal.middle_at(150)).norm(), 14);
  EXPECT_LT((followed.points_mm.front() - canal.middle_at(0)).norm(), 8);
}

}  // namespace
}  // namespace osteosign::test
