#include "pipeline/objects/write_objects.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "io/dicom/write_encapsulated_pdf.h"
#include "io/dicom/write_secondary_capture.h"
#include "io/dicom/write_segmentation.h"
#include "io/dicom/write_structured_report.h"
#include "io/files/sha256.h"
#include "pipeline/objects/report_pseudonyms.h"
#include "pipeline/objects/segments.h"
#include "pipeline/objects/study_report_tree.h"
#include "pipeline/objects/study_sources.h"
#include "pipeline/report/report_pdf.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;

bool wants_objects(const std::set<OutputFormat>& formats) {
  return std::ranges::any_of(
      std::array{OutputFormat::sr, OutputFormat::seg, OutputFormat::sc, OutputFormat::pdf},
      [&](OutputFormat format) { return formats.contains(format); });
}

/// What is segmented and the language of the document change the objects, though not result.json: another
/// choice makes other objects.
std::string digest_with_choice(const std::string& digest, const AnalysisRequest& request) {
  std::string choice = digest;
  if (request.formats.contains(OutputFormat::seg))
    for (const SegmentKind kind : request.segments) choice += fmt::format(" {}", static_cast<int>(kind));
  if (request.language != Language::english) choice += " fr";
  return sha256_of_text(choice);
}

/// One segmentation a CT series, where there is something to segment.
std::vector<WrittenSegments> write_segmentations(const StudyAnalysis& study, const AnalysisRequest& request,
                                                 const StudySources& sources, const Tracking& tracking,
                                                 const fs::path& folder) {
  std::vector<WrittenSegments> all;
  if (!request.formats.contains(OutputFormat::seg) && !request.formats.contains(OutputFormat::sr)) return all;
  for (std::size_t ct = 0; ct < study.cts.size(); ++ct) {
    const int number = static_cast<int>(ct + 1);
    WrittenSegments written{ct_segments(study, ct, request.segments, sources, tracking),
                            object_header(sources, ObjectKind::segmentation, number)};
    written.exists =
        request.formats.contains(OutputFormat::seg) && !written.segments.segmentation.segments.empty();
    if (written.exists) {
      const fs::path place = ct == 0 ? folder : folder / fmt::format("series_{}", number);
      fs::create_directories(place);
      write_segmentation(written.segments.segmentation, written.header, place / "segmentation.dcm");
    }
    all.push_back(std::move(written));
  }
  return all;
}

void write_captures(const std::vector<ReportPicture>& pictures, const StudySources& sources,
                    const fs::path& folder) {
  if (!pictures.empty()) fs::create_directories(folder);
  int number = 0;
  for (const ReportPicture& picture : pictures) {
    const RgbPicture pixels = rgb_picture(picture);
    write_secondary_capture(
        {pixels.width, pixels.height, pixels.rgb, picture.caption + " For research use only."},
        object_header(sources, ObjectKind::capture, 1, ++number),
        folder / fs::path(picture.file_name).replace_extension(".dcm"));
  }
}

void write_document(const nlohmann::ordered_json& json, const std::vector<ReportPicture>& pictures,
                    const StudySources& sources, Language language, const fs::path& folder) {
  const std::vector<std::uint8_t> pdf =
      print_pages(printed_report(json, pictures, sources.content_date, sources.content_time, language));
  write_file(pdf, folder / "report.pdf");
  std::vector<SourceSeries> images = sources.films;
  for (const CtSource& ct : sources.cts) images.push_back(ct.images);
  write_encapsulated_pdf(pdf, "osteosign report, for research use only", images,
                         object_header(sources, ObjectKind::document), folder / "report_pdf.dcm");
}

}  // namespace

std::vector<std::string> write_objects(const StudyAnalysis& study, const StudyResult& result,
                                       const nlohmann::ordered_json& json,
                                       const std::vector<ReportPicture>& pictures,
                                       const AnalysisRequest& request, const fs::path& folder) {
  if (!wants_objects(request.formats)) return {};
  StudySources sources = study_sources(study, json);
  sources.digest = digest_with_choice(sources.digest, request);
  const Tracking tracking = tracking_of(study, sources);
  const std::vector<WrittenSegments> segments =
      write_segmentations(study, request, sources, tracking, folder);
  if (request.formats.contains(OutputFormat::sr)) {
    StructuredReport report = study_report_tree(study, result, sources, tracking, segments);
    if (study.pseudonyms) report = pseudonymized(std::move(report), *study.pseudonyms);
    write_structured_report(report, object_header(sources, ObjectKind::report), folder / "measurements.dcm");
  }
  if (request.formats.contains(OutputFormat::sc)) write_captures(pictures, sources, folder / "captures");
  if (request.formats.contains(OutputFormat::pdf))
    write_document(json, pictures, sources, request.language, folder);
  return sources.remarks;
}

}  // namespace osteosign
