#pragma once
#include <array>
#include <optional>
#include <string_view>

#include "features/vertebra/measure_vertebrae.h"
#include "sample_data/phantom/paint/painting.h"

namespace osteosign::evaluation {

/// What is painted into a vertebra, and the criterion that must find it.
struct PaintedSign {
  enum class Kind { left_pedicle, right_pedicle, bulge, lysis };
  Kind kind;
  std::string_view name;
  std::string_view criterion;
};
inline constexpr std::array<PaintedSign, 4> painted_signs{{
    {PaintedSign::Kind::left_pedicle, "left pedicle removed", "pedicle_absent"},
    {PaintedSign::Kind::right_pedicle, "right pedicle removed", "pedicle_absent"},
    {PaintedSign::Kind::bulge, "wall bulged by 4 mm", "posterior_wall"},
    {PaintedSign::Kind::lysis, "lytic ball of radius 7 mm", "vertebral_lysis"},
}};

/// Where the sign goes in one vertebra: an ellipsoid over the whole region of the pedicle, a bump over the
/// middle of the posterior wall, a ball beside the middle of the body. `soft_hu` takes the place of bone.
/// Labels are those of Spine::vertebrae. Nothing when the vertebra does not show the place.
std::optional<phantom::Painting> painting_of(const PaintedSign& sign, const VertebraGeometry& geometry,
                                             const VertebraMeasurements& measured, double soft_hu);

}  // namespace osteosign::evaluation
