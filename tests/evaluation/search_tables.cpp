#include "tests/evaluation/search_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

namespace osteosign::evaluation {
namespace {

using Lesions = std::vector<const TrueLesion*>;
using Choice = std::function<bool(const TrueLesion&)>;

Lesions chosen(const std::vector<SearchedScan>& scans, const Choice& choice) {
  Lesions all;
  for (const SearchedScan& scan : scans)
    for (const TrueLesion& lesion : scan.lesions)
      if (choice(lesion)) all.push_back(&lesion);
  return all;
}

std::string row(const std::string& name, const Lesions& lesions) {
  int found = 0, right = 0;
  std::vector<double> dice;
  for (const TrueLesion* lesion : lesions) {
    if (!lesion->confidence) continue;
    ++found;
    right += lesion->called == lesion->density ? 1 : 0;
    dice.push_back(lesion->dice);
  }
  if (lesions.empty()) return fmt::format("| {} | 0 | - | - | - | - |\n", name);
  std::ranges::sort(dice);
  double sum = 0;
  for (const double each : dice) sum += each;
  const auto part = [](int count, std::size_t of) {
    return static_cast<double>(count) / static_cast<double>(of);
  };
  return fmt::format("| {} | {} | {:.2f} | {:.2f} | {:.2f} | {:.2f} |\n", name, lesions.size(),
                     part(found, lesions.size()), found > 0 ? part(right, dice.size()) : 0.0,
                     dice.empty() ? 0.0 : sum / static_cast<double>(dice.size()),
                     dice.empty() ? 0.0 : dice[dice.size() / 10]);
}

/// Candidates that are no lesion.
std::string false_rows(const std::vector<SearchedScan>& scans) {
  std::string text =
      "| candidates that are no lesion | scans | per scan | most in a scan | per scan, sure ones |\n"
      "|---|---|---|---|---|\n";
  for (const bool with_lesions : {false, true}) {
    std::size_t count = 0, all = 0, sure = 0, most = 0;
    for (const SearchedScan& scan : scans) {
      if (scan.lesions.empty() == with_lesions) continue;
      ++count;
      all += scan.false_ones.size();
      most = std::max(most, scan.false_ones.size());
      for (const BoneCandidate& each : scan.false_ones) sure += each.confidence >= 0.5 ? 1 : 0;
    }
    if (count == 0) continue;
    text += fmt::format("| {} | {} | {:.2f} | {} | {:.2f} |\n",
                        with_lesions ? "scans with lesions" : "scans without a lesion", count,
                        static_cast<double>(all) / static_cast<double>(count), most,
                        static_cast<double>(sure) / static_cast<double>(count));
  }
  return text;
}

bool in_sizes(const TrueLesion& lesion, double from_mm3, double to_mm3) {
  return lesion.volume_mm3 >= from_mm3 && lesion.volume_mm3 < to_mm3;
}

}  // namespace

bool Findable::holds(const TrueLesion& lesion) const {
  return lesion.volume_mm3 >= least_mm3 && std::abs(lesion.contrast_hu) >= least_contrast_hu;
}

std::string search_tables(const std::vector<SearchedScan>& scans, const Findable& findable) {
  std::string text =
      "| lesions | number | found | type right | Dice, mean | Dice, tenth percentile |\n"
      "|---|---|---|---|---|---|\n";
  const auto is_findable = [&](const TrueLesion& lesion) { return findable.holds(lesion); };
  text += row("all", chosen(scans, [](const TrueLesion&) { return true; }));
  text += row(fmt::format("findable: from {:.1f} cm3 and {:.0f} HU of contrast on", findable.least_mm3 / 1000,
                          findable.least_contrast_hu),
              chosen(scans, is_findable));
  for (const auto& [from, to] : {std::pair{0.0, 300.0}, {300.0, 500.0}, {500.0, 1000.0}, {1000.0, 1e9}})
    text += row(
        fmt::format("{:.1f} to {} cm3", from / 1000, to < 1e8 ? fmt::format("{:.1f}", to / 1000) : "more"),
        chosen(scans, [&](const TrueLesion& lesion) {
          return in_sizes(lesion, from, to) && std::abs(lesion.contrast_hu) >= findable.least_contrast_hu;
        }));
  for (const DensityClass density : {DensityClass::lytic, DensityClass::sclerotic, DensityClass::mixed})
    text += row(fmt::format("findable, {}", name_of(density)), chosen(scans, [&](const TrueLesion& lesion) {
                  return is_findable(lesion) && lesion.density == density;
                }));
  for (const std::string place : {"body", "arch", "other bone"})
    text += row("findable, " + place, chosen(scans, [&](const TrueLesion& lesion) {
                  return is_findable(lesion) && lesion.place == place;
                }));
  return text + "\n" + false_rows(scans) + "\n";
}

namespace {

/// Sensitivity when of each scan only the candidates above a confidence count, at the confidence at which
/// there are `per_scan` false ones in a scan on the average; negative without lesions.
double sensitivity_at(const std::vector<const SearchedScan*>& scans, double per_scan, const Choice& choice) {
  std::vector<double> false_confidences, found;
  int lesions = 0;
  for (const SearchedScan* scan : scans) {
    for (const BoneCandidate& each : scan->false_ones) false_confidences.push_back(each.confidence);
    for (const TrueLesion& lesion : scan->lesions) {
      if (!choice(lesion)) continue;
      ++lesions;
      if (lesion.confidence) found.push_back(*lesion.confidence);
    }
  }
  if (lesions == 0) return -1;
  std::ranges::sort(false_confidences, std::ranges::greater{});
  const auto allowed = static_cast<std::size_t>(per_scan * static_cast<double>(scans.size()));
  const double limit = allowed < false_confidences.size() ? false_confidences[allowed] : -1;
  return static_cast<double>(std::ranges::count_if(found, [&](double c) { return c > limit; })) / lesions;
}

/// Every patient as often as drawn.
std::vector<const SearchedScan*> drawn_patients(const std::vector<SearchedScan>& scans,
                                                const std::vector<std::string>& patients,
                                                std::mt19937& random) {
  std::vector<const SearchedScan*> drawn;
  for (std::size_t i = 0; i < patients.size(); ++i) {
    const std::string& patient = patients[random() % patients.size()];
    for (const SearchedScan& scan : scans)
      if (scan.patient == patient) drawn.push_back(&scan);
  }
  return drawn;
}

std::string interval(const std::vector<SearchedScan>& scans, double per_scan, const Choice& choice) {
  constexpr int drawings = 2000;
  std::vector<std::string> patients;
  std::vector<const SearchedScan*> all;
  for (const SearchedScan& scan : scans) {
    all.push_back(&scan);
    if (std::ranges::find(patients, scan.patient) == patients.end()) patients.push_back(scan.patient);
  }
  const double whole = sensitivity_at(all, per_scan, choice);
  if (whole < 0) return "-";
  std::mt19937 random(1);
  std::vector<double> values;
  for (int i = 0; i < drawings; ++i)
    if (const double value = sensitivity_at(drawn_patients(scans, patients, random), per_scan, choice);
        value >= 0)
      values.push_back(value);
  std::ranges::sort(values);
  return fmt::format("{:.2f} ({:.2f} to {:.2f})", whole, values[values.size() / 40],
                     values[values.size() - 1 - values.size() / 40]);
}

}  // namespace

std::string froc_tables(const std::vector<SearchedScan>& scans, const Findable& findable) {
  std::string text =
      "| findable lesions | at 1 false candidate per scan | at 2 | at 4 | at 8 | at 10 "
      "|\n|---|---|---|---|---|---|\n";
  const auto add = [&](const std::string& name, const Choice& choice) {
    text += "| " + name + " |";
    for (const double per_scan : {1.0, 2.0, 4.0, 8.0, 10.0})
      text += " " + interval(scans, per_scan, choice) + " |";
    text += "\n";
  };
  const auto is_findable = [&](const TrueLesion& lesion) { return findable.holds(lesion); };
  add("all", is_findable);
  for (const auto& [from, to] : {std::pair{300.0, 1000.0}, {1000.0, 1e9}})
    add(to < 1e8 ? "0.3 to 1 cm3" : "from 1 cm3 on", [&, from = from, to = to](const TrueLesion& lesion) {
      return is_findable(lesion) && in_sizes(lesion, from, to);
    });
  for (const DensityClass density : {DensityClass::lytic, DensityClass::sclerotic, DensityClass::mixed})
    add(std::string(name_of(density)),
        [&, density](const TrueLesion& lesion) { return is_findable(lesion) && lesion.density == density; });
  for (const std::string place : {"body", "arch", "other bone"})
    add(place, [&](const TrueLesion& lesion) { return is_findable(lesion) && lesion.place == place; });
  return text + "\n";
}

std::string list_of_search(const std::vector<SearchedScan>& scans) {
  std::string text;
  for (const SearchedScan& scan : scans) {
    for (const TrueLesion& lesion : scan.lesions)
      text += fmt::format(
          "{}: {} in {} {:.2f} cm3, contrast {:.0f} HU: {}\n", scan.name, name_of(lesion.density),
          lesion.place, lesion.volume_mm3 / 1000, lesion.contrast_hu,
          lesion.confidence
              ? fmt::format("found as {} {:.2f}, Dice {:.2f}", name_of(lesion.called), *lesion.confidence,
                            lesion.dice)
              : "MISSED " + (lesion.left_out.empty() ? "" : "(left out: " + lesion.left_out + ")"));
    for (const BoneCandidate& each : scan.false_ones)
      text += fmt::format("{}: FALSE {}\n", scan.name, text_of(each));
  }
  return text;
}

}  // namespace osteosign::evaluation
