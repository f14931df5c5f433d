#include "pipeline/study_pictures.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/report/ct_pictures.h"
#include "pipeline/report/film_pictures.h"
#include "pipeline/report/spine_pictures.h"
#include "pipeline/report/vertebra_pictures.h"

namespace osteosign {
namespace {

/// Where the overview is cut: the middle of the first lesion, else of the volume.
Eigen::Vector3d overview_centre(const AnalyzedCt& ct) {
  const auto middle = [](const ImageGrid& grid) {
    return grid.patient_from_voxel(0.5 *
                                   Eigen::Vector3d(grid.size[0] - 1, grid.size[1] - 1, grid.size[2] - 1));
  };
  if (ct.analysis.lesions.empty()) return middle(ct.ct.grid);
  const CtLesion& first = ct.analysis.lesions.front();
  return first.outline.known() ? middle(first.outline.value().box) : first.marked_in_patient_mm.center();
}

void append(std::vector<ReportPicture>& all, std::vector<ReportPicture> more) {
  std::ranges::move(more, std::back_inserter(all));
}

std::vector<Finding> malignant_findings(const StudyAnalysis& study, const std::string& subject) {
  std::vector<Finding> malignant;
  for (const Finding& finding : study.assessment.findings)
    if (finding.subject == subject && finding.verdict == Verdict::malignant) malignant.push_back(finding);
  return malignant;
}

/// The level, or the number from above: pictures have little room.
std::string short_name(const VertebraLevel& level, std::uint16_t label) {
  return level.level.known() ? level.level.value() : fmt::format("no. {}", label);
}

/// Pictures of the spine of each CT; `study.spine` lists the vertebrae of all of them in the same order.
std::vector<ReportPicture> pictures_of_the_spine(const StudyAnalysis& study) {
  std::vector<ReportPicture> pictures;
  std::size_t next = 0;
  for (std::size_t each = 0; each < study.cts.size(); ++each) {
    const CtAnalysis& analysis = study.cts[each].analysis;
    std::vector<DrawnVertebra> vertebrae;
    for (const VertebraGeometry& geometry : analysis.vertebra_geometries) {
      const JudgedVertebra& judged = study.spine.value().vertebrae.at(next++).judged;
      vertebrae.push_back({judged.subject, short_name(judged.level, geometry.label), &geometry,
                           &judged.measurements, malignant_findings(study, judged.subject)});
    }
    append(pictures, spine_pictures(study.cts[each].ct, analysis.spine.canal, vertebrae,
                                    fmt::format("ct_{}", each + 1)));
    for (const DrawnVertebra& vertebra : vertebrae)
      append(pictures, vertebra_pictures(study.cts[each].ct, vertebra));
  }
  return pictures;
}

}  // namespace

std::vector<ReportPicture> study_pictures(const StudyAnalysis& study) {
  std::vector<ReportPicture> pictures;
  std::size_t lesion_number = 0;
  for (std::size_t each = 0; each < study.cts.size(); ++each) {
    const AnalyzedCt& ct = study.cts[each];
    append(pictures,
           overview_pictures(ct.ct, ct.analysis.bones, overview_centre(ct), fmt::format("ct_{}", each + 1)));
    for (const CtLesion& lesion : ct.analysis.lesions)
      append(pictures, lesion_pictures(ct.ct, lesion.outline, lesion.marked_in_patient_mm,
                                       std::to_string(++lesion_number)));
  }
  for (std::size_t each = 0; each < study.films.size(); ++each) {
    const AnalyzedFilm& film = study.films[each];
    std::vector<MarkedOnFilm> marked;
    for (const FilmLesion& lesion : film.analysis.lesions)
      marked.push_back({std::to_string(++lesion_number), lesion.marked, lesion.outline.if_known(),
                        lesion.bone.if_known(), &lesion.skin, &lesion.fracture_line_px});
    pictures.push_back(film_overview(film.film, film.analysis.femur, film.analysis.spine, marked,
                                     fmt::format("radiograph_{}", each + 1)));
    for (const MarkedOnFilm& lesion : marked) pictures.push_back(film_lesion_picture(film.film, lesion));
  }
  if (study.spine.known()) append(pictures, pictures_of_the_spine(study));
  encode_pictures(pictures);
  return pictures;
}

}  // namespace osteosign
