#include "pipeline/write_study.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "io/files/label_map_file.h"
#include "io/files/mask_picture.h"
#include "io/files/png.h"
#include "pipeline/named_bones.h"
#include "pipeline/objects/write_objects.h"
#include "pipeline/output_folder.h"
#include "pipeline/report/report_html.h"
#include "pipeline/result/result_json.h"
#include "pipeline/study_pictures.h"
#include "pipeline/tables/quality_rules.h"
#include "pipeline/tables/write_tables.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;

void write_pictures(const std::vector<ReportPicture>& pictures, const fs::path& folder) {
  fs::create_directories(folder);
  for (const ReportPicture& picture : pictures) write_file(picture.png, folder / picture.file_name);
}

/// Lesion ids on the grid of the series; where two lesions meet, the later one is seen.
LabelMap lesion_labels(const AnalyzedCt& ct, std::uint16_t first_id) {
  LabelMap labels{ct.ct.grid, std::vector<std::uint16_t>(ct.ct.grid.voxel_count(), 0), {}, "lesions"};
  for (std::size_t each = 0; each < ct.analysis.lesions.size(); ++each) {
    if (!ct.analysis.lesions[each].outline.known()) continue;
    const CtLesionOutline& outline = ct.analysis.lesions[each].outline.value();
    for (int z = 0; z < outline.box.size[2]; ++z)
      for (int y = 0; y < outline.box.size[1]; ++y)
        for (int x = 0; x < outline.box.size[0]; ++x)
          if (outline.inside[outline.box.index(x, y, z)] != 0)
            labels
                .voxels[labels.grid.index(outline.first[0] + x, outline.first[1] + y, outline.first[2] + z)] =
                static_cast<std::uint16_t>(first_id + each);
  }
  return labels;
}

/// One CT series goes into the folder itself; each further one into `series_2`, `series_3` and so on.
void write_volumes(const StudyAnalysis& study, const fs::path& folder) {
  std::uint16_t next_lesion = 1;
  for (std::size_t each = 0; each < study.cts.size(); ++each) {
    const AnalyzedCt& ct = study.cts[each];
    const fs::path series_folder = each == 0 ? folder : folder / fmt::format("series_{}", each + 1);
    fs::create_directories(series_folder);
    write_nifti(ct.ct, series_folder / "ct.nii.gz");
    write_nifti(ct.analysis.bones, series_folder / "bones.nii.gz");
    if (const LabelMap vertebrae = vertebrae_by_level(ct.analysis.bones, ct.analysis.spine);
        !vertebrae.voxels.empty())
      write_nifti(vertebrae, series_folder / "vertebrae.nii.gz");
    write_nifti(lesion_labels(ct, next_lesion), series_folder / "lesions.nii.gz");
    next_lesion = static_cast<std::uint16_t>(next_lesion + ct.analysis.lesions.size());
  }
}

/// Masks of lesions (255 inside), and the parts of each film's femur (numbers of FemurPart).
void write_film_masks(const StudyAnalysis& study, const fs::path& folder) {
  std::size_t lesion_number = 0;
  for (const AnalyzedCt& ct : study.cts) lesion_number += ct.analysis.lesions.size();
  for (std::size_t each = 0; each < study.films.size(); ++each) {
    const FilmAnalysis& film = study.films[each].analysis;
    if (const FemurOnFilm* const femur = film.femur.if_known())
      write_file(encode_png(GrayPicture{femur->columns, femur->rows, femur->parts}),
                 folder / fmt::format("femur_parts_{}.png", each + 1));
    for (const FilmLesion& lesion : film.lesions) {
      ++lesion_number;
      if (!lesion.outline.known()) continue;
      const RadiographLesionOutline& outline = lesion.outline.value();
      std::vector<std::uint8_t> grey(outline.inside.size());
      std::ranges::transform(outline.inside, grey.begin(), [](std::uint8_t inside) {
        return inside != 0 ? std::uint8_t{255} : std::uint8_t{0};
      });
      write_file(encode_png(GrayPicture{outline.columns, outline.rows, grey}),
                 folder / fmt::format("lesion_{}.png", lesion_number));
    }
  }
}

/// The tables of a batch, of this study alone.
void write_study_tables(const nlohmann::ordered_json& json, const fs::path& folder) {
  CohortTables tables = cohort_tables({record_of_result(json, ".")});
  add_quality_rows(tables);
  write_tables(tables, folder);
}

/// What a pseudonymized result may not say of the patient (PS3.15, basic profile).
nlohmann::ordered_json without_age_and_sex(nlohmann::ordered_json json) {
  nlohmann::ordered_json& given = json.at("clinical_context").at("given");
  given.erase("age_years");
  given.erase("sex");
  return json;
}

}  // namespace

void write_study(const StudyAnalysis& study, const StudyResult& result, const AnalysisRequest& request,
                 const fs::path& folder) {
  const std::set<OutputFormat>& formats = request.formats;
  nlohmann::ordered_json json = result_json(result);
  if (study.pseudonyms) {
    json = without_age_and_sex(study.pseudonyms->texts(std::move(json)));
    json["study"]["pseudonyms_of_key"] = study.pseudonyms->key_mark();
  }
  write_text(folder / "result.json", result_text(json));
  const bool with_pictures = std::ranges::any_of(
      std::array{OutputFormat::html, OutputFormat::png, OutputFormat::sc, OutputFormat::pdf},
      [&](OutputFormat format) { return formats.contains(format); });
  std::vector<ReportPicture> pictures = with_pictures ? study_pictures(study) : std::vector<ReportPicture>{};
  if (study.pseudonyms)
    for (ReportPicture& picture : pictures) picture.caption = study.pseudonyms->text(picture.caption);
  if (formats.contains(OutputFormat::html))
    write_text(folder / "report.html", report_html(json, pictures, request.language));
  if (formats.contains(OutputFormat::png)) write_pictures(pictures, folder / "images");
  if (formats.contains(OutputFormat::nifti)) write_volumes(study, folder);
  if (formats.contains(OutputFormat::nifti)) write_film_masks(study, folder);
  for (const std::string& remark : write_objects(study, result, json, pictures, request, folder))
    spdlog::warn("{}", remark);
  if (formats.contains(OutputFormat::csv)) write_study_tables(json, folder);
}

void write_refusal(const StudyResult& result, const AnalysisRequest& request, const fs::path& folder) {
  const std::set<OutputFormat>& formats = request.formats;
  nlohmann::ordered_json json = result_json(result);
  if (request.pseudonym_key)
    json = pseudonyms_for(*request.pseudonym_key, paths_of(request)).texts(std::move(json));
  write_text(folder / "result.json", result_text(json));
  if (formats.contains(OutputFormat::html))
    write_text(folder / "report.html", report_html(json, {}, request.language));
  if (formats.contains(OutputFormat::csv)) write_study_tables(json, folder);
}

}  // namespace osteosign
