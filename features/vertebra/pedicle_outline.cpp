#include "features/vertebra/pedicle_outline.h"

#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

// The part of a pedicle's length that is free of body and arch.
constexpr double free_from = 0.25;
constexpr double free_to = 0.85;
constexpr double least_section_mm2 = 10;  // a fifth of the pedicle of T4
constexpr double least_planes = 0.7;
constexpr double beside_canal_of_body = 0.12;  // from the midline: nothing of a pedicle lies nearer

/// The window of a whole side, then cut where the pedicle must end on the outside.
PedicleSection widest_section(const PedicleBlock& block, const PedicleSpace& space, Side side, int y,
                              const PedicleParameters& parameters) {
  constexpr double rectangular = 1e3;
  const double inner_mm = beside_canal_of_body * space.body_width_mm;
  const double widest_mm = parameters.widest_of_body * space.body_width_mm + parameters.beside_pedicle_mm;
  const auto window = [&](double from, double to) {
    return PedicleWindow{{(from + to) / 2, 0}, {(to - from) / 2, rectangular}};
  };
  const double reach_mm = std::abs(block.first_mm.x() - space.middle_x_mm);
  const PedicleSection all = pedicle_section(block, space, side, y, window(inner_mm, reach_mm));
  if (all.area_mm2 <= 0) return all;
  const double medial_mm = std::max(inner_mm, all.centre_mm.x() - all.half_mm.x());
  if (medial_mm + widest_mm >= reach_mm) return all;
  return pedicle_section(block, space, side, y, window(inner_mm, medial_mm + widest_mm));
}

/// Straight line through the centres of the sections.
void set_axis(PedicleOutline& outline, const std::vector<PedicleSection>& sections, double front_y_mm) {
  const auto count = static_cast<double>(sections.size());
  double mean_way = 0;
  Eigen::Vector2d mean = Eigen::Vector2d::Zero();
  for (const PedicleSection& section : sections) {
    mean_way += (section.y_mm - front_y_mm) / count;
    mean += section.centre_mm / count;
  }
  double spread = 0;
  Eigen::Vector2d moment = Eigen::Vector2d::Zero();
  for (const PedicleSection& section : sections) {
    const double way = section.y_mm - front_y_mm - mean_way;
    spread += way * way;
    moment += way * (section.centre_mm - mean);
  }
  constexpr double steepest = 0.7;  // methods A2.4: the pedicles of L5 lean outwards by 20 to 30 degrees
  outline.slope = (moment / std::max(spread, 1e-9)).cwiseMax(-steepest).cwiseMin(steepest);
  outline.front_mm = mean - mean_way * outline.slope;
}

}  // namespace

std::optional<PedicleOutline> seen_outline(const PedicleBlock& block, const PedicleSpace& space, Side side,
                                           const PedicleParameters& parameters) {
  const double length_mm = space.rear_y_mm - space.front_y_mm;
  std::vector<PedicleSection> sections;
  int planes = 0;
  for (int y = 0; y < block.size.y(); ++y) {
    const double way = block.place_mm(0, y, 0).y() - space.front_y_mm;
    if (way < free_from * length_mm || way > free_to * length_mm) continue;
    ++planes;
    const PedicleSection section = widest_section(block, space, side, y, parameters);
    if (section.area_mm2 >= least_section_mm2) sections.push_back(section);
  }
  if (sections.size() < 3 || static_cast<double>(sections.size()) < least_planes * planes)
    return std::nullopt;
  PedicleOutline outline;
  set_axis(outline, sections, space.front_y_mm);
  std::vector<double> width;
  std::vector<double> height;
  std::vector<double> area;
  for (const PedicleSection& section : sections) {
    width.push_back(section.half_mm.x());
    height.push_back(section.half_mm.y());
    area.push_back(section.area_mm2);
  }
  outline.half_mm = {median(width), median(height)};
  outline.area_mm2 = median(area);
  return outline;
}

PedicleOutline scaled_outline(const PedicleOutline& outline, const PedicleSpace& from,
                              const PedicleSpace& to) {
  const double scale = to.body_width_mm / from.body_width_mm;
  PedicleOutline scaled = outline;
  scaled.front_mm = {scale * outline.front_mm.x(),
                     to.inferior_mm + scale * (outline.front_mm.y() - from.inferior_mm)};
  scaled.half_mm = scale * outline.half_mm;
  scaled.area_mm2 = scale * scale * outline.area_mm2;
  return scaled;
}

PedicleOutline median_outline(const std::vector<PedicleOutline>& outlines) {
  const auto middle = [&](const auto& figure) {
    std::vector<double> values;
    for (const PedicleOutline& outline : outlines) values.push_back(figure(outline));
    return median(std::move(values));
  };
  PedicleOutline all;
  for (int i = 0; i < 2; ++i) {
    all.front_mm[i] = middle([i](const PedicleOutline& o) { return o.front_mm[i]; });
    all.slope[i] = middle([i](const PedicleOutline& o) { return o.slope[i]; });
    all.half_mm[i] = middle([i](const PedicleOutline& o) { return o.half_mm[i]; });
  }
  all.area_mm2 = middle([](const PedicleOutline& o) { return o.area_mm2; });
  return all;
}

}  // namespace osteosign
