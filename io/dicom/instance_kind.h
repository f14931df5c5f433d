#pragma once
#include <string>

#include "io/dicom/find_series.h"

namespace osteosign {

/// The attributes that tell what an instance is.
struct KindAttributes {
  std::string sop_class_uid;  ///< empty in some anonymized files: then the modality decides
  std::string modality;
  std::string image_type;  ///< values joined by backslashes
  int frames = 1;
  int samples_per_pixel = 1;
};

struct InstanceKind {
  SeriesKind kind = SeriesKind::other;
  std::string why_other;  ///< for SeriesKind::other: what it is and why it is not used
};

/// What an instance is for osteosign. CT images that are no slices of Hounsfield units (localizers, dose
/// reports, screen saves, projections such as MIP, colour images) are `other`, and so are multi-frame
/// radiographs. Image Type values: PS3.3 C.8.2.1.1.1 and C.8.16.1.3.
InstanceKind instance_kind(const KindAttributes& attributes);

/// True for a value of Image Type, as a whole word between backslashes, blanks and underscores.
bool image_type_has(const std::string& image_type, const std::string& word);

}  // namespace osteosign
