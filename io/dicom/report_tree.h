#pragma once
#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmsr/dsrdoctr.h>

#include <functional>
#include <string>

#include "io/values/structured_report.h"

namespace osteosign {

/// Adds content items to a document tree, each below the one that is being filled.
class ReportTree {
 public:
  using Children = std::function<void()>;
  using Relationship = DSRTypes::E_RelationshipType;

  explicit ReportTree(DSRDocumentTree& tree) : tree_(tree) {}

  void container(Relationship relationship, const CodedName& name, const char* template_id,
                 const Children& children);
  void code(Relationship relationship, const CodedName& name, const CodedName& value,
            const Children& children = {});
  void text(Relationship relationship, const CodedName& name, const std::string& value);
  void uid(Relationship relationship, const CodedName& name, const std::string& value);
  void number(Relationship relationship, const ReportedNumber& number, const Children& children = {});
  void image(Relationship relationship, const CodedName& name, const std::string& sop_class_uid,
             const std::string& sop_instance_uid, int frame, int segment);
  /// Coordinates; those on an image are followed by the image that they were taken from.
  void place(Relationship relationship, const CodedName& name, const ReportedPlace& place);

 private:
  void add(Relationship relationship, DSRTypes::E_ValueType type, const CodedName& name);
  void fill(const Children& children);
  void in_patient(const PatientPlace& place);
  void on_image(const PixelPlace& place);

  DSRDocumentTree& tree_;
};

}  // namespace osteosign
