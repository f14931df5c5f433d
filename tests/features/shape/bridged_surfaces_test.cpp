#include <gmock/gmock.h>

#include <Eigen/Geometry>
#include <cmath>
#include <numbers>

#include "features/shape/implicit_surface.h"
#include "features/shape/near_points.h"
#include "features/shape/tubular_surface.h"

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Cloud {
  std::vector<Eigen::Vector3d> points, normals;
  std::vector<bool> trusted;
};

/// An elliptic tube of 14 x 11 mm and 70 mm length along (0.2, 0, 1); a sector of 30 mm is not trusted and
/// lies 5 mm too deep.
Cloud dented_tube() {
  const Eigen::Vector3d axis = Eigen::Vector3d(0.2, 0, 1).normalized();
  const Eigen::Vector3d u = axis.unitOrthogonal();
  const Eigen::Vector3d v = axis.cross(u);
  Cloud cloud;
  for (double along = -35; along <= 35; along += 1)
    for (double angle = 0; angle < 2 * std::numbers::pi; angle += 0.08) {
      const bool dented = std::abs(along) < 15 && angle < 1.5;
      const Eigen::Vector3d surface = 14 * std::cos(angle) * u + 11 * std::sin(angle) * v;
      const Eigen::Vector3d normal = (std::cos(angle) / 14 * u + std::sin(angle) / 11 * v).normalized();
      cloud.points.emplace_back(surface + along * axis - (dented ? 5.0 : 0.0) * normal);
      cloud.normals.push_back(normal);
      cloud.trusted.push_back(!dented);
    }
  return cloud;
}

TEST(TubularSurface, BridgesWhatIsNotTrusted) {
  const Cloud cloud = dented_tube();
  const TubularSurface tube = fit_tubular_surface(cloud.points, cloud.normals, cloud.trusted, {}).value();
  EXPECT_LT(tube.residual_mm, 0.2);
  for (std::size_t i = 0; i < cloud.points.size(); ++i) {
    const Eigen::Vector3d undented = cloud.points[i] + (cloud.trusted[i] ? 0.0 : 5.0) * cloud.normals[i];
    const Eigen::Vector3d p = tube.in_frame(undented);
    EXPECT_NEAR(tube.radius_mm(std::atan2(p.y(), p.x()), p.z()), p.head<2>().norm(), 0.4);
  }
}

TEST(TubularSurface, HasNormalsThatPointOutwards) {
  const Cloud cloud = dented_tube();
  const TubularSurface tube = fit_tubular_surface(cloud.points, cloud.normals, cloud.trusted, {}).value();
  for (const double angle : {0.3, 2.0, 4.4}) {
    const Eigen::Vector3d from_axis = tube.point_mm(angle, 3) - (tube.centre_mm + 3 * tube.axis());
    EXPECT_GT(tube.normal(angle, 3).dot(from_axis.normalized()), 0.9);
  }
}

TEST(TubularSurface, OfABallIsUnknown) {
  Cloud ball;
  for (double z = -0.95; z < 1; z += 0.05)
    for (double angle = 0; angle < 2 * std::numbers::pi; angle += 0.1) {
      const double r = std::sqrt(1 - z * z);
      ball.normals.emplace_back(r * std::cos(angle), r * std::sin(angle), z);
      ball.points.emplace_back(20 * ball.normals.back());
      ball.trusted.push_back(true);
    }
  EXPECT_THAT(fit_tubular_surface(ball.points, ball.normals, ball.trusted, {}).reason(),
              HasSubstr("no tube"));
}

TEST(ImplicitSurface, BridgesAHoleInABall) {
  Cloud ball;
  for (double z = -0.98; z < 0.9; z += 0.06)  // open towards +z
    for (double angle = 0; angle < 2 * std::numbers::pi; angle += 0.12) {
      const double r = std::sqrt(1 - z * z);
      ball.normals.emplace_back(r * std::cos(angle), r * std::sin(angle), z);
      ball.points.emplace_back(20 * ball.normals.back());
    }
  const KnownHeights middle{{Eigen::Vector3d::Zero()}, {-20}};
  const ImplicitSurface surface = fit_implicit_surface(ball.points, ball.normals, 1.5, middle, 400).value();
  EXPECT_NEAR(surface.height_mm({0, 0, 20}), 0, 0.7);
  EXPECT_NEAR(surface.height_mm({20, 0, 0}), 0, 0.2);
  EXPECT_GT(surface.height_mm({0, 0, 23}), 1);
  EXPECT_LT(surface.height_mm({0, 0, 17}), -1);
}

TEST(ImplicitSurface, NeedsPoints) {
  EXPECT_THAT(fit_implicit_surface({{0, 0, 0}}, {{0, 0, 1}}, 1, {}, 100).reason(),
              HasSubstr("only 1 points"));
}

TEST(NearPoints, FindsThemInOrderAndTheNearest) {
  const NearPoints near({{0, 0, 0}, {-0.5, 0, 0}, {3, 0, 0}}, 1);
  EXPECT_THAT(near.near({0.1, 0, 0}), ElementsAre(0, 1));
  EXPECT_NEAR(near.distance_mm({2.6, 0, 0}), 0.4, 1e-12);
  EXPECT_EQ(near.distance_mm({50, 0, 0}), 1);
}

}  // namespace
}  // namespace osteosign
