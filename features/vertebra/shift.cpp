#include "features/vertebra/shift.h"

#include <fmt/format.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <optional>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr double thinnest_disc_mm = -4;  // plates that touch, each a little beyond its edge
constexpr double thickest_disc_mm = 22;
constexpr double least_sd_mm = 1;
constexpr double sd_alone_mm = 2.5;  // of the step of healthy lumbar bodies, where no other disc tells it

/// Of two neighbours, in the plane of the disc between them.
struct Slip {
  double forward_mm;
  double left_mm;
  double mm() const { return std::hypot(forward_mm, left_mm); }
};

/// Where the plane of an endplate meets the back of the body, in its middle.
Eigen::Vector3d back_of_plate(const VertebraGeometry& geometry, const Endplate& plate) {
  const Eigen::Vector3d normal = geometry.frame.axes.transpose() * plate.normal;
  const Eigen::Vector3d centre = geometry.frame.local_from_patient(plate.centre_mm);
  const double y = geometry.depth_mm.value() / 2;
  const double rise = (normal.x() * centre.x() - normal.y() * (y - centre.y())) / normal.z();
  return geometry.frame.patient_from_local({0, y, centre.z() + rise});
}

Measured<Slip> slip_of(const VertebraGeometry& upper, const VertebraGeometry& lower) {
  for (const auto* plate : {&upper.inferior, &lower.superior})
    if (!plate->known()) return plate->unknown();
  for (const auto* depth : {&upper.depth_mm, &lower.depth_mm})
    if (!depth->known()) return depth->unknown();
  const Endplate &above = upper.inferior.value(), &below = lower.superior.value();
  const Eigen::Vector3d cranial = (above.normal + below.normal).normalized();
  const Eigen::Vector3d back = upper.frame.axes.col(1) + lower.frame.axes.col(1);
  const Eigen::Vector3d posterior = (back - back.dot(cranial) * cranial).normalized();
  const Eigen::Vector3d left = posterior.cross(cranial);
  const double disc_mm = (above.centre_mm - below.centre_mm).dot(cranial);
  if (disc_mm < thinnest_disc_mm || disc_mm > thickest_disc_mm)
    return Unknown{"the neighbour that was found is not the next vertebra"};
  const Eigen::Vector3d way = back_of_plate(upper, above) - back_of_plate(lower, below);
  return Slip{-way.dot(posterior), way.dot(left)};
}

using Slips = std::vector<Measured<Slip>>;

/// What the discs nearest to one show: bodies of a healthy column step back or forward a little, and
/// neighbours alike. Nothing with fewer than two of them.
std::optional<Slip> usual_near(const Slips& slips, std::size_t k) {
  constexpr std::size_t enough = 4, fewest = 2;
  std::vector<double> forward, left;
  for (std::size_t apart = 1; apart < slips.size() && forward.size() < enough; ++apart)
    for (const std::size_t j : {k - apart, k + apart})  // below 0 wraps round and is beyond the end
      if (j < slips.size() && slips[j].known()) {
        forward.push_back(slips[j].value().forward_mm);
        left.push_back(slips[j].value().left_mm);
      }
  if (forward.size() < fewest) return std::nullopt;
  return Slip{averaged_median(forward), averaged_median(left)};
}

/// Each slip beyond those of the discs near it.
Slips beyond_the_usual(const Slips& slips) {
  Slips beyond = slips;
  for (std::size_t k = 0; k < slips.size(); ++k) {
    const std::optional<Slip> usual = usual_near(slips, k);
    if (slips[k].known() && usual)
      beyond[k] =
          Slip{slips[k].value().forward_mm - usual->forward_mm, slips[k].value().left_mm - usual->left_mm};
  }
  return beyond;
}

double spread_mm(const Slips& slips) {
  constexpr std::size_t fewest = 3;
  std::vector<double> sizes;
  for (const auto& slip : slips)
    if (slip.known()) sizes.push_back(slip.value().mm());
  return sizes.size() < fewest ? sd_alone_mm : std::max(least_sd_mm, 1.4826 * averaged_median(sizes));
}

MeasuredQuantity shift_of(const Measured<Slip>& slip, double sd_mm) {
  if (!slip.known()) return slip.unknown();
  return Quantity{slip.value().mm(), Unit::mm, sd_mm,
                  fmt::format("the upper body lies {:+.1f} mm forward and {:+.1f} mm to the left",
                              slip.value().forward_mm, slip.value().left_mm)};
}

}  // namespace

std::vector<VertebraShift> measure_shifts(const std::vector<VertebraGeometry>& geometries) {
  Slips slips;
  for (std::size_t k = 1; k < geometries.size(); ++k)
    slips.push_back(slip_of(geometries[k - 1], geometries[k]));
  slips = beyond_the_usual(slips);
  const double sd_mm = spread_mm(slips);
  std::vector<VertebraShift> shifts(geometries.size());
  for (std::size_t k = 1; k < geometries.size(); ++k)
    shifts[k - 1].below = shifts[k].above = shift_of(slips[k - 1], sd_mm);
  return shifts;
}

}  // namespace osteosign
