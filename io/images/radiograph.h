#pragma once
#include <Eigen/Core>
#include <string>
#include <vector>

#include "io/values/measured.h"

namespace osteosign {

/// Size of a pixel in the patient. Only what the header proves; see `source`.
struct PixelSpacing {
  double column_mm;        ///< distance between neighbouring columns
  double row_mm;           ///< distance between neighbouring rows
  bool in_detector_plane;  ///< true when no magnification is known: the object itself is 3 to 25 % smaller
};

/// Which values a pixel holds, as far as the header tells: decides whether absolute contrasts mean anything.
enum class IntensityRelation { linear_exposure, log_attenuation, unknown_monotone };

/// One projection radiograph. `pixels` are the modality values turned so that dense is bright; VOI windows
/// are not applied.
struct Radiograph {
  int columns = 0;
  int rows = 0;
  std::vector<float> pixels;  ///< rows * columns, column index fastest
  Measured<PixelSpacing> spacing = Unknown{"no pixel spacing in this radiograph"};
  std::string spacing_source = "none";  ///< row of the decision table, with the tags used
  IntensityRelation relation = IntensityRelation::unknown_monotone;
  Measured<std::string> view = Unknown{"View Position (0018,5101) is absent"};
  Measured<std::string> laterality =
      Unknown{"Image Laterality (0020,0062) and Laterality (0020,0060) are absent"};
  /// Where the rows and the columns of the film run to in the patient: "L\\F" is to the left and to the feet.
  Measured<std::string> orientation = Unknown{"Patient Orientation (0020,0020) is absent"};
  Measured<std::string> body_part = Unknown{"Body Part Examined (0018,0015) is absent"};
  Measured<Eigen::Vector2d> display_window =
      Unknown{"no Window Center (0028,1050)"};  ///< centre, width in `pixels` units
  std::string modality;                         ///< CR, DX, RF, XA
  std::string study_instance_uid;
  std::string series_instance_uid;
  std::string sop_instance_uid;
  std::string file;  ///< path as given, for messages and for choosing an image by `FILE.dcm:`
  std::vector<std::string> notes;

  float at(int column, int row) const {
    return pixels[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                  static_cast<std::size_t>(column)];
  }
};

}  // namespace osteosign
