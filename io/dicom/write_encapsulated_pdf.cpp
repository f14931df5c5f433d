#include "io/dicom/write_encapsulated_pdf.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <set>

#include "io/dicom/new_object.h"
#include "io/dicom/put_attributes.h"

namespace osteosign {

void write_encapsulated_pdf(const std::vector<std::uint8_t>& pdf, const std::string& title,
                            const std::vector<SourceSeries>& images, const ObjectHeader& header,
                            const std::filesystem::path& file) {
  const std::unique_ptr<DcmFileFormat> object = new_object(header, UID_EncapsulatedPDFStorage, "DOC");
  DcmDataset& item = *object->getDataset();
  put(item, DCM_ConversionType, "WSD");
  put(item, DCM_AcquisitionDateTime, "");
  // Must be told (type 1): pictures of images that say nothing of it may show whom they are of.
  const std::string& burned_in = header.study.burned_in_annotation;
  put(item, DCM_BurnedInAnnotation, burned_in.empty() ? "YES" : burned_in);
  put(item, DCM_DocumentTitle, title);
  put_code(item, DCM_ConceptNameCodeSequence, {"DCM", "126000", "Imaging Measurement Report"});
  put(item, DCM_MIMETypeOfEncapsulatedDocument, "application/pdf");
  std::set<std::string> referred;  // an image of many frames stands once
  for (const SourceSeries& series : images)
    for (const SourceImage& image : series.images) {
      if (image.sop_instance_uid.empty() || !referred.insert(image.sop_instance_uid).second) continue;
      DcmItem& source = new_item(item, DCM_SourceInstanceSequence);
      put(source, DCM_ReferencedSOPClassUID, image.sop_class_uid);
      put(source, DCM_ReferencedSOPInstanceUID, image.sop_instance_uid);
    }
  put(item, DCM_EncapsulatedDocument, pdf);
  put(item, DCM_EncapsulatedDocumentLength, std::vector{static_cast<std::uint32_t>(pdf.size())});
  save_object(*object, file);
}

}  // namespace osteosign
