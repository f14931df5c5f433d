#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace osteosign {

/// What a label number stands for.
struct LabelMeaning {
  std::string name;  ///< as the scheme or the file calls it
  std::string bone;  ///< "vertebra", "sacrum", "rib", "femur", ...; empty when it is not bone
  std::string
      level;  ///< of a vertebra or rib: "C1" ... "L6", "S1", "T13"; a rib its number "1" ... "12"; else empty
  std::string side;  ///< "left", "right" or empty
  bool is_bone = false;
};

using LabelMeanings = std::map<std::uint16_t, LabelMeaning>;

enum class LabelScheme {
  totalsegmentator,  ///< class map "total" of version 2, 117 classes (github.com/wasserth/TotalSegmentator)
  verse,             ///< VerSe 2019/2020: 1-7 C1-C7, 8-19 T1-T12, 20-25 L1-L6, 26 sacrum, 27 coccyx, 28 T13
  names              ///< read from the names in the file
};

/// The scheme of `--label-scheme`. Throws UsageError naming the three that exist.
LabelScheme label_scheme_of(std::string_view word);

/// What a name says: a vertebral level as a word of its own (also "vertebrae_L3", "Th7"), the words of bones
/// in English, Latin or French, and the side. Words of soft tissue ("disc", "spinal cord", "costal
/// cartilages", "gluteus", "iliac artery") and of bone's contents rule bone out.
LabelMeaning meaning_of_name(const std::string& name);

/// The meaning of a label number, or nothing when the scheme does not have it.
std::optional<LabelMeaning> meaning_in_totalsegmentator(std::uint16_t label);
std::optional<LabelMeaning> meaning_in_verse(std::uint16_t label);

/// The meanings of the labels that occur. `names` are those of the file. Throws InputError listing the labels
/// without a meaning in the scheme.
LabelMeanings meanings_of_labels(const std::set<std::uint16_t>& labels,
                                 const std::map<std::uint16_t, std::string>& names, LabelScheme scheme);

/// The same when no scheme was given: names when every label has one, else an InputError listing the labels
/// and asking for `--label-scheme` or `--label-names`, since 20 is L1 in one numbering and the colon in
/// another.
LabelMeanings meanings_of_labels(const std::set<std::uint16_t>& labels,
                                 const std::map<std::uint16_t, std::string>& names);

}  // namespace osteosign
