#include <array>
#include <cctype>
#include <regex>
#include <string>

#include "io/values/label_scheme.h"

namespace osteosign {
namespace {

// Words of one space each, lower case: "vertebrae_L3" and "Vertebrae-L3" both become " vertebrae l3 ".
std::string as_words(const std::string& name) {
  std::string words = " ";
  for (const char letter : name) {
    const auto plain = static_cast<unsigned char>(letter);
    words += std::isalnum(plain) != 0 || plain >= 128 ? static_cast<char>(std::tolower(plain)) : ' ';
  }
  return words + " ";
}

// Soft tissue that bears the name of a bone or a level, and spaces in bone: any of these rules bone out.
const std::regex not_bone(
    R"(\b(disc|discs|disk|disks|disque|cord|canal|foramen|nerve|nerves|artery|arteries|vein|veins|vena|muscle|muscles|musculus|cartilage|cartilages|ligament|ligaments|marrow|tumou?r|gtv|ctv|ptv|lesion|lesions|metastasis|mass|implant|screw|cement|iliopsoas|psoas)\b)");

struct BoneWord {
  const char* pattern;
  const char* bone;
};

// More special words first: "os coxae" before "os", "tarsal" inside "metatarsal" is kept apart by \b.
constexpr std::array<BoneWord, 28> bone_words = {{
    {"sacrum|sacral|os sacrum", "sacrum"},
    {"coccyx|os coccygis", "coccyx"},
    {"rib|ribs|costa|costae|c\xc3\xb4te|c\xc3\xb4tes", "rib"},
    {"sternum|manubrium", "sternum"},
    {"scapula|scapulae|shoulder blade|omoplate", "scapula"},
    {"clavicula|clavicle|clavicles|clavicule", "clavicle"},
    {"humerus|humeri", "humerus"},
    {"radius|radii", "radius"},
    {"ulna|ulnae", "ulna"},
    {"femur|femora|f\xc3\xa9mur", "femur"},
    {"tibia|tibiae", "tibia"},
    {"fibula|fibulae|p\xc3\xa9ron\xc3\xa9", "fibula"},
    {"patella|patellae|rotule", "patella"},
    {"talus", "talus"},
    {"calcaneus|calcan\xc3\xa9um", "calcaneus"},
    {"metatarsal|metatarsals|metatarsus", "metatarsal"},
    {"metacarpal|metacarpals|metacarpus", "metacarpal"},
    {"tarsal|tarsals|tarsus", "tarsal"},
    {"carpal|carpals|carpus", "carpal"},
    {"phalanx|phalanges|phalange", "phalanx"},
    {"hip|hips|hip bone|os coxae|coxa|innominate|ilium|iliac bone|iliac crest|ischium|pubis|pelvis|pelvic "
     "bone|bassin|hanche",
     "hip"},
    {"mandible|mandibula|mandibule", "mandible"},
    {"maxilla|maxillae", "maxilla"},
    {"hyoid", "hyoid"},
    {"skull|cranium|calvaria|calvarium|cr\xc3\xa2ne", "skull"},
    {"vertebra|vertebrae|vert\xc3\xa8"
     "bre|vert\xc3\xa8"
     "bres|spine|rachis",
     "vertebra"},
    {"dens|atlas|axis", "vertebra"},
    {"bone|bones|skeleton|os|squelette", "bone"},
}};

bool has_word(const std::string& words, const char* pattern) {
  // Not \b: in UTF-8 the bytes of an accented letter are no word characters for std::regex.
  return std::regex_search(words, std::regex(" (" + std::string(pattern) + ") "));
}

std::string bone_in(const std::string& words) {
  for (const BoneWord& word : bone_words)
    if (has_word(words, word.pattern)) return word.bone;
  return {};
}

std::string level_in(const std::string& words) {
  static const std::regex level(R"( (c[1-7]|th?(1[0-3]|[1-9])|l[1-6]|s[1-5]) )");
  std::smatch found;
  if (!std::regex_search(words, found, level)) return {};
  std::string text = found[1];
  if (text[1] == 'h') text.erase(1, 1);
  text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string rib_number_in(const std::string& words) {
  static const std::regex number(R"( 0?(1[0-2]|[1-9])(st|nd|rd|th)? )");
  std::smatch found;
  return std::regex_search(words, found, number) ? found[1].str() : std::string{};
}

std::string side_in(const std::string& words) {
  const bool left = has_word(words, "left|l|lt|gauche|sinister|sinistra");
  const bool right = has_word(words, "right|r|rt|droit|droite|dexter|dextra");
  if (left == right) return {};
  return left ? "left" : "right";
}

}  // namespace

LabelMeaning meaning_of_name(const std::string& name) {
  const std::string words = as_words(name);
  LabelMeaning meaning;
  meaning.name = name;
  meaning.side = side_in(words);
  if (std::regex_search(words, not_bone)) return meaning;
  meaning.bone = bone_in(words);
  meaning.level = level_in(words);
  if (meaning.bone == "rib")
    meaning.level = rib_number_in(words);
  else if (!meaning.level.empty())
    meaning.bone = "vertebra";
  meaning.is_bone = !meaning.bone.empty();
  return meaning;
}

}  // namespace osteosign
