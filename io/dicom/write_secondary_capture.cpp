#include "io/dicom/write_secondary_capture.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include "io/dicom/new_object.h"
#include "io/dicom/put_attributes.h"
#include "io/values/errors.h"

namespace osteosign {

void write_secondary_capture(const CapturedPicture& picture, const ObjectHeader& header,
                             const std::filesystem::path& file) {
  const std::size_t bytes =
      3 * static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
  if (bytes == 0 || picture.rgb.size() != bytes)
    throw InternalError("a picture with the wrong number of pixels was to be captured");
  const std::unique_ptr<DcmFileFormat> object = new_object(header, UID_SecondaryCaptureImageStorage, "OT");
  DcmDataset& item = *object->getDataset();
  put(item, DCM_ConversionType, "WSD");
  put(item, DCM_ImageType, "DERIVED\\SECONDARY");
  put(item, DCM_PatientOrientation, "");
  put(item, DCM_Laterality, "");
  put_if_told(item, DCM_BurnedInAnnotation, header.study.burned_in_annotation);
  put(item, DCM_ImageComments, picture.comment);
  put(item, DCM_PhotometricInterpretation, "RGB");
  put(item, DCM_SamplesPerPixel, 3);
  put(item, DCM_PlanarConfiguration, static_cast<unsigned short>(0));
  put(item, DCM_Rows, static_cast<unsigned short>(picture.height));
  put(item, DCM_Columns, static_cast<unsigned short>(picture.width));
  put(item, DCM_BitsAllocated, 8);
  put(item, DCM_BitsStored, 8);
  put(item, DCM_HighBit, 7);
  put(item, DCM_PixelRepresentation, static_cast<unsigned short>(0));
  put(item, DCM_PixelData, picture.rgb);
  save_object(*object, file);
}

}  // namespace osteosign
