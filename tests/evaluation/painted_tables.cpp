#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

#include "tests/evaluation/painted_case.h"

namespace osteosign::evaluation {
namespace {

std::string table_of_untouched(const std::vector<Untouched>& all) {
  std::string text = "| untouched | vertebrae, whole |";
  std::string line = "|---|---|";
  for (const std::string_view criterion : painted_criteria) {
    text += fmt::format(" `{}` malignant, not assessable |", criterion);
    line += "---|";
  }
  text += "\n" + line + "\n";
  std::string which;
  for (const Untouched& untouched : all) {
    std::map<std::string_view, std::pair<int, int>> counts;
    int whole = 0;
    for (std::size_t i = 0; i < untouched.judged.findings.size(); ++i) {
      const Vertebra& vertebra = untouched.judged.measured.vertebrae[i];
      if (vertebra.cut_by_border) continue;
      ++whole;
      for (const std::string_view criterion : painted_criteria) {
        const Finding& finding = finding_of(untouched.judged.findings[i], criterion);
        counts[criterion].first += finding.verdict == Verdict::malignant;
        counts[criterion].second += finding.verdict == Verdict::not_assessable;
        if (finding.verdict == Verdict::malignant)
          which += fmt::format("* {}: {} `{}`: {}\n", untouched.name(), vertebra.level.shown, criterion,
                               text_of(finding));
      }
    }
    text += fmt::format("| {} | {} |", untouched.name(), whole);
    for (const std::string_view criterion : painted_criteria)
      text += fmt::format(" {}, {} |", counts[criterion].first, counts[criterion].second);
    text += "\n";
  }
  return text + "\n" + which + "\n";
}

std::string row_of(const Untouched& untouched, const PaintedSign& sign, const std::vector<PaintedCase>& cases,
                   const std::vector<PaintedVerdict>& verdicts) {
  std::map<Verdict, int> counts;
  int painted = 0, refused = 0, lost = 0, others = 0;
  std::size_t newly = 0;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (cases[i].untouched != &untouched || cases[i].sign != &sign) continue;
    const PaintedVerdict& verdict = verdicts[i];
    refused += !verdict.refused.empty();
    if (!verdict.refused.empty()) continue;
    ++painted;
    lost += verdict.lost;
    if (!verdict.lost) ++counts[verdict.verdict];
    others += verdict.others;
    newly += verdict.newly_malignant.size();
  }
  if (painted + refused == 0) return {};
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} of {} |\n", untouched.name(), sign.name,
                     painted, counts[Verdict::malignant], counts[Verdict::neutral], counts[Verdict::benign],
                     counts[Verdict::not_assessable], lost, newly, others);
}

std::string table_of_signs(const std::vector<Untouched>& all, const std::vector<PaintedCase>& cases,
                           const std::vector<PaintedVerdict>& verdicts) {
  std::string text =
      "| CT and bones | painted | vertebrae | malignant | neutral | benign | not assessable | not found | "
      "untouched ones newly malignant |\n|---|---|---|---|---|---|---|---|---|\n";
  for (const Untouched& untouched : all)
    for (const PaintedSign& sign : painted_signs) text += row_of(untouched, sign, cases, verdicts);
  return text + "\n";
}

std::string list_of_misses(const std::vector<PaintedCase>& cases,
                           const std::vector<PaintedVerdict>& verdicts) {
  std::string text = "What was not called malignant, and untouched vertebrae that became so:\n\n";
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const PaintedVerdict& verdict = verdicts[i];
    const std::string where = fmt::format(
        "* {}, {}, {}: ", cases[i].untouched->name(),
        cases[i].untouched->judged.measured.vertebrae[cases[i].vertebra].level.shown, cases[i].sign->name);
    if (!verdict.refused.empty()) text += where + "not painted, " + verdict.refused + "\n";
    if (verdict.lost) text += where + "the vertebra was not found\n";
    if (verdict.refused.empty() && !verdict.lost && verdict.verdict != Verdict::malignant)
      text += where + verdict.evidence + "\n";
    if (!verdict.newly_malignant.empty())
      text += where + fmt::format("newly malignant {}\n", fmt::join(verdict.newly_malignant, ", "));
  }
  return text;
}

}  // namespace

std::string text_of(const Finding& finding) {
  std::string text;
  for (const Evidence& evidence : finding.evidence)
    text += evidence.found.known() ? fmt::format("{} {:.2f}; ", evidence.name, evidence.found.value().value)
                                   : fmt::format("{} unknown ({}); ", evidence.name, evidence.found.reason());
  return text + finding.reason;
}

std::string tables_of_painted(const std::vector<Untouched>& untouched, const std::vector<PaintedCase>& cases,
                              const std::vector<PaintedVerdict>& verdicts) {
  return table_of_untouched(untouched) + table_of_signs(untouched, cases, verdicts) +
         list_of_misses(cases, verdicts);
}

}  // namespace osteosign::evaluation
