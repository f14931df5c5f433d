#include "io/dicom/radiograph_view.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "io/dicom/attribute_values.h"

namespace osteosign {
namespace {

/// PS3.16 CID 4010 DX View: SNOMED CT and SNOMED-RT codes of the views that films of bone have.
struct ViewCode {
  std::string_view snomed_ct;
  std::string_view snomed_rt;
  std::string_view view;
};
constexpr std::array<ViewCode, 17> view_codes{{
    {"399348003", "R-10206", "AP"},
    {"272479007", "R-40888", "PA"},
    {"399173006", "R-10236", "LL"},
    {"399198007", "R-10232", "RL"},
    {"399067008", "R-102CD", "LATERAL"},
    {"399260004", "R-10224", "LATERAL"},
    {"399352003", "R-10228", "LATERAL"},
    {"399033003", "R-10202", "FRONTAL"},
    {"399061009", "R-10241", "AXIAL"},
    {"399182000", "R-102C1", "OBLIQUE"},
    {"399236003", "R-10234", "OBLIQUE"},
    {"399184004", "R-10238", "OBLIQUE"},
    {"399312000", "R-10208", "OBLIQUE"},
    {"399059000", "R-10216", "OBLIQUE"},
    {"260427002", "R-40783", "OBLIQUE"},
    {"399356000", "R-40985", "OBLIQUE"},
    {"399135007", "R-10220", "OBLIQUE"},
}};

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

/// One of the values of a code string attribute, or why it is none of them.
Measured<std::string> one_of(DcmDataset& dataset, const DcmTagKey& tag, const char* name,
                             std::initializer_list<std::string_view> allowed) {
  const std::string value = upper(text_of(dataset, tag));
  if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return value;
  return Unknown{fmt::format("{} {}", name, state_of(dataset, tag))};
}

Measured<std::string> view_by_code(DcmDataset& dataset) {
  DcmItem* item = nullptr;
  if (dataset.findAndGetSequenceItem(DCM_ViewCodeSequence, item).bad() || item == nullptr)
    return Unknown{"View Code Sequence (0054,0220) is absent"};
  const std::string code = text_of(*item, DCM_CodeValue);
  for (const ViewCode& known : view_codes)
    if (code == known.snomed_ct || code == known.snomed_rt) return std::string(known.view);
  return Unknown{
      fmt::format("View Code Sequence (0054,0220) has the code '{}', which is not understood", code)};
}

}  // namespace

Measured<std::string> read_view(DcmDataset& dataset) {
  const Measured<std::string> position =
      one_of(dataset, DCM_ViewPosition, "View Position (0018,5101)",
             {"AP", "PA", "LL", "RL", "RLD", "LLD", "RLO", "LLO", "LATERAL", "LAT", "OBLIQUE", "AXIAL"});
  if (position.known()) return position.value() == "LAT" ? std::string("LATERAL") : position.value();
  const Measured<std::string> code = view_by_code(dataset);
  if (code.known()) return code;
  return Unknown{position.reason() + "; " + code.reason()};
}

Measured<std::string> read_laterality(DcmDataset& dataset) {
  const Measured<std::string> image =
      one_of(dataset, DCM_ImageLaterality, "Image Laterality (0020,0062)", {"R", "L", "U", "B"});
  if (image.known()) return image;
  const Measured<std::string> series =
      one_of(dataset, DCM_Laterality, "Laterality (0020,0060)", {"R", "L", "U", "B"});
  if (series.known()) return series;
  return Unknown{image.reason() + "; " + series.reason()};
}

Measured<std::string> read_orientation(DcmDataset& dataset) {
  const std::string text = upper(text_of(dataset, DCM_PatientOrientation));
  const std::size_t between = text.find('\\');
  const auto is_direction = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("AFHLPR") == std::string_view::npos;
  };
  const std::string_view whole = text;
  if (between != std::string_view::npos && is_direction(whole.substr(0, between)) &&
      is_direction(whole.substr(between + 1)))
    return text;
  return Unknown{
      fmt::format("Patient Orientation (0020,0020) {}", state_of(dataset, DCM_PatientOrientation))};
}

Measured<std::string> read_body_part(DcmDataset& dataset) {
  const std::string examined = upper(utf8_text_of(dataset, DCM_BodyPartExamined));
  if (!examined.empty()) return examined;
  DcmItem* item = nullptr;
  if (dataset.findAndGetSequenceItem(DCM_AnatomicRegionSequence, item).good() && item != nullptr) {
    const std::string meaning = upper(utf8_text_of(*item, DCM_CodeMeaning));
    if (!meaning.empty()) return meaning;
  }
  return Unknown{
      fmt::format("Body Part Examined (0018,0015) {} and Anatomic Region Sequence (0008,2218) tells "
                  "nothing",
                  state_of(dataset, DCM_BodyPartExamined))};
}

}  // namespace osteosign
