#include "pipeline/analysis_request.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <map>
#include <string_view>

#include "features/radiograph/spine/name_levels.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

std::vector<std::string_view> split_at_commas(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0;;) {
    const std::size_t comma = text.find(',', start);
    parts.push_back(text.substr(start, comma - start));
    if (comma == std::string_view::npos) return parts;
    start = comma + 1;
  }
}

/// Finite numbers separated by commas, as many as one of the `counts`.
std::vector<double> parse_numbers(std::string_view numbers, const std::set<std::size_t>& counts,
                                  const std::string& option, const std::string& shape) {
  const std::vector<std::string_view> parts = split_at_commas(numbers);
  std::vector<double> values;
  for (const std::string_view part : parts) {
    double value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc{} || end != part.data() + part.size() || !std::isfinite(value))
      throw UsageError(fmt::format("{} {}: '{}' is not a number; expected {}", option, numbers, part, shape));
    values.push_back(value);
  }
  if (!counts.contains(values.size()))
    throw UsageError(
        fmt::format("{} {}: {} numbers given; expected {}", option, numbers, values.size(), shape));
  return values;
}

struct FilePrefix {
  std::string file;
  std::string_view rest;
};

/// Splits at the last colon: file names may hold colons, numbers do not.
FilePrefix split_file_prefix(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return {"", text};
  return {std::string(text.substr(0, colon)), text.substr(colon + 1)};
}

}  // namespace

std::vector<std::filesystem::path> paths_of(const AnalysisRequest& request) {
  std::vector<std::filesystem::path> paths = request.inputs;
  paths.push_back(request.output);
  for (const auto& path : {request.lesion_mask, request.labels.file, request.labels.names,
                           request.context_file, request.parameter_file, request.prior})
    if (path) paths.push_back(*path);
  return paths;
}

std::pair<std::string, std::string> parse_same_lesion(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
    throw UsageError(fmt::format("--same-lesion {}: PRIOR_ID=ID is expected", text));
  return {text.substr(0, equals), text.substr(equals + 1)};
}

Eigen::Vector3d parse_seed(const std::string& text) {
  const std::vector<double> xyz = parse_numbers(text, {3}, "--seed", "X,Y,Z in patient millimetres (LPS)");
  return {xyz[0], xyz[1], xyz[2]};
}

FilmSeed parse_film_seed(const std::string& text) {
  const FilePrefix parts = split_file_prefix(text);
  const std::vector<double> numbers = parse_numbers(parts.rest, {2}, "--seed-pixel", "COLUMN,ROW");
  return {parts.file, numbers[0], numbers[1]};
}

FilmLevel parse_film_level(const std::string& text) {
  const std::size_t equals = text.rfind('=');
  const std::string level = equals == std::string::npos ? "" : text.substr(equals + 1);
  if (!is_countable_level(level))
    throw UsageError(
        fmt::format("--level-at {}: COLUMN,ROW=LEVEL is expected, with C1 to C7, T1 to T12 or L1 "
                    "to L5",
                    text));
  const std::string before = text.substr(0, equals);
  const FilePrefix parts = split_file_prefix(before);
  const std::vector<double> numbers =
      parse_numbers(parts.rest, {2}, "--level-at", "COLUMN,ROW before the level");
  return {{parts.file, numbers[0], numbers[1]}, level};
}

std::variant<FilmBox, Eigen::AlignedBox3d> parse_box(const std::string& text) {
  const FilePrefix parts = split_file_prefix(text);
  const std::vector<double> numbers = parse_numbers(
      parts.rest, {4, 6}, "--box",
      "C0,R0,C1,R1 in pixels (radiograph) or X0,Y0,Z0,X1,Y1,Z1 in patient millimetres (LPS, CT)");
  if (numbers.size() == 4) {
    if (numbers[0] >= numbers[2] || numbers[1] >= numbers[3])
      throw UsageError(fmt::format("--box {}: the first corner must lie left of and above the second", text));
    return FilmBox{parts.file, {numbers[0], numbers[1], numbers[2], numbers[3]}};
  }
  if (!parts.file.empty())
    throw UsageError(
        fmt::format("--box {}: six numbers are a box in a CT, before which no file can stand", text));
  Eigen::AlignedBox3d box;
  box.extend(Eigen::Vector3d(numbers[0], numbers[1], numbers[2]));
  box.extend(Eigen::Vector3d(numbers[3], numbers[4], numbers[5]));
  if (box.sizes().minCoeff() <= 0)
    throw UsageError(fmt::format("--box {}: the box has no extent along one of its axes", text));
  return box;
}

std::set<OutputFormat> parse_formats(const std::string& text) {
  static const std::map<std::string_view, OutputFormat> known{
      {"json", OutputFormat::json}, {"html", OutputFormat::html},   {"png", OutputFormat::png},
      {"sr", OutputFormat::sr},     {"seg", OutputFormat::seg},     {"sc", OutputFormat::sc},
      {"pdf", OutputFormat::pdf},   {"nifti", OutputFormat::nifti}, {"csv", OutputFormat::csv}};
  std::set<OutputFormat> formats{OutputFormat::json};
  for (const std::string_view word : split_at_commas(text)) {
    const auto found = known.find(word);
    if (found == known.end())
      throw UsageError(
          fmt::format("--formats {}: '{}' is not written by this version; choose from json, "
                      "html, png, sr, seg, sc, pdf, csv, nifti",
                      text, word));
    formats.insert(found->second);
  }
  return formats;
}

std::set<SegmentKind> parse_segments(const std::string& text) {
  static const std::map<std::string_view, SegmentKind> known{{"lesions", SegmentKind::lesions},
                                                             {"vertebrae", SegmentKind::vertebrae},
                                                             {"bones", SegmentKind::bones}};
  std::set<SegmentKind> segments{SegmentKind::lesions};
  for (const std::string_view word : split_at_commas(text)) {
    const auto found = known.find(word);
    if (found == known.end())
      throw UsageError(fmt::format(
          "--segments {}: '{}' is no kind of segment; choose from lesions, vertebrae, bones", text, word));
    segments.insert(found->second);
  }
  return segments;
}

}  // namespace osteosign
