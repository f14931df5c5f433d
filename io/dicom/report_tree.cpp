#include "io/dicom/report_tree.h"

#include <dcmtk/dcmsr/dsrimgvl.h>
#include <dcmtk/dcmsr/dsrnumvl.h>
#include <dcmtk/dcmsr/dsrsc3vl.h>
#include <dcmtk/dcmsr/dsrscovl.h>
#include <fmt/format.h>

#include "io/values/errors.h"

namespace osteosign {
namespace {

void require(const OFCondition& done, const std::string& what) {
  if (done.bad()) throw InternalError(fmt::format("structured report: {}: {}", what, done.text()));
}

DSRCodedEntryValue coded(const CodedName& code) {
  return {code.value.c_str(), code.scheme.c_str(), code.meaning.c_str()};
}

DSRTypes::E_GraphicType3D shape_in_patient(PlaceShape shape) {
  switch (shape) {
    case PlaceShape::point:
      return DSRTypes::GT3_Point;
    case PlaceShape::polyline:
      return DSRTypes::GT3_Polyline;
    case PlaceShape::polygon:
      return DSRTypes::GT3_Polygon;
    case PlaceShape::ellipsoid:
      return DSRTypes::GT3_Ellipsoid;
  }
  throw InternalError("a shape without a graphic type");
}

}  // namespace

void ReportTree::add(Relationship relationship, DSRTypes::E_ValueType type, const CodedName& name) {
  const auto mode =
      relationship == DSRTypes::RT_isRoot ? DSRTypes::AM_afterCurrent : DSRTypes::AM_belowCurrent;
  if (tree_.addContentItem(relationship, type, mode) == 0)
    throw InternalError("structured report: a content item does not fit: " + name.meaning);
  if (!name.value.empty()) require(tree_.getCurrentContentItem().setConceptName(coded(name)), name.meaning);
}

void ReportTree::fill(const Children& children) {
  if (children) children();
  tree_.goUp();
}

void ReportTree::container(Relationship relationship, const CodedName& name, const char* template_id,
                           const Children& children) {
  add(relationship, DSRTypes::VT_Container, name);
  if (template_id != nullptr)
    require(tree_.getCurrentContentItem().setTemplateIdentification(template_id, "DCMR"), name.meaning);
  fill(children);
}

void ReportTree::code(Relationship relationship, const CodedName& name, const CodedName& value,
                      const Children& children) {
  add(relationship, DSRTypes::VT_Code, name);
  require(tree_.getCurrentContentItem().setCodeValue(coded(value)), name.meaning);
  fill(children);
}

void ReportTree::text(Relationship relationship, const CodedName& name, const std::string& value) {
  add(relationship, DSRTypes::VT_Text, name);
  require(tree_.getCurrentContentItem().setStringValue(value.c_str()), name.meaning);
  fill({});
}

void ReportTree::uid(Relationship relationship, const CodedName& name, const std::string& value) {
  add(relationship, DSRTypes::VT_UIDRef, name);
  require(tree_.getCurrentContentItem().setStringValue(value.c_str()), name.meaning);
  fill({});
}

void ReportTree::number(Relationship relationship, const ReportedNumber& number, const Children& children) {
  add(relationship, DSRTypes::VT_Num, number.name);
  DSRNumericMeasurementValue value;
  if (number.value.empty())
    require(value.setNumericValueQualifier(coded({"DCM", "114010", "Value unknown"})), number.name.meaning);
  else
    require(value.setValue(number.value.c_str(), coded(number.unit)), number.name.meaning);
  require(tree_.getCurrentContentItem().setNumericValue(value, OFFalse), number.name.meaning);
  fill(children);
}

void ReportTree::image(Relationship relationship, const CodedName& name, const std::string& sop_class_uid,
                       const std::string& sop_instance_uid, int frame, int segment) {
  add(relationship, DSRTypes::VT_Image, name);
  DSRImageReferenceValue value(sop_class_uid.c_str(), sop_instance_uid.c_str());
  if (frame > 0) value.getFrameList().addItem(frame);
  if (segment > 0) value.getSegmentList().addItem(static_cast<Uint16>(segment));
  require(tree_.getCurrentContentItem().setImageReference(value), sop_instance_uid);
  fill({});
}

void ReportTree::place(Relationship relationship, const CodedName& name, const ReportedPlace& place) {
  if (const auto* const in_the_patient = std::get_if<PatientPlace>(&place)) {
    add(relationship, DSRTypes::VT_SCoord3D, name);
    in_patient(*in_the_patient);
    return;
  }
  add(relationship, DSRTypes::VT_SCoord, name);
  on_image(std::get<PixelPlace>(place));
}

void ReportTree::in_patient(const PatientPlace& place) {
  DSRSpatialCoordinates3DValue value(shape_in_patient(place.shape));
  for (const Eigen::Vector3d& point : place.points_mm)
    value.getGraphicDataList().addItem(static_cast<Float32>(point.x()), static_cast<Float32>(point.y()),
                                       static_cast<Float32>(point.z()));
  require(value.setFrameOfReferenceUID(place.frame_of_reference_uid.c_str()), "frame of reference");
  require(tree_.getCurrentContentItem().setSpatialCoordinates3D(value), "place in the patient");
  fill({});
}

void ReportTree::on_image(const PixelPlace& place) {
  // The top left corner of the first pixel is 0\0, its centre 0.5\0.5 (PS3.3 C.18.6.1.2).
  constexpr double corner_from_centre = 0.5;
  DSRSpatialCoordinatesValue value(place.shape == PlaceShape::point ? DSRTypes::GT_Point
                                                                    : DSRTypes::GT_Polyline);
  for (const Eigen::Vector2d& point : place.points_px)
    value.getGraphicDataList().addItem(static_cast<Float32>(point.x() + corner_from_centre),
                                       static_cast<Float32>(point.y() + corner_from_centre));
  require(tree_.getCurrentContentItem().setSpatialCoordinates(value), "place on the image");
  fill([&] {
    image(DSRTypes::RT_selectedFrom, {}, place.image.sop_class_uid, place.image.sop_instance_uid,
          place.image.frame, 0);
  });
}

}  // namespace osteosign
