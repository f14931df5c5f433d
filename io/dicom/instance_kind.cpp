#include "io/dicom/instance_kind.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcuid.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace osteosign {
namespace {

SeriesKind kind_of_modality(const std::string& modality) {
  if (modality == "CT") return SeriesKind::ct;
  if (modality == "CR" || modality == "DX" || modality == "RF" || modality == "XA")
    return SeriesKind::radiograph;
  if (modality == "SEG") return SeriesKind::segmentation;
  if (modality == "RTSTRUCT") return SeriesKind::structure_set;
  return modality == "SR" ? SeriesKind::report : SeriesKind::other;
}

bool is_one_of(const std::string& uid, std::initializer_list<const char*> uids) {
  return std::any_of(uids.begin(), uids.end(), [&uid](const char* other) { return uid == other; });
}

SeriesKind kind_of_class(const std::string& uid, const std::string& modality) {
  if (uid.empty()) return kind_of_modality(modality);
  if (is_one_of(uid,
                {UID_CTImageStorage, UID_EnhancedCTImageStorage, UID_LegacyConvertedEnhancedCTImageStorage}))
    return SeriesKind::ct;
  if (is_one_of(uid,
                {UID_ComputedRadiographyImageStorage, UID_DigitalXRayImageStorageForPresentation,
                 UID_DigitalXRayImageStorageForProcessing, UID_XRayRadiofluoroscopicImageStorage,
                 UID_XRayAngiographicImageStorage, UID_EnhancedXRFImageStorage, UID_EnhancedXAImageStorage}))
    return SeriesKind::radiograph;
  if (uid == UID_SegmentationStorage) return SeriesKind::segmentation;
  if (uid == UID_RTStructureSetStorage) return SeriesKind::structure_set;
  const std::string structured_report_family = "1.2.840.10008.5.1.4.1.1.88.";
  return uid.starts_with(structured_report_family) ? SeriesKind::report : SeriesKind::other;
}

/// Why a CT image is no slice of Hounsfield units; empty when it is one.
std::string why_no_ct_slice(const KindAttributes& attributes) {
  const auto has = [&attributes](const char* word) { return image_type_has(attributes.image_type, word); };
  const std::string type = fmt::format("ImageType (0008,0008) is '{}'", attributes.image_type);
  if (has("LOCALIZER") || has("SCOUT")) return "localizer: " + type;
  if (has("SCREEN") || has("DOSE") || has("PROTOCOL")) return "dose report or screen save: " + type;
  if (has("MIP") || has("MINIP") || has("MIN") || has("VRT") || has("SSD") || has("PROJECTION") ||
      has("RENDERED"))
    return "projection or rendering, no slice: " + type;
  if (attributes.samples_per_pixel != 1)
    return fmt::format("colour image, no Hounsfield units: SamplesPerPixel (0028,0002) is {}",
                       attributes.samples_per_pixel);
  return {};
}

std::string class_name(const KindAttributes& attributes) {
  const char* name =
      attributes.sop_class_uid.empty() ? nullptr : dcmFindNameOfUID(attributes.sop_class_uid.c_str());
  if (name != nullptr) return name;
  return attributes.sop_class_uid.empty() ? "modality " + attributes.modality
                                          : "SOP class " + attributes.sop_class_uid;
}

}  // namespace

bool image_type_has(const std::string& image_type, const std::string& word) {
  constexpr const char* separators = "\\ _";
  std::size_t start = 0;
  while (start <= image_type.size()) {
    const std::size_t end = std::min(image_type.find_first_of(separators, start), image_type.size());
    if (image_type.compare(start, end - start, word) == 0) return true;
    start = end + 1;
  }
  return false;
}

InstanceKind instance_kind(const KindAttributes& attributes) {
  const SeriesKind kind = kind_of_class(attributes.sop_class_uid, attributes.modality);
  if (kind == SeriesKind::other)
    return {kind, fmt::format("{}: neither CT nor radiograph", class_name(attributes))};
  if (kind == SeriesKind::ct) {
    const std::string why = why_no_ct_slice(attributes);
    return why.empty() ? InstanceKind{kind, {}} : InstanceKind{SeriesKind::other, why};
  }
  if (kind == SeriesKind::radiograph && attributes.frames > 1)
    return {SeriesKind::other, fmt::format("{} with {} frames: only single radiographs are read",
                                           class_name(attributes), attributes.frames)};
  return {kind, {}};
}

}  // namespace osteosign
