#include "sample_data/phantom/spine/column_place.h"

namespace osteosign::phantom {

namespace {

ColumnSection section_of(const VertebraModel& vertebra) {
  const VertebraSize& size = vertebra.placed.size;
  return {static_cast<double>(vertebra.placed.level),
          size.width_mm / 2,
          size.depth_mm / 2,
          vertebra.arch.canal_front_mm(),
          size.canal_depth_mm,
          size.canal_width_mm / 2};
}

/// The upper endplate of the sacrum, as the lowest vertebra but with a flatter canal.
ColumnSection sacrum_section(const ColumnSection& lowest) {
  ColumnSection section = lowest;
  section.level += 0.5;
  section.canal_depth_mm *= 0.8;
  return section;
}

double mixed(double a, double b, double t) { return a + t * (b - a); }

}  // namespace

double ColumnSection::canal_distance_mm(const Eigen::Vector2d& across_mm, double wider_mm) const {
  const double half_mm = canal_half_width_mm + wider_mm;
  const double behind_mm = across_mm.y() - canal_middle_mm();
  const double side_mm = behind_mm > 0
                             ? ellipse_distance_mm(across_mm.x(), behind_mm, half_mm, canal_depth_mm / 2)
                             : std::abs(across_mm.x()) - half_mm;
  return rounded_max(side_mm, canal_front_mm - across_mm.y(), 2);
}

ColumnCourse::ColumnCourse(const SpineColumn& column) {
  for (const VertebraModel& vertebra : column.vertebrae()) {
    frames_.push_back(vertebra.frame);
    sections_.push_back(section_of(vertebra));
  }
  frames_.push_back(column.sacrum_frame());
  sections_.push_back(sacrum_section(sections_.back()));
}

ColumnPlace ColumnCourse::place_of(const Eigen::Vector3d& phantom_mm) const {
  const int last = stations() - 1;
  ColumnPlace place;
  Eigen::Vector3d above = frames_.front().local(phantom_mm);
  if (above.z() >= 0) return {0, 0, 0, above.head<2>(), above, above};
  for (int i = 1; i <= last; ++i) {
    const Eigen::Vector3d here = frames_[static_cast<std::size_t>(i)].local(phantom_mm);
    if (here.z() >= 0) {
      const double t = -above.z() / (here.z() - above.z());
      return {i - 1, i, t, (1 - t) * above.head<2>() + t * here.head<2>(), above, here};
    }
    above = here;
  }
  return {last, last, 0, above.head<2>(), above, above};
}

ColumnSection ColumnCourse::section_at(const ColumnPlace& place) const {
  const ColumnSection& a = sections_[static_cast<std::size_t>(place.upper)];
  const ColumnSection& b = sections_[static_cast<std::size_t>(place.lower)];
  const double t = place.to_lower;
  return {mixed(a.level, b.level, t),
          mixed(a.half_width_mm, b.half_width_mm, t),
          mixed(a.half_depth_mm, b.half_depth_mm, t),
          mixed(a.canal_front_mm, b.canal_front_mm, t),
          mixed(a.canal_depth_mm, b.canal_depth_mm, t),
          mixed(a.canal_half_width_mm, b.canal_half_width_mm, t)};
}

Eigen::Vector3d ColumnCourse::canal_middle_mm(int station) const {
  const LocalFrame& frame = frames_[static_cast<std::size_t>(station)];
  const double y_mm = sections_[static_cast<std::size_t>(station)].canal_middle_mm();
  return frame.origin_mm + frame.local_from_phantom.transpose() * Eigen::Vector3d(0, y_mm, 0);
}

}  // namespace osteosign::phantom
