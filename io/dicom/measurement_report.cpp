#include "io/dicom/measurement_report.h"

#include <dcmtk/dcmdata/dcuid.h>

#include "io/dicom/report_tree.h"

namespace osteosign {
namespace {

const CodedName comment{"DCM", "121106", "Comment"};

CodedName dcm(const char* value, const char* meaning) { return {"DCM", value, meaning}; }

void add_observer(ReportTree& tree, const StructuredReport& report, const Equipment& device) {
  constexpr auto context = DSRTypes::RT_hasObsContext;
  tree.code(context, dcm("121005", "Observer Type"), dcm("121007", "Device"));
  tree.uid(context, dcm("121012", "Device Observer UID"), report.device_uid);
  tree.text(context, dcm("121013", "Device Observer Name"), device.model + " " + device.version);
  tree.text(context, dcm("121014", "Device Observer Manufacturer"), device.manufacturer);
  tree.text(context, dcm("121015", "Device Observer Model Name"), device.model);
  tree.text(context, dcm("121016", "Device Observer Serial Number"), device.serial_number);
}

CodedName modality_code(const std::string& modality) {
  if (modality == "CR") return {"DCM", modality, "Computed Radiography"};
  if (modality == "DX") return {"DCM", modality, "Digital Radiography"};
  if (modality == "RF") return {"DCM", modality, "Radiofluoroscopy"};
  if (modality == "XA") return {"DCM", modality, "X-Ray Angiography"};
  return {"DCM", "CT", "Computed Tomography"};
}

bool has_image(const SourceSeries& series) {
  for (const SourceImage& image : series.images)
    if (!image.sop_instance_uid.empty()) return true;
  return false;
}

/// TID 1600: one group a series.
void add_library(ReportTree& tree, const StructuredReport& report) {
  tree.container(DSRTypes::RT_contains, dcm("111028", "Image Library"), "1600", [&] {
    for (const SourceSeries& series : report.images) {
      if (!has_image(series)) continue;
      tree.container(DSRTypes::RT_contains, dcm("126200", "Image Library Group"), nullptr, [&] {
        tree.code(DSRTypes::RT_hasAcqContext, dcm("121139", "Modality"), modality_code(series.modality));
        std::string last;
        for (const SourceImage& image : series.images) {
          if (image.sop_instance_uid.empty() || image.sop_instance_uid == last) continue;
          tree.image(DSRTypes::RT_contains, {}, image.sop_class_uid, image.sop_instance_uid, 0, 0);
          last = image.sop_instance_uid;
        }
      });
    }
  });
}

void add_algorithm(ReportTree& tree, const StructuredReport& report) {
  constexpr auto modifier = DSRTypes::RT_hasConceptMod;
  tree.text(modifier, dcm("111001", "Algorithm Name"), report.algorithm_name);
  tree.text(modifier, dcm("111003", "Algorithm Version"), report.algorithm_version);
  for (const std::string& parameter : report.algorithm_parameters)
    tree.text(modifier, dcm("111002", "Algorithm Parameters"), parameter);
}

/// What surrounds the value of a number (TID 300 and 310).
void add_about_number(ReportTree& tree, const ReportedNumber& number) {
  constexpr auto properties = DSRTypes::RT_hasProperties;
  if (number.derivation)
    tree.code(DSRTypes::RT_hasConceptMod, dcm("121401", "Derivation"), *number.derivation);
  if (!number.method.empty())
    tree.text(DSRTypes::RT_hasConceptMod, {"SCT", "370129005", "Measurement Method"}, number.method);
  if (!number.unknown_reason.empty()) tree.text(properties, comment, number.unknown_reason);
  if (!number.sd.empty())
    tree.number(properties, {.name = {"SCT", "386136009", "Standard Deviation"},
                             .value = number.sd,
                             .unknown_reason = {},
                             .unit = number.unit});
  for (const ReportedNumber& property : number.properties) tree.number(properties, property);
  for (const ReportedText& remark : number.remarks) tree.text(properties, remark.name, remark.text);
  if (number.where) tree.place(DSRTypes::RT_inferredFrom, {}, *number.where);
}

void add_number(ReportTree& tree, DSRTypes::E_RelationshipType relationship, const ReportedNumber& number) {
  tree.number(relationship, number, [&] { add_about_number(tree, number); });
}

void add_evaluation(ReportTree& tree, const ReportedEvaluation& evaluation) {
  tree.code(DSRTypes::RT_contains, evaluation.name, evaluation.found, [&] {
    if (!evaluation.reason.empty()) tree.text(DSRTypes::RT_hasProperties, comment, evaluation.reason);
    for (const ReportedNumber& number : evaluation.evidence)
      add_number(tree, DSRTypes::RT_inferredFrom, number);
  });
}

void add_site(ReportTree& tree, const FindingSite& site) {
  constexpr auto modifier = DSRTypes::RT_hasConceptMod;
  tree.code(modifier, {"SCT", "363698007", "Finding Site"}, site.site, [&] {
    if (site.laterality) tree.code(modifier, {"SCT", "272741003", "Laterality"}, *site.laterality);
    if (site.modifier) tree.code(modifier, {"SCT", "106233006", "Topographical modifier"}, *site.modifier);
  });
}

/// A region is the ROI itself on an image; in the patient the segment is, and the region only marks it.
void add_roi(ReportTree& tree, const ReportGroup& group) {
  constexpr auto contains = DSRTypes::RT_contains;
  if (group.segment) {
    tree.image(contains, dcm("121191", "Referenced Segment"), UID_SegmentationStorage,
               group.segment->segmentation_uid, 0, group.segment->segment_number);
    if (!group.segment->source_series_uid.empty())
      tree.uid(contains, dcm("121232", "Source series for segmentation"), group.segment->source_series_uid);
  }
  if (!group.region) return;
  const bool is_roi = std::holds_alternative<PixelPlace>(*group.region);
  tree.place(contains, is_roi ? dcm("111030", "Image Region") : dcm("111010", "Center"), *group.region);
}

const char* template_of(const ReportGroup& group) {
  if (group.segment) return "1411";
  return group.region && std::holds_alternative<PixelPlace>(*group.region) ? "1410" : "1501";
}

void add_group(ReportTree& tree, const StructuredReport& report, const ReportGroup& group) {
  constexpr auto context = DSRTypes::RT_hasObsContext;
  tree.container(DSRTypes::RT_contains, dcm("125007", "Measurement Group"), template_of(group), [&] {
    tree.text(context, dcm("112039", "Tracking Identifier"), group.tracking_id);
    tree.uid(context, dcm("112040", "Tracking Unique Identifier"), group.tracking_uid);
    for (const FindingSite& site : group.sites) add_site(tree, site);
    add_algorithm(tree, report);
    tree.code(DSRTypes::RT_contains, dcm("121071", "Finding"), group.finding);
    add_roi(tree, group);
    for (const ReportedNumber& number : group.numbers) add_number(tree, DSRTypes::RT_contains, number);
    for (const ReportedEvaluation& evaluation : group.evaluations) add_evaluation(tree, evaluation);
    for (const ReportedText& text : group.texts) tree.text(DSRTypes::RT_contains, text.name, text.text);
  });
}

void add_study_evaluations(ReportTree& tree, const StructuredReport& report) {
  if (report.study_evaluations.empty() && report.study_texts.empty()) return;
  tree.container(DSRTypes::RT_contains, {"UMLS", "C0034375", "Qualitative Evaluations"}, nullptr, [&] {
    for (const ReportedEvaluation& evaluation : report.study_evaluations) add_evaluation(tree, evaluation);
    for (const ReportedText& text : report.study_texts)
      tree.text(DSRTypes::RT_contains, text.name, text.text);
  });
}

}  // namespace

void add_measurement_report(DSRDocumentTree& document, const StructuredReport& report,
                            const Equipment& device) {
  ReportTree tree(document);
  constexpr auto contains = DSRTypes::RT_contains;
  tree.container(DSRTypes::RT_isRoot, dcm("126000", "Imaging Measurement Report"), "1500", [&] {
    tree.code(DSRTypes::RT_hasConceptMod, dcm("121049", "Language of Content Item and Descendants"),
              report.language);
    add_observer(tree, report, device);
    for (const CodedName& procedure : report.procedures)
      tree.code(DSRTypes::RT_hasConceptMod, dcm("121058", "Procedure reported"), procedure);
    add_library(tree, report);
    tree.container(contains, dcm("126010", "Imaging Measurements"), nullptr, [&] {
      for (const ReportGroup& group : report.groups) add_group(tree, report, group);
    });
    if (!report.study_numbers.empty())
      tree.container(contains, dcm("126011", "Derived Imaging Measurements"), nullptr, [&] {
        for (const ReportedNumber& number : report.study_numbers) add_number(tree, contains, number);
      });
    add_study_evaluations(tree, report);
  });
}

}  // namespace osteosign
