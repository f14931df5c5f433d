#include "sample_data/phantom/write_film_dicom.h"

#include "sample_data/phantom/film_detector.h"

namespace osteosign::phantom {

namespace {

std::string body_part_of(const Radiograph& film) {
  return film.body_part.known() ? film.body_part.value() : "";
}

/// PS3.16 CID 4009 and CID 4010. A film of another bone than the femur has its Body Part Examined alone.
void put_anatomy(DcmItem& item, const Radiograph& film) {
  const std::string view = film.view.known() ? film.view.value() : "";
  put(item, DCM_ImageLaterality, film.laterality.known() ? film.laterality.value() : "U");
  put(item, DCM_ViewPosition, view);
  put(item, DCM_PatientOrientation, film.orientation.known() ? film.orientation.value() : "");
  if (body_part_of(film) == "FEMUR") add_code(item, DCM_AnatomicRegionSequence, {"71341001", "SCT", "Femur"});
  if (view == "AP") add_code(item, DCM_ViewCodeSequence, {"399348003", "SCT", "antero-posterior"});
  if (view == "LL") add_code(item, DCM_ViewCodeSequence, {"399173006", "SCT", "left lateral"});
}

void put_detector(DcmItem& item, const FilmExposure& exposure) {
  const double magnification = exposure.source_detector_mm / exposure.source_object_mm;
  put(item, DCM_DetectorType, "DIRECT");
  put(item, DCM_ImagerPixelSpacing, decimal_strings(Eigen::Vector2d::Constant(exposure.pixel_mm)));
  put(item, DCM_DistanceSourceToDetector, decimal_string(exposure.source_detector_mm));
  put(item, DCM_DistanceSourceToPatient, decimal_string(exposure.source_object_mm));
  put(item, DCM_EstimatedRadiographicMagnificationFactor, decimal_string(magnification));
  put(item, DCM_KVP, "70");
  put(item, DCM_PositionerType, "NONE");
}

/// Grey scale meaning: the stored values themselves are shown, low ones bright in MONOCHROME1.
void put_grey_scale(DcmItem& item, const FilmExposure& exposure) {
  const bool dense_is_low = exposure.monochrome == 1;
  put(item, DCM_PhotometricInterpretation, dense_is_low ? "MONOCHROME1" : "MONOCHROME2");
  put(item, DCM_PresentationLUTShape, dense_is_low ? "INVERSE" : "IDENTITY");
  put(item, DCM_PixelIntensityRelationship, exposure.linear_exposure > 0 ? "LIN" : "LOG");
  const Sint16 sign = dense_is_low ? 1 : -1;  // 1: low values for less intensity (PS3.3 C.8.11.3.1.2)
  item.putAndInsertSint16(DCM_PixelIntensityRelationshipSign, sign);
  put(item, DCM_RescaleIntercept, "0");
  put(item, DCM_RescaleSlope, "1");
  put(item, DCM_RescaleType, "US");
  put(item, DCM_WindowCenter, "2048");
  put(item, DCM_WindowWidth, "4096");
  put(item, DCM_BurnedInAnnotation, "NO");
  put(item, DCM_LossyImageCompression, "00");
}

std::vector<std::uint16_t> stored_pixels(const Radiograph& film, const FilmExposure& exposure) {
  std::vector<std::uint16_t> stored;
  stored.reserve(film.pixels.size());
  for (const float value : film.pixels)
    stored.push_back(static_cast<std::uint16_t>(
        exposure.monochrome == 1 ? static_cast<float>(largest_stored) - value : value));
  return stored;
}

}  // namespace

void write_film_dicom(const Radiograph& film, const FilmExposure& exposure, const std::filesystem::path& file,
                      Compression compression) {
  DcmFileFormat format;
  DcmDataset& image = *format.getDataset();
  put_identity(image,
               {film.study_instance_uid, film.series_instance_uid, "DX", "Phantom", body_part_of(film)});
  put(image, DCM_ImageType, "ORIGINAL\\PRIMARY");
  put(image, DCM_SOPClassUID, UID_DigitalXRayImageStorageForPresentation);
  put(image, DCM_SOPInstanceUID, film.sop_instance_uid);
  put(image, DCM_InstanceNumber, "1");
  put(image, DCM_PresentationIntentType, "FOR PRESENTATION");
  put(image, DCM_AcquisitionNumber, "1");
  image.insertEmptyElement(DCM_AcquisitionContextSequence);
  put_anatomy(image, film);
  put_detector(image, exposure);
  put_grey_scale(image, exposure);
  put_pixels(image, film.columns, film.rows, stored_pixels(film, exposure));
  save(format, file, compression);
}

}  // namespace osteosign::phantom
