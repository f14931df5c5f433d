#include "io/values/label_scheme.h"

#include <array>

#include "io/values/errors.h"

namespace osteosign {
namespace {

// Class map "total" of TotalSegmentator v2, from 1 on.
constexpr std::array<const char*, 117> totalsegmentator_classes = {"spleen",
                                                                   "kidney_right",
                                                                   "kidney_left",
                                                                   "gallbladder",
                                                                   "liver",
                                                                   "stomach",
                                                                   "pancreas",
                                                                   "adrenal_gland_right",
                                                                   "adrenal_gland_left",
                                                                   "lung_upper_lobe_left",
                                                                   "lung_lower_lobe_left",
                                                                   "lung_upper_lobe_right",
                                                                   "lung_middle_lobe_right",
                                                                   "lung_lower_lobe_right",
                                                                   "esophagus",
                                                                   "trachea",
                                                                   "thyroid_gland",
                                                                   "small_bowel",
                                                                   "duodenum",
                                                                   "colon",
                                                                   "urinary_bladder",
                                                                   "prostate",
                                                                   "kidney_cyst_left",
                                                                   "kidney_cyst_right",
                                                                   "sacrum",
                                                                   "vertebrae_S1",
                                                                   "vertebrae_L5",
                                                                   "vertebrae_L4",
                                                                   "vertebrae_L3",
                                                                   "vertebrae_L2",
                                                                   "vertebrae_L1",
                                                                   "vertebrae_T12",
                                                                   "vertebrae_T11",
                                                                   "vertebrae_T10",
                                                                   "vertebrae_T9",
                                                                   "vertebrae_T8",
                                                                   "vertebrae_T7",
                                                                   "vertebrae_T6",
                                                                   "vertebrae_T5",
                                                                   "vertebrae_T4",
                                                                   "vertebrae_T3",
                                                                   "vertebrae_T2",
                                                                   "vertebrae_T1",
                                                                   "vertebrae_C7",
                                                                   "vertebrae_C6",
                                                                   "vertebrae_C5",
                                                                   "vertebrae_C4",
                                                                   "vertebrae_C3",
                                                                   "vertebrae_C2",
                                                                   "vertebrae_C1",
                                                                   "heart",
                                                                   "aorta",
                                                                   "pulmonary_vein",
                                                                   "brachiocephalic_trunk",
                                                                   "subclavian_artery_right",
                                                                   "subclavian_artery_left",
                                                                   "common_carotid_artery_right",
                                                                   "common_carotid_artery_left",
                                                                   "brachiocephalic_vein_left",
                                                                   "brachiocephalic_vein_right",
                                                                   "atrial_appendage_left",
                                                                   "superior_vena_cava",
                                                                   "inferior_vena_cava",
                                                                   "portal_vein_and_splenic_vein",
                                                                   "iliac_artery_left",
                                                                   "iliac_artery_right",
                                                                   "iliac_vena_left",
                                                                   "iliac_vena_right",
                                                                   "humerus_left",
                                                                   "humerus_right",
                                                                   "scapula_left",
                                                                   "scapula_right",
                                                                   "clavicula_left",
                                                                   "clavicula_right",
                                                                   "femur_left",
                                                                   "femur_right",
                                                                   "hip_left",
                                                                   "hip_right",
                                                                   "spinal_cord",
                                                                   "gluteus_maximus_left",
                                                                   "gluteus_maximus_right",
                                                                   "gluteus_medius_left",
                                                                   "gluteus_medius_right",
                                                                   "gluteus_minimus_left",
                                                                   "gluteus_minimus_right",
                                                                   "autochthon_left",
                                                                   "autochthon_right",
                                                                   "iliopsoas_left",
                                                                   "iliopsoas_right",
                                                                   "brain",
                                                                   "skull",
                                                                   "rib_left_1",
                                                                   "rib_left_2",
                                                                   "rib_left_3",
                                                                   "rib_left_4",
                                                                   "rib_left_5",
                                                                   "rib_left_6",
                                                                   "rib_left_7",
                                                                   "rib_left_8",
                                                                   "rib_left_9",
                                                                   "rib_left_10",
                                                                   "rib_left_11",
                                                                   "rib_left_12",
                                                                   "rib_right_1",
                                                                   "rib_right_2",
                                                                   "rib_right_3",
                                                                   "rib_right_4",
                                                                   "rib_right_5",
                                                                   "rib_right_6",
                                                                   "rib_right_7",
                                                                   "rib_right_8",
                                                                   "rib_right_9",
                                                                   "rib_right_10",
                                                                   "rib_right_11",
                                                                   "rib_right_12",
                                                                   "sternum",
                                                                   "costal_cartilages"};

LabelMeaning vertebra(const std::string& level) { return {level, "vertebra", level, "", true}; }

std::string listed(const std::set<std::uint16_t>& labels, const std::map<std::uint16_t, std::string>& names) {
  std::string text;
  for (const std::uint16_t label : labels) {
    text += (text.empty() ? "" : ", ") + std::to_string(label);
    if (const auto name = names.find(label); name != names.end()) text += " \"" + name->second + "\"";
  }
  return text;
}

std::optional<LabelMeaning> meaning_in(LabelScheme scheme, std::uint16_t label,
                                       const std::map<std::uint16_t, std::string>& names) {
  if (scheme == LabelScheme::totalsegmentator) return meaning_in_totalsegmentator(label);
  if (scheme == LabelScheme::verse) return meaning_in_verse(label);
  const auto name = names.find(label);
  if (name == names.end() || name->second.empty()) return std::nullopt;
  return meaning_of_name(name->second);
}

}  // namespace

LabelScheme label_scheme_of(std::string_view word) {
  if (word == "totalsegmentator") return LabelScheme::totalsegmentator;
  if (word == "verse") return LabelScheme::verse;
  if (word == "names") return LabelScheme::names;
  throw UsageError("--label-scheme " + std::string(word) + ": it is totalsegmentator, verse or names");
}

std::optional<LabelMeaning> meaning_in_totalsegmentator(std::uint16_t label) {
  if (label < 1 || label > totalsegmentator_classes.size()) return std::nullopt;
  return meaning_of_name(totalsegmentator_classes[label - 1U]);
}

std::optional<LabelMeaning> meaning_in_verse(std::uint16_t label) {
  if (label >= 1 && label <= 7) return vertebra("C" + std::to_string(label));
  if (label >= 8 && label <= 19) return vertebra("T" + std::to_string(label - 7));
  if (label >= 20 && label <= 25) return vertebra("L" + std::to_string(label - 19));
  if (label == 26) return LabelMeaning{"sacrum", "sacrum", "", "", true};
  if (label == 27) return LabelMeaning{"coccyx", "coccyx", "", "", true};
  if (label == 28) return vertebra("T13");
  return std::nullopt;
}

LabelMeanings meanings_of_labels(const std::set<std::uint16_t>& labels,
                                 const std::map<std::uint16_t, std::string>& names, LabelScheme scheme) {
  LabelMeanings meanings;
  std::set<std::uint16_t> without;
  for (const std::uint16_t label : labels) {
    if (label == 0) continue;
    const auto meaning = meaning_in(scheme, label, names);
    if (meaning)
      meanings[label] = *meaning;
    else
      without.insert(label);
  }
  if (without.empty()) return meanings;
  throw InputError("the label scheme does not have the labels " + listed(without, names) +
                   "; choose --label-scheme totalsegmentator, verse or names, or give --label-names FILE");
}

LabelMeanings meanings_of_labels(const std::set<std::uint16_t>& labels,
                                 const std::map<std::uint16_t, std::string>& names) {
  for (const std::uint16_t label : labels)
    if (label != 0 && (!names.contains(label) || names.at(label).empty()))
      throw InputError("what the labels stand for cannot be told from the file (labels " +
                       listed(labels, names) +
                       "); give --label-scheme totalsegmentator or verse, or --label-names FILE");
  return meanings_of_labels(labels, names, LabelScheme::names);
}

}  // namespace osteosign
