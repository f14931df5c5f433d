#pragma once
#include "sample_data/phantom/phantom_film.h"

namespace osteosign::phantom {

FilmLesionTruth film_lesion_truth(const LesionBody& lesion, double marrow_hu, const FilmExposure& exposure);
std::vector<BoneRowTruth> bone_rows_truth(const LongBone& bone, const FilmExposure& exposure);

}  // namespace osteosign::phantom
