#include "features/radiograph/femur/femur_on_film.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "features/radiograph/largest_filled.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

/// Eight times finer than the network's grid: more shows nothing new, and large films would take longer.
constexpr int finest_side = 8 * FemurProbabilities::side;

/// The film, or a copy of it whose longer side has `finest_side` pixels.
cv::Size working_size(const FemurProbabilities& seen) {
  const double reduction = std::max(1.0, 1.0 * std::max(seen.film_columns, seen.film_rows) / finest_side);
  return {std::max(1, static_cast<int>(std::lround(seen.film_columns / reduction))),
          std::max(1, static_cast<int>(std::lround(seen.film_rows / reduction)))};
}

/// Values of the network's grid on the pixels of the film or its reduced copy, linear between cells.
cv::Mat1f on_film(const std::vector<float>& cells, const FemurProbabilities& seen, const cv::Size& size) {
  const cv::Mat1f grid(FemurProbabilities::side, FemurProbabilities::side, const_cast<float*>(cells.data()));
  const double across = seen.scale.x() * seen.film_columns / size.width;
  const double down = seen.scale.y() * seen.film_rows / size.height;
  const cv::Matx23d cell_from_pixel(across, 0, 0.5 * across - 0.5 + seen.first.x(),  //
                                    0, down, 0.5 * down - 0.5 + seen.first.y());
  cv::Mat1f film;
  cv::warpAffine(grid, film, cell_from_pixel, size, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                 cv::BORDER_REPLICATE);
  return film;
}

/// Number of the likeliest class of each pixel.
cv::Mat1b likeliest_part(const FemurProbabilities& seen) {
  const cv::Size size = working_size(seen);
  cv::Mat1f best = on_film(seen.part[0], seen, size);
  cv::Mat1b part(cv::Mat1b::zeros(best.size()));
  for (std::size_t number = 1; number < seen.part.size(); ++number) {
    const cv::Mat1f probability = on_film(seen.part[number], seen, size);
    const cv::Mat1b better(probability > best);
    part.setTo(static_cast<int>(number), better);
    probability.copyTo(best, better);
  }
  return part;
}

cv::Mat1b parts_of(const FemurOnFilm& femur) {
  return {femur.rows, femur.columns, const_cast<unsigned char*>(femur.parts.data())};
}

/// For every pixel the part of the nearest pixel that has one; there must be one.
cv::Mat1b nearest_part(const cv::Mat1b& parts) {
  cv::Mat1f distance;
  cv::Mat1i label;
  cv::distanceTransform(parts == 0, distance, label, cv::DIST_L2, cv::DIST_MASK_5, cv::DIST_LABEL_PIXEL);
  std::vector<std::uint8_t> part_of_label(parts.total() + 1, 0);
  for (int r = 0; r < parts.rows; ++r)
    for (int c = 0; c < parts.cols; ++c)
      if (parts(r, c) != 0) part_of_label[label(r, c)] = parts(r, c);
  cv::Mat1b nearest(parts.size());
  std::ranges::transform(label, nearest.begin(), [&](int each) { return part_of_label[each]; });
  return nearest;
}

/// The part that most pixels of the lesion have; none when none of them has one.
FemurPart most_frequent(const RadiographLesionOutline& lesion, const cv::Mat1b& parts) {
  std::array<std::size_t, FemurProbabilities::classes> votes{};
  for (std::size_t pixel = 0; pixel < lesion.inside.size(); ++pixel)
    if (lesion.inside[pixel] != 0) ++votes[parts.data[pixel]];
  votes[0] = 0;
  const auto most = std::ranges::max_element(votes);
  return *most == 0 ? FemurPart::none : static_cast<FemurPart>(most - votes.begin());
}

}  // namespace

std::string_view word(FemurPart part) {
  switch (part) {
    case FemurPart::diaphysis:
      return "diaphysis";
    case FemurPart::metaphysis:
      return "metaphysis";
    case FemurPart::epiphysis:
      return "epiphysis";
    case FemurPart::apophysis:
      return "apophysis";
    case FemurPart::none:
      break;
  }
  throw InternalError("part of a femur without a word");
}

bool shows_femur(const Radiograph& film) {
  const std::string* const part = film.body_part.if_known();
  return part != nullptr && part->find("FEMUR") != std::string::npos;
}

Measured<FemurOnFilm> femur_on_film(const FemurProbabilities& seen, const FemurParameters& parameters) {
  const cv::Mat1b part = likeliest_part(seen);
  const std::vector<std::uint8_t> filled = largest_filled({part.begin(), part.end()}, part.cols, part.rows);
  const cv::Mat1b bone(part.rows, part.cols, const_cast<std::uint8_t*>(filled.data()));
  if (cv::countNonZero(bone) < parameters.least_area_fraction * static_cast<double>(part.total()))
    return Unknown{"no femur was recognized on the film"};
  cv::Mat1b in_bone(cv::Mat1b::zeros(part.size()));
  cv::Mat1b kept(cv::Mat1b::zeros(part.size()));
  part.copyTo(in_bone, bone);
  nearest_part(in_bone).copyTo(kept, bone);  // a filled hole gets the part around it
  cv::Mat1b whole;
  cv::resize(kept, whole, cv::Size(seen.film_columns, seen.film_rows), 0, 0, cv::INTER_NEAREST);
  return FemurOnFilm{whole.cols, whole.rows, {whole.begin(), whole.end()}};
}

double half_width_px(const FemurOnFilm& femur) {
  const cv::Mat1b bone(parts_of(femur) != 0);
  cv::Mat1f depth;
  cv::distanceTransform(bone, depth, cv::DIST_L2, cv::DIST_MASK_5);
  std::vector<float> depths;
  for (const float each : depth)
    if (each > 0) depths.push_back(each);
  constexpr double wide = 0.97;
  const auto place =
      depths.begin() + static_cast<std::ptrdiff_t>(wide * static_cast<double>(depths.size() - 1));
  std::nth_element(depths.begin(), place, depths.end());
  return *place;
}

Measured<FemurPart> part_of_femur(const RadiographLesionOutline& lesion, const FemurOnFilm& femur) {
  const cv::Mat1b parts = parts_of(femur);
  const FemurPart inside = most_frequent(lesion, parts);
  if (inside != FemurPart::none) return inside;
  const FemurPart beside = most_frequent(lesion, nearest_part(parts));
  if (beside == FemurPart::none) return Unknown{"the lesion's outline is empty"};
  return beside;
}

Measured<PositionInBone> position_on_femur(const RadiographLesionOutline& lesion, const FemurOnFilm& femur) {
  constexpr double surface_share = 0.2, central_part = 1.0 / 3, as_large = 0.98;
  const cv::Mat1b parts = parts_of(femur);
  const cv::Mat1b in_lesion(lesion.rows, lesion.columns, const_cast<unsigned char*>(lesion.inside.data()));
  const cv::Mat1b in_both((in_lesion != 0) & (parts != 0));
  const double all = cv::countNonZero(in_lesion), in_bone = cv::countNonZero(in_both);
  if (all == 0) return Unknown{"the lesion's outline is empty"};
  const Measured<FemurPart> part = part_of_femur(lesion, femur);
  if (part.known() && part.value() != FemurPart::diaphysis && part.value() != FemurPart::metaphysis)
    return Unknown{"the lesion lies in a part of the bone that is no tube"};
  if (in_bone <= (1 - surface_share) * all) return PositionInBone::surface;
  const cv::Moments moments = cv::moments(in_both, true);
  const cv::Point2d middle(moments.m10 / moments.m00, moments.m01 / moments.m00);
  cv::Mat1f depth;
  cv::distanceTransform(parts != 0, depth, cv::DIST_L2, cv::DIST_MASK_5);
  const auto for_each_disc = [&](auto&& visit) {  // that holds the middle
    for (int r = 0; r < depth.rows; ++r)
      for (int c = 0; c < depth.cols; ++c)
        if (const double disc = depth(r, c); disc > 0)
          if (const double distance = std::hypot(c - middle.x, r - middle.y); distance <= disc)
            visit(disc, distance);
  };
  double radius = 0, offset = INFINITY;
  for_each_disc([&](double disc, double /*distance*/) { radius = std::max(radius, disc); });
  for_each_disc([&](double disc, double distance) {
    if (disc >= as_large * radius) offset = std::min(offset, distance);
  });
  if (radius == 0) return Unknown{"the middle of the lesion's part in the bone lies outside of the bone"};
  return offset < central_part * radius ? PositionInBone::central : PositionInBone::eccentric;
}

}  // namespace osteosign
