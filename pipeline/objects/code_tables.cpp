#include "pipeline/objects/code_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "classify/criterion.h"
#include "features/values/lesion_measurements.h"
#include "features/values/radiograph_lesion_measurements.h"
#include "features/values/radiograph_vertebra_measurements.h"
#include "features/values/vertebra_measurements.h"
#include "pipeline/objects/codes.h"

namespace osteosign {
namespace {

template <class Measurements>
void add_names(std::set<std::string>& words) {
  Measurements measured;
  describe(measured, [&](const MeasurementDescription& about, const MeasuredQuantity&) {
    words.insert(std::string(about.name));
  });
}

}  // namespace

std::vector<std::string> reported_words() {
  std::set<std::string> words{"bone",          "cobb",          "conclusion",         "confidence",
                              "cut_by_border", "density",       "genant_highest",     "genant_lowest",
                              "genant_type",   "level",         "level_certainty",    "matrix",
                              "origin",        "part",          "periosteal_pattern", "position_in_bone",
                              "side",          "sins_category", "sins_highest",       "sins_lowest",
                              "spine",         "threshold",     "threshold_source"};
  for (const char* verdict : {"benign", "malignant", "neutral", "not_assessable", "not_applicable"})
    words.insert(std::string("verdict:") + verdict);
  for (const char* conclusion : {"suspicious", "benign_appearance", "indeterminate", "no_lesion_found"})
    words.insert(std::string("conclusion:") + conclusion);
  add_names<CtLesionMeasurements>(words);
  add_names<RadiographLesionMeasurements>(words);
  add_names<VertebraMeasurements>(words);
  add_names<RadiographVertebraMeasurements>(words);
  for (const Criterion& criterion : all_criteria()) words.insert(std::string(criterion.id));
  return {words.begin(), words.end()};
}

std::string code_tables() {
  std::string text =
      "Public codes:\n\n| word | scheme | code | meaning | verified by |\n|---|---|---|---|---|\n";
  for (const PublicCode& row : all_public_codes())
    text += fmt::format("| `{}` | {} | {} | {} | {} |\n", row.word, row.code.scheme, row.code.value,
                        row.code.meaning, row.verified_by);
  text += fmt::format("\nPrivate codes, scheme `{}`:\n\n| word | code |\n|---|---|\n", private_scheme);
  for (const std::string& word : reported_words())
    if (const CodedName code = code_of(word); code.scheme == private_scheme)
      text += fmt::format("| `{}` | {} |\n", word, code.value);
  return text;
}

}  // namespace osteosign
