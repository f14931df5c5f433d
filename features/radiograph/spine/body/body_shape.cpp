#include "features/radiograph/spine/body/body_shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr double front_share = 0.12, middle_share = 0.5, back_share = 0.88, half_band = 0.04;
constexpr double least_likeness = 1.3;  // chosen on the panels and cast films of EVALUATION 25 and 26
constexpr double least_usable = 0.8;    // chosen: an edge that is hidden over a fifth is not known
// Chosen: what an edge is off beyond its roughness, as part of the depth (0.2 mm of a lumbar body).
constexpr double edge_floor = 0.006;

/// Millimetres where the film proves them, else pixels.
struct Scale {
  Eigen::Vector2d of_pixel{1, 1};
  Unit unit = Unit::pixel;
  std::string method;

  Eigen::Vector2d place(const Eigen::Vector2d& pixel) const { return pixel.cwiseProduct(of_pixel); }
};

Scale scale_of(const Radiograph& film) {
  const PixelSpacing* const spacing = film.spacing.if_known();
  if (spacing == nullptr) return {};
  return {{spacing->column_mm, spacing->row_mm},
          Unit::mm,
          spacing->in_detector_plane ? "detector plane, the body itself is 3 to 25 % smaller" : ""};
}

std::optional<Unknown> why_not(const TracedEdge& edge, const char* called) {
  if (edge.usable < least_usable)
    return Unknown{
        fmt::format("the {} lies in the border of the exposed field, under a letter or under metal", called)};
  if (edge.likeness < least_likeness)
    return Unknown{fmt::format("the {} does not stand out from what lies round it", called)};
  return std::nullopt;
}

/// A traced edge in the frame of the body: u from the front to the back, v to the lower end.
struct FrameOfBody {
  Eigen::Vector2d origin, back, down;
  double depth;

  Eigen::Vector2d inside(const Eigen::Vector2d& place) const {
    return {(place - origin).dot(back), (place - origin).dot(down)};
  }
};

FrameOfBody frame_of(const std::array<Eigen::Vector2d, body_corners>& corners, const Scale& scale) {
  const Eigen::Vector2d front = (scale.place(corners[0]) + scale.place(corners[3])) / 2,
                        rear = (scale.place(corners[1]) + scale.place(corners[2])) / 2;
  FrameOfBody frame{front, (rear - front).normalized(), {}, (rear - front).norm()};
  frame.down = Eigen::Vector2d(-frame.back.y(), frame.back.x());
  if (frame.down.dot(scale.place(corners[3]) - scale.place(corners[0])) < 0) frame.down = -frame.down;
  return frame;
}

/// An endplate in the frame of the body, and how far its points lie from a smooth curve.
struct Plate {
  std::vector<Eigen::Vector2d> points;  ///< u, v
  double roughness = 0;
  double tilt = 0;  ///< radians, of the line between the ends of its arch; positive when it falls to the back

  double mean_v(double from, double to) const {
    double sum = 0;
    int count = 0;
    for (const Eigen::Vector2d& point : points)
      if (point.x() >= from && point.x() <= to) {
        sum += point.y();
        ++count;
      }
    if (count > 0) return sum / count;
    const auto nearest = std::ranges::min_element(
        points, {}, [&](const Eigen::Vector2d& point) { return std::abs(point.x() - (from + to) / 2); });
    return nearest->y();
  }
};

/// Standard deviation of values about the means of their neighbours, robust.
double roughness_of(const std::vector<double>& values) {
  constexpr std::size_t reach = 4;
  std::vector<double> away;
  for (std::size_t i = reach; i + reach < values.size(); i += 2)
    away.push_back(std::abs(values[i] - (values[i - reach] + values[i + reach]) / 2));
  if (away.empty()) return 0;
  return 1.4826 * median(std::move(away)) / std::sqrt(1.5);
}

Plate plate_of(const TracedEdge& edge, const FrameOfBody& frame, const Scale& scale) {
  Plate plate;
  std::vector<double> heights;
  for (const Eigen::Vector2d& pixel : edge.points_px) {
    plate.points.push_back(frame.inside(scale.place(pixel)));
    heights.push_back(plate.points.back().y());
  }
  plate.roughness = roughness_of(heights);
  const Eigen::Vector2d along =
      frame.inside(scale.place(edge.arch_ends_px[1])) - frame.inside(scale.place(edge.arch_ends_px[0]));
  plate.tilt = std::atan2(along.y(), along.x());
  return plate;
}

void measure_heights(const BodyEdges& edges, const FrameOfBody& frame, const Scale& scale, BodyShape& shape) {
  const Plate upper = plate_of(edges.superior, frame, scale), lower = plate_of(edges.inferior, frame, scale);
  const double sd =
      std::hypot(upper.roughness, lower.roughness, std::numbers::sqrt2 * edge_floor * frame.depth);
  const auto height = [&](double share) -> MeasuredQuantity {
    const double from = (share - half_band) * frame.depth, to = (share + half_band) * frame.depth;
    const double found = lower.mean_v(from, to) - upper.mean_v(from, to);
    if (found <= 0) return Unknown{"the traced endplates cross"};
    return Quantity{found, scale.unit, sd, scale.method};
  };
  shape.anterior = height(front_share);
  shape.middle = height(middle_share);
  shape.posterior = height(back_share);
  const double degrees = 180 / std::numbers::pi;
  shape.wedge =
      Quantity{degrees * (lower.tilt - upper.tilt), Unit::degree, degrees * sd / (0.5 * frame.depth)};
  const double turn = std::atan2(frame.back.y(), std::abs(frame.back.x()));
  shape.superior_tilt = Quantity{degrees * (turn + upper.tilt), Unit::degree};
  shape.inferior_tilt = Quantity{degrees * (turn + lower.tilt), Unit::degree};
}

void measure_wall(const TracedEdge& wall, const std::array<Eigen::Vector2d, 2>& chord_px,
                  const FrameOfBody& frame, const Scale& scale, BodyShape& shape) {
  constexpr double end = 0.06, from = 0.2, to = 0.8, part_of_bulge = 0.3;
  const auto mean_at = [&](double part) {
    return Eigen::Vector2d((wall.at(part - 0.03) + wall.at(part) + wall.at(part + 0.03)) / 3);
  };
  const auto& [top_px, bottom_px] = chord_px;
  const Eigen::Vector2d top = scale.place(top_px), along = (scale.place(bottom_px) - top).normalized();
  Eigen::Vector2d backwards(-along.y(), along.x());
  if (backwards.dot(frame.back) < 0) backwards = -backwards;
  std::vector<double> behind;
  double most = -frame.depth;
  for (int step = 0; step <= 40; ++step) {
    const double part = end + (1 - 2 * end) * step / 40;
    const Eigen::Vector2d pixel = mean_at(part);
    behind.push_back((scale.place(pixel) - top).dot(backwards));
    if (part < from || part > to || behind.back() <= most) continue;
    most = behind.back();
    shape.most_posterior_px = pixel;
  }
  const auto convex = std::ranges::count_if(
      behind, [&](double distance) { return distance > std::max(0.0, part_of_bulge * most); });
  const double sd = std::hypot(roughness_of(behind), edge_floor * frame.depth);
  shape.chord_px = {top_px, bottom_px};
  shape.bulge = Quantity{most, scale.unit, sd, scale.method};
  shape.convex_share =
      Quantity{static_cast<double>(convex) / static_cast<double>(behind.size()), Unit::fraction};
}

MeasuredQuantity contrast_of(const TracedEdge& edge, const char* called) {
  if (edge.usable < least_usable) return *why_not(edge, called);
  double contrast = 0;
  for (const double rise : edge.contrast) contrast += rise / static_cast<double>(edge.contrast.size());
  return Quantity{std::max(0.0, contrast), Unit::one};
}

void say_unknown(const Unknown& why, std::initializer_list<MeasuredQuantity*> measured) {
  for (MeasuredQuantity* const one : measured) *one = why;
}

}  // namespace

BodyShape shape_of(const Radiograph& film, const BodyOnFilm& body, const BodyEdges& edges, SpineView view) {
  BodyShape shape;
  const auto heights = {&shape.anterior, &shape.middle,        &shape.posterior,
                        &shape.wedge,    &shape.superior_tilt, &shape.inferior_tilt};
  const auto wall = {&shape.bulge, &shape.convex_share};
  if (is_cut(film, body)) {
    const Unknown cut{"the body is cut by the border of the film"};
    say_unknown(cut, heights);
    say_unknown(cut, wall);
    shape.edge_contrast.fill(cut);
    shape.depth = cut;
    return shape;
  }
  const Scale scale = scale_of(film);
  const auto corners = corners_of(edges, body);
  const FrameOfBody frame = frame_of(corners, scale);
  shape.depth = Quantity{frame.depth, scale.unit, 2 * edge_floor * frame.depth, scale.method};
  auto why = why_not(edges.superior, "upper endplate");
  if (!why) why = why_not(edges.inferior, "lower endplate");
  if (why)
    say_unknown(*why, heights);
  else
    measure_heights(edges, frame, scale, shape);
  const bool lateral = view == SpineView::lateral;
  if (lateral) measure_wall(edges.posterior, chord_of(edges, body), frame, scale, shape);
  const char* const back = lateral ? "posterior wall" : "border at the right of the image";
  if (const auto unseen = why_not(edges.posterior, back)) say_unknown(*unseen, wall);
  shape.edge_contrast = {
      contrast_of(edges.superior, "upper endplate"), contrast_of(edges.inferior, "lower endplate"),
      contrast_of(edges.anterior, lateral ? "anterior wall" : "border at the left of the image"),
      contrast_of(edges.posterior, back)};
  return shape;
}

}  // namespace osteosign
