#pragma once
#include "classify/assess.h"
#include "pipeline/result/study_result.h"
#include "tests/classify/sample_lesions.h"
#include "tests/classify/sample_vertebrae.h"

namespace osteosign {

/// An intact T12 and an L1 that is collapsed and whose left pedicle is destroyed, in the series of the CT.
inline SpineResult sample_spine() {
  JudgedVertebra collapsed = wedged_vertebra("L1");
  collapsed.measurements.anterior_height = Quantity{14.25, Unit::mm, 0.4};
  collapsed.measurements.left_pedicle_volume_ratio = Quantity{0.2, Unit::one};
  collapsed.measurements.canal_narrowing = Unknown{"no intact neighbour has a canal"};
  collapsed.places.left_pedicle = ImagePlace{"1.2.3.4", 0, ImagePlace::PatientPoint{{15, 40, 90}}};
  SpineResult spine;
  spine.vertebrae = {{intact_vertebra("T12"), 32, "1.2.3.5", {0, 20, 120}, true},
                     {collapsed, 31, "1.2.3.5", {0, 22, 90}, false},
                     {of_unknown_level(intact_vertebra("L2")), 99, "1.2.3.5", {0, 24, 60}, false}};
  spine.cobb = Quantity{3, Unit::degree};
  spine.labels_from = "labels.nii.gz";
  return spine;
}

/// A study with a spine, a lesion on CT and one on a film: everything that result.json can say at present.
inline StudyResult sample_result() {
  StudyResult result;
  result.software = {"osteosign", "0.1.0", "abcdef0", "1"};
  result.inputs = {{"1.2.3.4", std::string(64, 'a')}, {"", std::string(64, '0')}};
  result.timing_ms = {{"read", 12.3456789}, {"measure", 3}};
  result.study = {"1.2.3", "20240131", {"CT", "DX"}};

  CtVolume ct;
  ct.acquisition.series_instance_uid = "1.2.3.5";
  ct.grid.size = {512, 512, 3};
  ct.grid.spacing_mm = {0.48828125, 0.48828125, 1.25};
  ct.grid.origin_mm = {-125, -0.0, 1000.0 / 3};
  ct.geometry.gaps = 1;
  result.series.push_back(
      series_result(ct, {Quantity{18.25, Unit::hu}, {Unknown{"no sharp edge"}, Quantity{0.5, Unit::mm}}}));
  Radiograph film;
  film.columns = 2000;
  film.rows = 3000;
  film.modality = "DX";
  film.series_instance_uid = "1.2.3.6";
  result.series.push_back(series_result(film));
  result.refused_files = {{"broken.dcm", "Rows (0028,0010) is 0"}};

  LesionResult in_ct;
  in_ct.identity = {"1", ImagePlace{"1.2.3.4", 0, ImagePlace::PatientPoint{{1, 2, 3}}}};
  in_ct.series_instance_uid = "1.2.3.5";
  in_ct.origin = LesionOrigin::seed;
  in_ct.place = LesionInPatient{{1, 2, 3}, {-4, -3, -2}, {6, 7, 8}};
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.volume = Quantity{1234.56789, Unit::mm3, 12.0, "voxel count"};
  measured.longest_diameter = Quantity{20.5, Unit::mm};
  in_ct.measurements = measured;
  LesionGrowth growth;
  growth.interval = Quantity{182, Unit::day};
  growth.volume_ratio = Quantity{1.05, Unit::one};
  growth.volume_ratio_lowest = Quantity{0.875, Unit::one};
  growth.volume_ratio_highest = Quantity{1.26, Unit::one};
  growth.doubling_time_shortest = Quantity{550, Unit::day};
  growth.doubling_time = growth.doubling_time_longest =
      Unknown{"it has not grown by more than a repeated measurement may differ"};
  in_ct.growth = FollowedGrowth{"4", "the same bone and nothing else in it", growth};
  result.prior = StudyComparison{
      "1.2.2",
      "20230802",
      182.0,
      {{"1", in_ct.growth},
       {"2",
        Unknown{"no lesion of the prior study is surely the same as this one; --same-lesion says which is"}}},
      {{"7", in_ct.location}},
      Unknown{"only the given lesions were measured; no search for others was made"}};
  LesionResult on_film;
  on_film.identity = {"2", ImagePlace{"1.2.3.7", 0, ImagePlace::PixelPoint{{10, 20}}}};
  on_film.series_instance_uid = "1.2.3.6";
  on_film.origin = LesionOrigin::box;
  on_film.place = LesionOnFilm{"1.2.3.7", {10, 20}, {5, 10, 15, 30}};
  RadiographLesionMeasurements on_film_measured = sharp_rimmed_radiograph();
  on_film_measured.density = Unknown{"no bone around"};
  on_film.measurements = on_film_measured;
  result.lesions = {in_ct, on_film};

  StudyMeasurements study;
  for (const LesionResult& lesion : result.lesions) study.lesions.push_back(judged(lesion));
  result.spine = sample_spine();
  for (const VertebraResult& vertebra : result.spine.value().vertebrae)
    study.vertebrae.push_back(vertebra.judged);
  result.assessment = assess(study, {}, result.parameters.criteria);
  result.warnings = {"series 3 was passed over"};
  return result;
}

inline StudyResult refused_result() {
  StudyResult result;
  result.software = {"osteosign", "0.1.0", "abcdef0", "1"};
  result.status = StudyStatus::refused;
  result.refusal = Refusal{"one slice only", FailureKind::not_usable};
  return result;
}

}  // namespace osteosign
