#include "io/dicom/film_intensity.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include "io/dicom/attribute_values.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

/// As the image is meant to be seen.
bool dense_is_low_on_display(DcmDataset& dataset, std::vector<std::string>& notes) {
  const std::string photometric = text_of(dataset, DCM_PhotometricInterpretation);
  if (photometric != "MONOCHROME1" && photometric != "MONOCHROME2")
    throw InputError(fmt::format("Photometric Interpretation (0028,0004) {}; a radiograph has MONOCHROME1 or "
                                 "MONOCHROME2",
                                 state_of(dataset, DCM_PhotometricInterpretation)),
                     FailureKind::not_usable);
  const std::string shape = text_of(dataset, DCM_PresentationLUTShape);
  const bool low_is_white = photometric == "MONOCHROME1";
  if (shape == (low_is_white ? "IDENTITY" : "INVERSE"))
    notes.push_back(
        fmt::format("Presentation LUT Shape (2050,0020) {} does not belong to Photometric "
                    "Interpretation (0028,0004) {}: values are turned so that low is white",
                    shape, photometric));
  return low_is_white || shape == "INVERSE";
}

IntensityRelation stated_relation(DcmDataset& dataset, std::vector<std::string>& notes) {
  const std::string relationship = text_of(dataset, DCM_PixelIntensityRelationship);
  if (relationship != "LIN" && relationship != "LOG") return IntensityRelation::unknown_monotone;
  std::string disbelief;
  if (text_of(dataset, DCM_PresentationIntentType) == "FOR PRESENTATION")
    disbelief = "Presentation Intent Type (0008,0068) is FOR PRESENTATION";
  if (dataset.tagExistsWithValue(DCM_ModalityLUTSequence))
    disbelief = "a Modality LUT Sequence (0028,3000) bends the values";
  if (disbelief.empty())
    return relationship == "LIN" ? IntensityRelation::linear_exposure : IntensityRelation::log_attenuation;
  notes.push_back(fmt::format("Pixel Intensity Relationship (0028,1040) {} is not relied on: {}",
                              relationship, disbelief));
  return IntensityRelation::unknown_monotone;
}

}  // namespace

FilmIntensity read_film_intensity(DcmDataset& dataset) {
  FilmIntensity film;
  film.dense_is_low = dense_is_low_on_display(dataset, film.notes);
  film.relation = stated_relation(dataset, film.notes);
  const int sign = whole_number_of(dataset, DCM_PixelIntensityRelationshipSign).value_or(0);
  if (sign != 1 && sign != -1) return film;
  const bool low_by_sign = sign == 1;  // lower values mean less X-rays, so denser tissue
  const bool for_processing = text_of(dataset, DCM_PresentationIntentType) == "FOR PROCESSING";
  if (low_by_sign != film.dense_is_low)
    film.notes.push_back(fmt::format(
        "Pixel Intensity Relationship Sign (0028,1041) {} contradicts Photometric Interpretation (0028,0004) "
        "{}: "
        "{} ruled",
        sign, text_of(dataset, DCM_PhotometricInterpretation),
        for_processing ? "the sign, since the image is FOR PROCESSING," : "the photometric interpretation"));
  if (for_processing) film.dense_is_low = low_by_sign;
  return film;
}

}  // namespace osteosign
