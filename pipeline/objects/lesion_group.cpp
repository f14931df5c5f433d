#include <opencv2/imgproc.hpp>

#include "pipeline/objects/report_groups.h"
#include "pipeline/objects/reported_numbers.h"
#include "pipeline/objects/sites.h"
#include "pipeline/result/lesion_json.h"

namespace osteosign {
namespace {

template <class Word>
Measured<std::string> word_of(const Measured<Word>& measured) {
  if (!measured.known()) return measured.unknown();
  return std::string(word(measured.value()));
}

void add_words(const CtLesionMeasurements& measured, ReportGroup& group) {
  group.evaluations.push_back(reported_word("density", word_of(measured.density)));
  group.evaluations.push_back(reported_word("matrix", word_of(measured.matrix)));
  group.evaluations.push_back(reported_word("periosteal_pattern", word_of(measured.periosteal_pattern)));
}

void add_words(const RadiographLesionMeasurements& measured, ReportGroup& group) {
  group.evaluations.push_back(reported_word("density", word_of(measured.density)));
  group.evaluations.push_back(reported_word("periosteal_pattern", word_of(measured.periosteal_pattern)));
}

void add_location(const LesionLocation& location, ReportGroup& group) {
  group.sites = sites_of(location);
  const auto tell_when_unknown = [&](const char* name, const Measured<std::string>& part) {
    if (!part.known()) group.evaluations.push_back(reported_word(name, part));
  };
  tell_when_unknown("bone", location.bone);
  tell_when_unknown("level", location.level);
  tell_when_unknown("part", location.part);
  tell_when_unknown("side", location.side);
  group.evaluations.push_back(reported_word("position_in_bone", location.position));
}

/// The outer border of the largest piece, through pixel centres, closed.
std::vector<Eigen::Vector2d> border_of(const RadiographLesionOutline& outline) {
  cv::Mat1b mask(outline.rows, outline.columns);
  std::copy(outline.inside.begin(), outline.inside.end(), mask.begin());
  std::vector<std::vector<cv::Point>> borders;
  cv::findContours(mask, borders, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
  const auto largest = std::ranges::max_element(
      borders, {}, [](const std::vector<cv::Point>& border) { return cv::contourArea(border); });
  std::vector<Eigen::Vector2d> points;
  if (largest == borders.end()) return points;
  for (const cv::Point& point : *largest) points.emplace_back(point.x, point.y);
  points.push_back(points.front());
  return points;
}

std::vector<Eigen::Vector2d> corners_of(const std::array<double, 4>& box) {
  return {{box[0], box[1]}, {box[2], box[1]}, {box[2], box[3]}, {box[0], box[3]}, {box[0], box[1]}};
}

std::optional<ReportedPlace> region_of(const LesionResult& lesion, const RadiographLesionOutline* outline,
                                       const StudySources& sources, const std::string& frame_of_reference) {
  std::optional<ReportedPlace> region = reported_place(lesion.identity.place, sources, frame_of_reference);
  auto* const on_film = region ? std::get_if<PixelPlace>(&*region) : nullptr;
  if (on_film == nullptr) return region;
  on_film->shape = PlaceShape::polygon;
  on_film->points_px = outline != nullptr ? border_of(*outline) : std::vector<Eigen::Vector2d>{};
  if (on_film->points_px.size() < 3)
    on_film->points_px = corners_of(std::get<LesionOnFilm>(lesion.place).box_pixels);
  return region;
}

/// The ends of the longest diameter, so that viewers draw it.
std::optional<ReportedPlace> longest_diameter_of(const CtLesionMeasurements& measured, const LesionResult&,
                                                 const StudySources&, const std::string& frame_of_reference) {
  const auto& ends = measured.longest_diameter_ends_in_patient_mm;
  if (!ends) return std::nullopt;
  return PatientPlace{frame_of_reference, PlaceShape::polyline, {(*ends)[0], (*ends)[1]}};
}

std::optional<ReportedPlace> longest_diameter_of(const RadiographLesionMeasurements& measured,
                                                 const LesionResult& lesion, const StudySources& sources,
                                                 const std::string&) {
  std::optional<ReportedPlace> place = reported_place(lesion.identity.place, sources, {});
  auto* const on_film = place ? std::get_if<PixelPlace>(&*place) : nullptr;
  if (on_film == nullptr || !measured.longest_diameter_start_px.known() ||
      !measured.longest_diameter_end_px.known())
    return std::nullopt;
  on_film->shape = PlaceShape::polyline;
  on_film->points_px = {measured.longest_diameter_start_px.value(), measured.longest_diameter_end_px.value()};
  return place;
}

void add_places(const LesionResult& lesion, const StudySources& sources,
                const std::string& frame_of_reference, ReportGroup& group) {
  std::visit(
      [&](const auto& measured) {
        const auto place_of = [&](const char* name, const std::optional<ReportedPlace>& place) {
          const CodedName code = code_of(name);
          for (ReportedNumber& number : group.numbers)
            if (number.name == code && !number.value.empty() && !number.where) number.where = place;
        };
        for (const char* name : {"longest_diameter", "longest_diameter_pixels"})
          place_of(name, longest_diameter_of(measured, lesion, sources, frame_of_reference));
        for (const auto& [name, place] : lesion.identity.places)
          place_of(name.c_str(), reported_place(place, sources, frame_of_reference));
      },
      lesion.measurements);
}

}  // namespace

ReportGroup lesion_group(const LesionResult& lesion, const RadiographLesionOutline* outline,
                         const std::vector<Finding>& findings, const StudySources& sources,
                         const GroupReference& reference) {
  ReportGroup group{.tracking_id = "lesion " + lesion.identity.id,
                    .tracking_uid = reference.tracking_uid,
                    .finding = code_of("lesion"),
                    .segment = reference.segment,
                    .region = region_of(lesion, outline, sources, reference.frame_of_reference)};
  group.numbers =
      std::visit([](const auto& measured) { return reported_measurements(measured); }, lesion.measurements);
  group.numbers.push_back(reported_points("confidence", lesion.confidence));
  add_places(lesion, sources, reference.frame_of_reference, group);
  group.evaluations.push_back(reported_word("origin", std::string(word(lesion.origin))));
  std::visit([&](const auto& measured) { add_words(measured, group); }, lesion.measurements);
  add_location(lesion.location, group);
  for (const Finding& finding : findings)
    if (finding.subject == lesion.identity.id)
      group.evaluations.push_back(reported_finding(finding, sources, reference.frame_of_reference));
  return group;
}

}  // namespace osteosign
