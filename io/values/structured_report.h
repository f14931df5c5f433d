#pragma once
#include <Eigen/Core>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "io/values/coded_name.h"
#include "io/values/dicom_object.h"

namespace osteosign {

enum class PlaceShape { point, polyline, polygon, ellipsoid };

/// A place in the patient. An ellipsoid has the six ends of its axes (PS3.3 C.18.9.1.2).
struct PatientPlace {
  std::string frame_of_reference_uid;
  PlaceShape shape = PlaceShape::point;
  std::vector<Eigen::Vector3d> points_mm;
};

/// A place on one image; whole numbers are pixel centres. A polygon ends where it began.
struct PixelPlace {
  SourceImage image;
  PlaceShape shape = PlaceShape::point;
  std::vector<Eigen::Vector2d> points_px;
};

using ReportedPlace = std::variant<PatientPlace, PixelPlace>;

struct ReportedText {
  CodedName name;
  std::string text;
};

/// A measured number as it is printed elsewhere, or why it is not known.
struct ReportedNumber {
  CodedName name;
  std::string value;           ///< decimal; empty when unknown
  std::string unknown_reason;  ///< exactly when the value is empty
  CodedName unit;
  std::optional<CodedName> derivation{};
  std::string sd{};                          ///< decimal; empty when not estimated
  std::string method{};                      ///< words; empty when there is no more to say
  std::vector<ReportedNumber> properties{};  ///< such as the threshold that it was held against
  std::vector<ReportedText> remarks{};
  std::optional<ReportedPlace> where{};
};

/// A judgement or a word: a concept, what it was found to be, why, and the numbers it rests on.
struct ReportedEvaluation {
  CodedName name;
  CodedName found;
  std::string reason{};
  std::vector<ReportedNumber> evidence{};
};

struct FindingSite {
  CodedName site;
  std::optional<CodedName> laterality{};
  std::optional<CodedName> modifier{};
};

/// A segment of a segmentation object.
struct SegmentReference {
  std::string segmentation_uid;
  int segment_number = 0;
  std::string source_series_uid;
};

/// What is said of one thing in the images.
struct ReportGroup {
  std::string tracking_id, tracking_uid;
  CodedName finding;
  std::vector<FindingSite> sites{};
  std::optional<SegmentReference> segment{};
  std::optional<ReportedPlace> region{};  ///< where it lies
  std::vector<ReportedNumber> numbers{};
  std::vector<ReportedEvaluation> evaluations{};
  std::vector<ReportedText> texts{};
};

/// A terminology of the report's codes.
struct CodingScheme {
  std::string designator, uid, name;
};

/// A report as a tree of coded statements, without any knowledge of how DICOM writes one.
struct StructuredReport {
  CodedName language;
  std::vector<CodedName> procedures;
  std::string device_uid;
  std::string algorithm_name, algorithm_version;
  std::vector<std::string> algorithm_parameters;
  std::vector<SourceSeries> images;         ///< every image that was used
  std::vector<SourceSeries> segmentations;  ///< what the groups refer to
  std::vector<ReportGroup> groups;
  std::vector<ReportedNumber> study_numbers{};  ///< of the study as a whole
  std::vector<ReportedEvaluation> study_evaluations{};
  std::vector<ReportedText> study_texts{};
  std::vector<CodingScheme> schemes;
};

}  // namespace osteosign
