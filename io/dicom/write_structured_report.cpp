#include "io/dicom/write_structured_report.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmsr/dsrdoc.h>
#include <fmt/format.h>

#include "io/dicom/measurement_report.h"
#include "io/dicom/new_object.h"
#include "io/dicom/put_attributes.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

void require(const OFCondition& done, const char* what) {
  if (done.bad()) throw InternalError(fmt::format("structured report: {}: {}", what, done.text()));
}

/// Images that have no UID cannot be referred to.
void add_evidence(DSRDocument& document, const std::vector<SourceSeries>& all_series) {
  for (const SourceSeries& series : all_series)
    for (const SourceImage& image : series.images)
      if (!image.sop_instance_uid.empty() && !series.series_instance_uid.empty())
        require(document.getCurrentRequestedProcedureEvidence().addItem(
                    series.study_instance_uid.c_str(), series.series_instance_uid.c_str(),
                    image.sop_class_uid.c_str(), image.sop_instance_uid.c_str()),
                "evidence");
}

void add_schemes(DSRDocument& document, const std::vector<CodingScheme>& schemes) {
  DSRCodingSchemeIdentificationList& list = document.getCodingSchemeIdentification();
  for (const CodingScheme& scheme : schemes) {
    require(list.addItem(scheme.designator.c_str()), "coding scheme");
    require(list.setCodingSchemeUID(scheme.uid.c_str()), "coding scheme");
    require(list.setCodingSchemeName(scheme.name.c_str()), "coding scheme");
  }
}

/// What the document knows of patient and time gives way to the header that all objects share.
void take_header(DcmDataset& dataset, DcmDataset& header) {
  for (const DcmTagKey& tag : {DCM_InstanceCreationDate, DCM_InstanceCreationTime, DCM_InstanceCreatorUID})
    delete dataset.remove(tag);
  for (unsigned long each = 0; each < header.card(); ++each)
    require(dataset.insert(dynamic_cast<DcmElement*>(header.getElement(each)->clone()), OFTrue), "header");
}

}  // namespace

void write_structured_report(const StructuredReport& report, const ObjectHeader& header,
                             const std::filesystem::path& file) {
  DSRDocument document(DSRTypes::DT_Comprehensive3DSR);
  add_measurement_report(document.getTree(), report, header.equipment);
  require(document.setSpecificCharacterSet("ISO_IR 192"), "character set");
  add_schemes(document, report.schemes);
  add_evidence(document, report.images);
  add_evidence(document, report.segmentations);
  require(document.completeDocument(), "completion");
  const std::unique_ptr<DcmFileFormat> object = new_object(header, UID_Comprehensive3DSRStorage, "SR");
  DcmFileFormat written;
  require(document.write(*written.getDataset()), "content");
  take_header(*written.getDataset(), *object->getDataset());
  save_object(written, file);
}

}  // namespace osteosign
