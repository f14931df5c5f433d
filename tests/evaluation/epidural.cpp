#include "tests/evaluation/epidural.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "tests/evaluation/epidural_case.h"
#include "tests/evaluation/error_table.h"
#include "tests/evaluation/evaluated_cases.h"
#include "tests/evaluation/real_spine.h"

namespace osteosign::evaluation {
namespace {

using phantom::EpiduralKind;

std::vector<EpiduralSpine> evaluated_spines(const Selection& selection) {
  return evaluated_cases(epidural_cases(selection)).evaluated;
}

std::string text_of(const MeasuredQuantity& measured) {
  if (!measured.known()) return "? " + measured.reason();
  const Quantity& found = measured.value();
  return fmt::format("{:.2f}+-{:.2f} {}", found.value, found.sd.value_or(0), found.method);
}

std::string slices_of(const EpiduralSpine& spine) {
  return spine.which.slices == phantom::SliceWidth::thin ? "thin slices" : "slices of 3 mm";
}

/// How many vertebrae got each answer.
struct Answers {
  std::array<int, 4> counts{};
  int all = 0;
  void add(EpiduralAnswer answer) {
    ++counts[static_cast<std::size_t>(answer)];
    ++all;
  }
  std::string row(const std::string& stratum) const {
    return fmt::format("| {} | {} | {} | {} | {} | {} |\n", stratum, all, counts[0], counts[1], counts[2],
                       counts[3]);
  }
};

std::string answers_table(const std::string& title, const std::map<std::string, Answers>& strata) {
  std::string text = fmt::format(
      "**{}**\n\n| stratum | n | above 3 mm | within its SD of it | below | not assessable |\n"
      "|---|---|---|---|---|---|\n",
      title);
  for (const auto& [stratum, answers] : strata) text += answers.row(stratum);
  return text + "\n";
}

std::string by_thickness(double true_mm) {
  for (const auto& [below_mm, name] : {std::pair{3.0, "2 to 3 mm"}, {4.0, "3 to 4 mm"}, {5.0, "4 to 5 mm"}})
    if (true_mm < below_mm) return name;
  return "5 to 7 mm";
}

std::string table_of_masses(const std::vector<EpiduralSpine>& spines) {
  std::map<std::string, Answers> strata;
  for (const EpiduralSpine& spine : spines)
    for (const EpiduralVertebra& vertebra : spine.vertebrae) {
      if (!vertebra.is_target || !phantom::is_mass(spine.which.kind)) continue;
      if (spine.which.kind == EpiduralKind::mass_with_little_fat) {
        strata["with little fat"].add(vertebra.answer);
        continue;
      }
      strata[by_thickness(vertebra.true_mm) + ", " + slices_of(spine)].add(vertebra.answer);
      strata[phantom::name_of(spine.which.kind)].add(vertebra.answer);
    }
  return answers_table("Masses in the canal, by their thickness and by their kind", strata);
}

/// Vertebrae beside one with a mass hold its ends.
std::string table_without_mass(const std::vector<EpiduralSpine>& spines) {
  std::map<std::string, Answers> strata;
  for (const EpiduralSpine& spine : spines)
    for (std::size_t i = 0; i < spine.vertebrae.size(); ++i) {
      const bool has_mass = phantom::is_mass(spine.which.kind);
      const auto is_target = [&](std::size_t k) {
        return k < spine.vertebrae.size() && spine.vertebrae[k].is_target;
      };
      if (is_target(i) && has_mass) continue;
      const bool is_beside = is_target(i + 1) || (i > 0 && is_target(i - 1));
      const bool little_fat = spine.which.kind == EpiduralKind::little_fat ||
                              spine.which.kind == EpiduralKind::mass_with_little_fat;
      const std::string stratum = is_target(i) && !little_fat ? "with " + phantom::name_of(spine.which.kind)
                                  : little_fat                ? "all of spines with little fat"
                                  : is_beside && has_mass     ? "beside one with a mass"
                                  : is_beside                 ? "beside one with another sign"
                                                              : "others";
      strata[stratum + ", " + slices_of(spine)].add(spine.vertebrae[i].answer);
    }
  return answers_table("Vertebrae without a mass", strata);
}

std::string table_of_errors(const std::vector<EpiduralSpine>& spines) {
  ErrorTable table("Thickness of masses where there is fat, error in mm");
  for (const EpiduralSpine& spine : spines)
    for (const EpiduralVertebra& vertebra : spine.vertebrae) {
      if (!vertebra.is_target || !phantom::is_mass(spine.which.kind) ||
          spine.which.kind == EpiduralKind::mass_with_little_fat)
        continue;
      const std::optional<double> error =
          vertebra.thickness.known() ? std::optional(vertebra.thickness.value().value - vertebra.true_mm)
                                     : std::nullopt;
      table.add(spine.pushes ? "moves the sac" : "presses the sac in", error, std::nullopt);
      table.add(by_thickness(vertebra.true_mm), error, std::nullopt);
    }
  return table.markdown();
}

/// The reasons without their figures.
std::string reasons_table(const std::vector<EpiduralSpine>& spines) {
  std::map<std::string, int> counts;
  for (const EpiduralSpine& spine : spines)
    for (const EpiduralVertebra& vertebra : spine.vertebrae)
      if (!vertebra.thickness.known())
        ++counts[vertebra.thickness.reason().substr(0, vertebra.thickness.reason().find(':'))];
  std::string text = "| why not assessable | vertebrae |\n|---|---|\n";
  for (const auto& [reason, count] : counts) text += fmt::format("| {} | {} |\n", reason, count);
  return text + "\n";
}

}  // namespace

std::string evaluate_epidural(const Selection& selection) {
  const std::vector<EpiduralSpine> spines = evaluated_spines(selection);
  return fmt::format("{} random spines.\n\n", spines.size()) + table_of_masses(spines) +
         table_without_mass(spines) + table_of_errors(spines) + reasons_table(spines);
}

std::string list_epidural(const Selection& selection) {
  std::string text;
  for (const EpiduralSpine& spine : evaluated_spines(selection))
    for (const EpiduralVertebra& vertebra : spine.vertebrae)
      text +=
          fmt::format("{} {} {} {} {} true={:.1f} {} share={}\n", phantom::name_of(spine.which.kind),
                      spine.which.seed, spine.which.slices == phantom::SliceWidth::thin ? "thin" : "thick",
                      vertebra.level, vertebra.is_target ? "TARGET" : "other", vertebra.true_mm,
                      text_of(vertebra.thickness), text_of(vertebra.assessed_fraction));
  return text;
}

std::string list_real_epidural(const std::filesystem::path& data) {
  std::string text;
  for (const RealSpine& real : real_spines(data)) {
    const JudgedSpine judged = judge_spine(real.ct, real.labels ? &*real.labels : nullptr);
    for (const Vertebra& vertebra : judged.measured.vertebrae)
      text += fmt::format("{}: {} {} share={}\n", real.name, vertebra.level.shown,
                          text_of(vertebra.measurements.epidural_tissue_thickness),
                          text_of(vertebra.measurements.epidural_assessed_fraction));
  }
  return text;
}

}  // namespace osteosign::evaluation
