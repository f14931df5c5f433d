#include "features/radiograph/lesion_outline.h"

#include <algorithm>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <string>

#include "features/radiograph/largest_filled.h"
#include "features/radiograph/outline_agreement.h"

namespace osteosign {
namespace {

constexpr int smallest_box_px = 6;

/// Why a box cannot be worked on; empty when it can.
std::string obstacle(const Radiograph& film, const RadiographField& field, const PixelBox& box,
                     double least_usable_fraction) {
  if (box.last_column < 0 || box.last_row < 0 || box.first_column >= film.columns ||
      box.first_row >= film.rows)
    return "the lesion box lies outside the film";
  if (box.columns() < smallest_box_px || box.rows() < smallest_box_px)
    return "the lesion box is smaller than 6 pixels";
  double usable = 0;
  float lowest = INFINITY, highest = -INFINITY;
  for (int r = std::max(0, box.first_row); r <= std::min(film.rows - 1, box.last_row); ++r)
    for (int c = std::max(0, box.first_column); c <= std::min(film.columns - 1, box.last_column); ++c) {
      if (!field.usable_at(c, r)) continue;
      usable += 1;
      lowest = std::min(lowest, film.at(c, r));
      highest = std::max(highest, film.at(c, r));
    }
  if (usable < least_usable_fraction * box.columns() * box.rows())
    return "most of the lesion box is air, marker, metal or outside the exposed field";
  if (!(highest > lowest)) return "the film is constant in the lesion box";
  return {};
}

/// The mean vote of the methods on film pixels, only inside the region.
cv::Mat vote_on_film(const std::vector<std::vector<float>>& outlines, const FilmRegion& region) {
  cv::Mat vote = cv::Mat::zeros(region.rows, region.columns, CV_32F);
  for (const std::vector<float>& outline : outlines)
    vote += cv::Mat(region.rows, region.columns, CV_32F, const_cast<float*>(outline.data())) /
            static_cast<double>(outlines.size());
  constexpr double step_of_a_vote =
      0.7;  // region pixels; turns the staircase of 0 and 1 into a smooth border
  cv::GaussianBlur(vote, vote, cv::Size(), step_of_a_vote);
  cv::Mat on_film;
  cv::resize(vote, on_film, cv::Size(region.box.columns(), region.box.rows()), 0, 0, cv::INTER_LINEAR);
  return on_film;
}

/// Pixels that at least half of the methods hold for lesion: the largest region of them, holes filled.
cv::Mat1b agreed_lesion(const cv::Mat& vote) {
  constexpr double majority = 0.5;
  const cv::Mat1b held(vote >= majority);
  const std::vector<std::uint8_t> mask = largest_filled({held.begin(), held.end()}, held.cols, held.rows);
  return cv::Mat1b(held.rows, held.cols, const_cast<std::uint8_t*>(mask.data())).clone();
}

RadiographLesionOutline on_whole_film(const cv::Mat& mask, const FilmRegion& region,
                                      const RadiographField& field) {
  RadiographLesionOutline outline;
  outline.columns = field.columns;
  outline.rows = field.rows;
  outline.inside.assign(field.usable.size(), 0);
  for (int r = 0; r < mask.rows; ++r)
    for (int c = 0; c < mask.cols; ++c) {
      const std::size_t i = static_cast<std::size_t>(r + region.box.first_row) * field.columns +
                            static_cast<std::size_t>(c + region.box.first_column);
      outline.inside[i] = mask.at<std::uint8_t>(r, c) != 0 && field.usable[i] != 0 ? 1 : 0;
    }
  return outline;
}

bool is_empty(const RadiographLesionOutline& outline) {
  return std::none_of(outline.inside.begin(), outline.inside.end(), [](std::uint8_t in) { return in != 0; });
}

}  // namespace

Measured<RadiographLesionOutline> outline_from_box(const Radiograph& film, const RadiographField& field,
                                                   const PixelBox& box,
                                                   const RadiographOutlineParameters& parameters,
                                                   LesionOrigin origin) {
  const std::string reason = obstacle(film, field, box, parameters.least_usable_fraction);
  if (!reason.empty()) return Unknown{reason};
  const FilmRegion region =
      cut_region(film, field, loosened(box, parameters.surroundings_fraction), parameters.longest_side_px);
  const std::vector<float> expected = expected_background(region, box, parameters.background);
  const LesionEvidence evidence = weigh_evidence(region, box, expected, parameters.evidence);
  const std::vector<std::vector<float>> outlines{
      outline_by_graph_cut(region, evidence, parameters.methods),
      outline_by_random_walker(region, evidence, parameters.methods),
      outline_by_closed_path(region, box, evidence, parameters.methods)};
  const cv::Mat mask = agreed_lesion(vote_on_film(outlines, region));
  RadiographLesionOutline outline = on_whole_film(mask, region, field);
  if (is_empty(outline)) return Unknown{"no lesion stands out in the box"};
  outline.origin = origin;
  outline.agreement = outline_agreement(outlines);
  return outline;
}

Measured<RadiographLesionOutline> outline_from_mask(const Radiograph& film, const RadiographField& field,
                                                    const std::vector<std::uint8_t>& mask) {
  if (mask.size() != film.pixels.size())
    throw InputError("lesion mask: " + std::to_string(mask.size()) + " pixels, but the film " + film.file +
                     " has " + std::to_string(film.columns) + " x " + std::to_string(film.rows));
  RadiographLesionOutline outline;
  outline.columns = film.columns;
  outline.rows = film.rows;
  outline.inside.resize(mask.size());
  for (std::size_t i = 0; i < mask.size(); ++i)
    outline.inside[i] = mask[i] != 0 && field.usable[i] != 0 ? 1 : 0;
  if (is_empty(outline)) return Unknown{"the lesion mask holds no usable pixel of the film"};
  outline.origin = LesionOrigin::mask;
  return outline;
}

PixelBox bounding_box(const RadiographLesionOutline& outline) {
  PixelBox box{outline.columns, outline.rows, -1, -1};
  for (int r = 0; r < outline.rows; ++r)
    for (int c = 0; c < outline.columns; ++c) {
      if (outline.inside[static_cast<std::size_t>(r) * outline.columns + c] == 0) continue;
      box.first_column = std::min(box.first_column, c);
      box.last_column = std::max(box.last_column, c);
      box.first_row = std::min(box.first_row, r);
      box.last_row = std::max(box.last_row, r);
    }
  return box;
}

}  // namespace osteosign
