#include "io/dicom/read_radiograph.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include "io/dicom/attribute_values.h"
#include "io/dicom/decode_pixels.h"
#include "io/dicom/dicom_file.h"
#include "io/dicom/film_intensity.h"
#include "io/dicom/modality_lut.h"
#include "io/dicom/pixel_padding.h"
#include "io/dicom/radiograph_view.h"
#include "io/dicom/read_spacing_attributes.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

void require_one_frame(DcmDataset& dataset) {
  const int frames = whole_number_of(dataset, DCM_NumberOfFrames).value_or(1);
  if (frames > 1)
    throw InputError(
        fmt::format("Number of Frames (0028,0008) is {}: a film sequence, not a single radiograph", frames),
        FailureKind::not_usable);
}

Radiograph read_description(DcmDataset& dataset) {
  Radiograph film;
  film.modality = text_of(dataset, DCM_Modality);
  film.study_instance_uid = text_of(dataset, DCM_StudyInstanceUID);
  film.series_instance_uid = text_of(dataset, DCM_SeriesInstanceUID);
  film.sop_instance_uid = text_of(dataset, DCM_SOPInstanceUID);
  film.view = read_view(dataset);
  film.laterality = read_laterality(dataset);
  film.orientation = read_orientation(dataset);
  film.body_part = read_body_part(dataset);
  return film;
}

/// The first of the windows, in modality values.
Measured<Eigen::Vector2d> read_display_window(DcmDataset& dataset) {
  const std::optional<double> centre = number_of(dataset, DCM_WindowCenter);
  if (!centre) return Unknown{"Window Center (0028,1050) " + state_of(dataset, DCM_WindowCenter)};
  const std::optional<double> width = number_of(dataset, DCM_WindowWidth);
  if (!width || !(*width > 0))
    return Unknown{"Window Width (0028,1051) " + state_of(dataset, DCM_WindowWidth)};
  return Eigen::Vector2d(*centre, *width);
}

/// Reflects values and window within `range`, so that what was low becomes bright.
void turn_dense_bright(Radiograph& film, const ModalityRange& range) {
  const double sum = range.lowest + range.highest;
  for (float& pixel : film.pixels) pixel = static_cast<float>(sum - pixel);
  if (const Eigen::Vector2d* window = film.display_window.if_known())
    film.display_window = Eigen::Vector2d(sum - window->x(), window->y());
}

void read_pixels(DcmDataset& dataset, Radiograph& film) {
  const StoredFrame stored = decode_frame(dataset, 0);
  const FilmIntensity intensity = read_film_intensity(dataset);
  const ModalityLut lut = read_modality_lut(dataset, stored.is_signed);
  film.columns = stored.columns;
  film.rows = stored.rows;
  film.relation = intensity.relation;
  film.notes = intensity.notes;
  film.pixels = apply_modality_lut(lut, stored.values);
  film.display_window = read_display_window(dataset);
  if (intensity.dense_is_low)
    turn_dense_bright(film, modality_range(lut, stored.bits_stored, stored.is_signed));
  const std::size_t padded =
      fill_padding(read_pixel_padding(dataset, stored.is_signed), stored.values, film.pixels);
  if (padded > 0)
    film.notes.push_back(
        fmt::format("{:.1f} % of the pixels are padding (0028,0120), set to the lowest value",
                    100.0 * static_cast<double>(padded) / static_cast<double>(film.pixels.size())));
}

void decide_about_spacing(DcmDataset& dataset, Radiograph& film) {
  SpacingDecision decision = decide_spacing(read_spacing_attributes(dataset));
  film.spacing = decision.spacing;
  film.spacing_source = decision.source;
  film.notes.insert(film.notes.end(), decision.notes.begin(), decision.notes.end());
}

}  // namespace

Radiograph read_radiograph(const InstanceEntry& instance) {
  const auto format = load_dicom_file(instance.file);
  DcmDataset& dataset = *format->getDataset();
  try {
    require_one_frame(dataset);
    Radiograph film = read_description(dataset);
    film.file = instance.file.string();
    read_pixels(dataset, film);
    decide_about_spacing(dataset, film);
    return film;
  } catch (const Failure& failure) {
    throw InputError(failure.within(instance.file.string()).what(), failure.kind());
  }
}

}  // namespace osteosign
