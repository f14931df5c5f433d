#pragma once
#include <Eigen/Geometry>
#include <array>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "features/follow_up/match_lesions.h"
#include "io/images/ct_volume.h"
#include "pipeline/report/language.h"

namespace osteosign {

enum class OutputFormat { json, html, png, sr, seg, sc, pdf, csv, nifti };
/// What stands in the DICOM segmentation.
enum class SegmentKind { lesions, vertebrae, bones };
enum class SeriesPolicy {
  best_for_bone,  ///< the one CT series that choose_ct_series names
  all             ///< every CT series of the study
};

/// A point on one film; `file` is the end of its path, empty for the only film of the study.
struct FilmSeed {
  std::string file;
  double column = 0, row = 0;
};

/// A rectangle on one film, in pixels: first column, first row, last column, last row.
struct FilmBox {
  std::string file;
  std::array<double, 4> corners{0, 0, 0, 0};
};

/// Where bones come from when not from the built-in segmenter.
struct LabelsRequest {
  std::optional<std::filesystem::path> file;
  std::optional<std::string> command;
  std::optional<std::filesystem::path> names;
  std::optional<std::string> scheme;
};

/// The level of the vertebra at a point on one film.
struct FilmLevel {
  FilmSeed at;
  std::string level;  ///< "C1" ... "L5"
};

/// What the user knows about a film that its header may not say; wins over the header and is reported as
/// such.
struct FilmFactsFromUser {
  std::optional<std::string> view, laterality, body_part;
};

/// Everything that one run of `osteosign analyze` was asked for.
struct AnalysisRequest {
  std::vector<std::filesystem::path> inputs;
  std::filesystem::path output;
  std::vector<Eigen::Vector3d> seeds_in_patient_mm;
  std::vector<Eigen::AlignedBox3d> boxes_in_patient_mm;
  std::vector<FilmSeed> film_seeds;
  std::vector<FilmBox> film_boxes;
  std::vector<FilmLevel> film_levels;
  std::optional<std::filesystem::path> lesion_mask;
  LabelsRequest labels;
  FilmFactsFromUser film_facts;
  std::optional<std::filesystem::path> prior;  ///< an earlier study of the patient, or its result
  SameLesions same_lesions;                    ///< of the prior study and of this one, by their ids
  std::optional<std::filesystem::path> context_file;
  std::optional<std::filesystem::path> parameter_file;
  GapPolicy gaps = GapPolicy::error;
  SeriesPolicy series = SeriesPolicy::best_for_bone;
  Language language = Language::english;
  std::set<OutputFormat> formats{OutputFormat::json, OutputFormat::html, OutputFormat::png, OutputFormat::sr,
                                 OutputFormat::seg};
  std::set<SegmentKind> segments{SegmentKind::lesions};
  std::optional<std::filesystem::path> pseudonym_key;  ///< turns identities into pseudonyms in every output
  int threads = 0;                                     ///< 0: all cores
};

/// Every file and folder that the request names.
std::vector<std::filesystem::path> paths_of(const AnalysisRequest& request);
/// "X,Y,Z" in patient millimetres. Throws UsageError naming the text.
Eigen::Vector3d parse_seed(const std::string& text);
/// "COLUMN,ROW" or "FILE.dcm:COLUMN,ROW". Throws UsageError naming the text.
FilmSeed parse_film_seed(const std::string& text);
/// Four numbers are a box on a film: "C0,R0,C1,R1" or "FILE.dcm:C0,R0,C1,R1" with C0 < C1 and R0 < R1. Six
/// are one in a CT: "X0,Y0,Z0,X1,Y1,Z1", two opposite corners in patient millimetres; they are put in order.
/// Throws UsageError naming the text, also when a box in a CT has no extent or a file.
std::variant<FilmBox, Eigen::AlignedBox3d> parse_box(const std::string& text);
/// "COLUMN,ROW=L3" or "FILE.dcm:COLUMN,ROW=L3". Throws UsageError naming the text.
FilmLevel parse_film_level(const std::string& text);
/// "PRIOR_ID=ID". Throws UsageError naming the text.
std::pair<std::string, std::string> parse_same_lesion(const std::string& text);
/// "json,html,png,sr,seg,sc,pdf,csv,nifti". Throws UsageError naming the word that is not one of them.
std::set<OutputFormat> parse_formats(const std::string& text);
/// "lesions,vertebrae,bones"; lesions are always among them. Throws UsageError naming the word that is none.
std::set<SegmentKind> parse_segments(const std::string& text);

}  // namespace osteosign
