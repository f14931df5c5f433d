#include "features/radiograph/spine/lateral/bodies_on_film.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr int side = LateralAnswer::side;
constexpr float least_probability = 0.5F;
constexpr double nearest_bodies = 0.72;  // distance of two middles in typical heights: one crushed by half

/// What one cell of a body sees.
struct Voter {
  std::array<Eigen::Vector2d, body_corners> corners;  ///< cells
  Eigen::Vector2d middle;
  double probability = 0;
};

std::vector<Voter> voters_of(const LateralAnswer& answer) {
  std::vector<Voter> voters;
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column) {
      if (answer.body(row, column) < least_probability) continue;
      Voter voter{{}, Eigen::Vector2d::Zero(), answer.body(row, column)};
      for (std::size_t corner = 0; corner < body_corners; ++corner) {
        const cv::Vec2f& way = answer.way[corner](row, column);
        voter.corners[corner] = Eigen::Vector2d(column, row) + Eigen::Vector2d(way[0], way[1]);
        voter.middle += voter.corners[corner] / body_corners;
      }
      voters.push_back(voter);
    }
  return voters;
}

double typical_height(const std::vector<Voter>& voters) {
  std::vector<double> heights;
  for (const Voter& voter : voters)
    heights.push_back(((voter.corners[3] + voter.corners[2]) - (voter.corners[0] + voter.corners[1])).norm() /
                      2);
  return median(std::move(heights));
}

/// Places where many votes meet, the strongest first, no two nearer than bodies can follow one another.
std::vector<Eigen::Vector2d> peaks_of_votes(const std::vector<Voter>& voters, double height) {
  cv::Mat1f votes(side, side, 0.F);
  for (const Voter& voter : voters) {
    const int column = static_cast<int>(std::lround(voter.middle.x())),
              row = static_cast<int>(std::lround(voter.middle.y()));
    if (column >= 0 && row >= 0 && column < side && row < side)
      votes(row, column) += static_cast<float>(voter.probability);
  }
  cv::GaussianBlur(votes, votes, {}, std::clamp(0.1 * height, 0.7, 2.0));
  std::vector<Eigen::Vector2d> peaks;
  const float least = 0.02F * static_cast<float>(height);
  while (true) {
    double highest = 0;
    cv::Point at;
    cv::minMaxLoc(votes, nullptr, &highest, nullptr, &at);
    if (highest < least) return peaks;
    peaks.emplace_back(at.x, at.y);
    cv::circle(votes, at, std::max(1, static_cast<int>(std::lround(nearest_bodies * height))), 0.F,
               cv::FILLED);
  }
}

/// Centre of the corner likeness round a place, or the place itself where there is none.
Eigen::Vector2d at_corner(const cv::Mat1f& likeness, const Eigen::Vector2d& expected, double reach) {
  Eigen::Vector2d sum = Eigen::Vector2d::Zero();
  double weights = 0;
  const int wide = static_cast<int>(std::ceil(reach));
  const int middle_row = static_cast<int>(std::lround(expected.y())),
            middle_column = static_cast<int>(std::lround(expected.x()));
  for (int row = std::max(0, middle_row - wide); row <= std::min(side - 1, middle_row + wide); ++row)
    for (int column = std::max(0, middle_column - wide); column <= std::min(side - 1, middle_column + wide);
         ++column) {
      const double away = (Eigen::Vector2d(column, row) - expected).norm();
      if (away > reach) continue;
      const double seen = likeness(row, column);
      const double weight = seen * seen * std::exp(-0.5 * away * away / (0.25 * reach * reach));
      sum += weight * Eigen::Vector2d(column, row);
      weights += weight;
    }
  // As much as one clear corner weighs, the votes weigh too.
  const double of_votes = 0.3;
  return (sum + of_votes * expected) / (weights + of_votes);
}

BodyOnFilm body_of(const std::vector<const Voter*>& voters, const LateralAnswer& answer,
                   const SquareFilm& film) {
  BodyOnFilm body;
  std::array<Eigen::Vector2d, body_corners> mean;
  mean.fill(Eigen::Vector2d::Zero());
  double weights = 0;
  for (const Voter* const voter : voters) {
    weights += voter->probability;
    for (std::size_t corner = 0; corner < body_corners; ++corner)
      mean[corner] += voter->probability * voter->corners[corner];
  }
  double spread = 0;
  for (std::size_t corner = 0; corner < body_corners; ++corner) {
    mean[corner] /= weights;
    for (const Voter* const voter : voters) spread += (voter->corners[corner] - mean[corner]).squaredNorm();
  }
  const double cell_px = 2 / film.scale.minCoeff();
  body.probability = weights / static_cast<double>(voters.size());
  body.scatter_px = cell_px * std::sqrt(spread / static_cast<double>(2 * body_corners * voters.size()));
  const double height = ((mean[3] + mean[2]) - (mean[0] + mean[1])).norm() / 2;
  for (std::size_t corner = 0; corner < body_corners; ++corner)
    body.corners_px[corner] = film_pixel_of(
        at_corner(answer.corner[corner], mean[corner], std::clamp(0.25 * height, 1.5, 4.0)), film);
  return body;
}

/// Whether front, back, top and bottom are where they belong, and the body is no sliver.
bool is_a_body(const BodyOnFilm& body) {
  const Eigen::Vector2d back =
      body.corners_px[1] + body.corners_px[2] - body.corners_px[0] - body.corners_px[3];
  const Eigen::Vector2d down =
      body.corners_px[2] + body.corners_px[3] - body.corners_px[0] - body.corners_px[1];
  const double height = body.height_px(), depth = body.depth_px();
  return down.y() > 0 && std::abs(back.normalized().dot(down.normalized())) < 0.6 && height > 0.2 * depth &&
         height < 2 * depth;
}

/// Of bodies that overlap along the column, those with most votes: between two bodies the network may be
/// torn, and see a third one across their disc. `votes` of each body.
std::vector<BodyOnFilm> without_overlap(std::vector<std::pair<double, BodyOnFilm>> bodies) {
  constexpr double most_overlap = 0.15;  // of the mean height of the two
  std::ranges::stable_sort(bodies, std::greater<>(), &std::pair<double, BodyOnFilm>::first);
  std::vector<BodyOnFilm> kept;
  for (const auto& [votes, body] : bodies)
    if (std::ranges::none_of(kept, [&](const BodyOnFilm& other) {
          return (other.centre_px() - body.centre_px()).norm() <
                 (1 - most_overlap) * (other.height_px() + body.height_px()) / 2;
        }))
      kept.push_back(body);
  std::ranges::sort(kept, {}, [](const BodyOnFilm& body) { return body.centre_px().y(); });
  return kept;
}

/// The part of the film that holds the bodies and as much round them as one body is deep.
cv::Rect part_with(const std::vector<BodyOnFilm>& bodies, const Radiograph& film) {
  std::vector<cv::Point2f> corners;
  double deepest_px = 0;
  for (const BodyOnFilm& body : bodies) {
    deepest_px = std::max(deepest_px, body.depth_px());
    for (const Eigen::Vector2d& corner : body.corners_px)
      corners.emplace_back(static_cast<float>(corner.x()), static_cast<float>(corner.y()));
  }
  const cv::Rect tight = cv::boundingRect(corners);
  const int margin = static_cast<int>(1.2 * deepest_px);
  return cv::Rect(tight.x - margin, tight.y - margin, tight.width + 2 * margin, tight.height + 2 * margin) &
         cv::Rect(0, 0, film.columns, film.rows);
}

Radiograph cut_out(const Radiograph& film, const cv::Rect& part) {
  Radiograph piece;
  piece.columns = part.width;
  piece.rows = part.height;
  const cv::Mat1f whole(film.rows, film.columns, const_cast<float*>(film.pixels.data()));
  const cv::Mat1f copy = whole(part).clone();
  piece.pixels.assign(copy.begin(), copy.end());
  return piece;
}

std::vector<BodyOnFilm> bodies_on(const Radiograph& film) {
  const SquareFilm square = on_square(film);
  return bodies_of_answer(look_for_bodies(square), square);
}

}  // namespace

std::vector<BodyOnFilm> bodies_of_answer(const LateralAnswer& answer, const SquareFilm& film) {
  const std::vector<Voter> voters = voters_of(answer);
  if (voters.empty()) return {};
  const double height = typical_height(voters);
  const std::vector<Eigen::Vector2d> peaks = peaks_of_votes(voters, height);
  if (peaks.empty()) return {};
  std::vector<std::vector<const Voter*>> of_peak(peaks.size());
  for (const Voter& voter : voters) {
    const auto nearest = std::ranges::min_element(
        peaks, {}, [&](const Eigen::Vector2d& peak) { return (peak - voter.middle).norm(); });
    if ((*nearest - voter.middle).norm() < nearest_bodies * height)
      of_peak[static_cast<std::size_t>(nearest - peaks.begin())].push_back(&voter);
  }
  std::vector<std::pair<double, BodyOnFilm>> bodies;
  for (const std::vector<const Voter*>& own : of_peak) {
    constexpr double least_area = 0.25;  // of a square as high as the body
    if (static_cast<double>(own.size()) < least_area * height * height) continue;
    const BodyOnFilm body = body_of(own, answer, film);
    if (is_a_body(body)) bodies.emplace_back(body.probability * static_cast<double>(own.size()), body);
  }
  return without_overlap(std::move(bodies));
}

std::vector<BodyOnFilm> bodies_on_film(const Radiograph& film) {
  const std::vector<BodyOnFilm> on_whole = bodies_on(film);
  if (on_whole.empty()) return {};
  const cv::Rect part = part_with(on_whole, film);
  constexpr double worth_asking = 0.85;  // beyond, the part would hardly be enlarged
  if (std::max(part.width, part.height) > worth_asking * std::max(film.columns, film.rows)) return on_whole;
  std::vector<BodyOnFilm> on_part = bodies_on(cut_out(film, part));
  if (on_part.size() < on_whole.size()) return on_whole;
  for (BodyOnFilm& body : on_part)
    for (Eigen::Vector2d& corner : body.corners_px) corner += Eigen::Vector2d(part.x, part.y);
  return on_part;
}

}  // namespace osteosign
