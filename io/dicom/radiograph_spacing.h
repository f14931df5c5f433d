#pragma once
#include <string>
#include <vector>

#include "io/images/radiograph.h"
#include "io/values/described.h"

namespace osteosign {

/// Distance between the centres of neighbouring rows and of neighbouring columns, in the order in which
/// DICOM writes it.
struct PixelPitch {
  double row_mm;
  double column_mm;
};

/// What the header says about lengths. A value that is there but is no number is unknown with its text.
struct SpacingAttributes {
  Measured<PixelPitch> pixel_spacing = Unknown{"Pixel Spacing (0028,0030) is absent"};
  std::string calibration_type;  ///< Pixel Spacing Calibration Type (0028,0A02), empty when absent
  Measured<PixelPitch> imager_pixel_spacing = Unknown{"Imager Pixel Spacing (0018,1164) is absent"};
  Measured<PixelPitch> nominal_scanned_pixel_spacing =
      Unknown{"Nominal Scanned Pixel Spacing (0018,2010) is absent"};
  Measured<double> magnification =
      Unknown{"Estimated Radiographic Magnification Factor (0018,1114) is absent"};
  Measured<double> source_to_detector_mm = Unknown{"Distance Source to Detector (0018,1110) is absent"};
  Measured<double> source_to_patient_mm = Unknown{"Distance Source to Patient (0018,1111) is absent"};
  std::string modality;
  int rows = 0;
  int columns = 0;
};

/// What is believed of a header. Values outside are treated as if they were absent, and said to be so.
struct SpacingLimits {
  double smallest_pitch_mm = 0.01;
  double largest_pitch_mm = 2.0;
  double largest_side_mm = 2000.0;
  double largest_aspect = 2.0;
  double largest_magnification = 3.0;
  double equal_fraction = 0.01;
  double agreement_fraction = 0.03;
};

template <class Visitor>
void describe(SpacingLimits& limits, Visitor&& visit) {
  visit(ParameterDescription{"smallest_pitch_mm", "Smallest pixel pitch of a radiograph that is believed",
                             "half of the 0.02 mm of dental sensors", 0.0, 0.1},
        limits.smallest_pitch_mm);
  visit(ParameterDescription{"largest_pitch_mm", "Largest pixel pitch of a radiograph that is believed",
                             "twice the 0.8 mm of a 40 cm image intensifier on 512 pixels", 0.2, 10.0},
        limits.largest_pitch_mm);
  visit(ParameterDescription{"largest_side_mm", "Longest side of a radiograph that is believed",
                             "the tallest patient on a stitched whole-body film", 400.0, 10000.0},
        limits.largest_side_mm);
  visit(ParameterDescription{"largest_aspect", "Largest quotient of the two pitches that is believed",
                             "detectors have square pixels; digitizers come near it", 1.0, 10.0},
        limits.largest_aspect);
  visit(ParameterDescription{"largest_magnification", "Largest radiographic magnification that is believed",
                             "magnification mammography ends at 2", 1.5, 10.0},
        limits.largest_magnification);
  visit(ParameterDescription{"equal_fraction", "Relative difference up to which two spacings are the same",
                             "rounding of two-digit decimal strings", 0.0, 0.05},
        limits.equal_fraction);
  visit(
      ParameterDescription{"agreement_fraction", "Relative difference of two magnifications that is reported",
                           "methods B1, check of the calibration factor", 0.0, 0.2},
      limits.agreement_fraction);
}

/// Rows of the table, from the one that proves most to the one that proves nothing.
enum class SpacingRow {
  fiducial,              ///< Pixel Spacing calibrated with an object of known size: as is
  geometry,              ///< Pixel Spacing corrected for the assumed geometry: as is
  differs_from_imager,   ///< Pixel Spacing differs from Imager Pixel Spacing, so it was corrected: as is
  magnification_factor,  ///< Imager Pixel Spacing / Estimated Radiographic Magnification Factor
  source_distances,      ///< Imager Pixel Spacing * source to patient / source to detector
  imager_only,           ///< Imager Pixel Spacing: millimetres in the detector plane
  pixel_spacing_only,    ///< Pixel Spacing of unstated origin: taken as millimetres in the detector plane
  scanned_plate,         ///< Nominal Scanned Pixel Spacing of a CR plate: millimetres in the detector plane
  none                   ///< unknown
};

struct SpacingDecision {
  SpacingRow row = SpacingRow::none;
  Measured<PixelSpacing> spacing = Unknown{"no pixel spacing in this radiograph"};
  std::string source = "none";     ///< the row, with tags and values
  std::vector<std::string> notes;  ///< contradictions and values that were not believed
};

/// Definition: millimetres for each pixel, in the patient where the header proves the magnification, else in
/// the detector plane, where lengths are upper limits (true size 3 to 25 % smaller).
/// Unknown when no spacing attribute is believable: absent, no number, zero or negative, outside the limits,
/// exactly 1\1 (what converters write when they know none), a Pixel Spacing that no projection can give
/// beside the Imager Pixel Spacing, or a spacing of a scanned film only, since printed films are reduced by
/// an unknown factor (the plate of CR is scanned itself).
/// Method: PS3.3 10.7.1.3 and C.8.11.8; methods B1 (the logic of cornerstone).
SpacingDecision decide_spacing(const SpacingAttributes& attributes, const SpacingLimits& limits = {});

}  // namespace osteosign
