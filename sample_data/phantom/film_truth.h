#pragma once
#include "sample_data/phantom/phantom_film.h"

namespace osteosign::phantom {

FilmLesionTruth film_lesion_truth(const LesionBody& lesion, double marrow_hu, const FilmExposure& exposure);
/// Nothing for a bone without a gap. Flares and bulges of the bone are left out.
std::optional<FilmFractureTruth> film_fracture_truth(const BonePhantom& phantom,
                                                     const FilmExposure& exposure);
std::vector<BoneRowTruth> bone_rows_truth(const LongBone& bone, const FilmExposure& exposure);

}  // namespace osteosign::phantom
