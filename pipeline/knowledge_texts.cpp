#include "pipeline/knowledge_texts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "classify/facts.h"
#include "classify/knowledge.h"

namespace osteosign {
namespace {

std::string listed(const std::vector<std::string>& ids) {
  return ids.empty() ? "-" : fmt::format("{}", fmt::join(ids, ", "));
}

std::string coded(const std::vector<std::string>& ids) {
  return ids.empty() ? "-" : fmt::format("`{}`", fmt::join(ids, "`, `"));
}

}  // namespace

std::string knowledge_text() {
  std::string text = fmt::format("Tables of the seed, version {}\n\n", knowledge().version);
  text += "Facts that the tables ask:\n";
  for (const FactDescription& fact : all_facts())
    text += fmt::format("  {}: {} | {}\n", fact.id, fact.when_true, fact.when_false);
  text += "\nPrimary tumours, by reasons for less reasons against:\n";
  for (const TumourKnowledge& tumour : knowledge().tumours)
    text +=
        fmt::format("  {}: {}; {}, {}\n    fits: {}\n    supported by: {}\n    contradicted by: {}\n    {}\n",
                    tumour.id, tumour.name, tumour.tissue, tumour.nature, listed(tumour.fits),
                    listed(tumour.supported_by), listed(tumour.contradicted_by), tumour.source);
  text += "\nOrigins of metastases, in the order of frequency:\n";
  for (const OriginKnowledge& origin : knowledge().origins)
    text += fmt::format("  {}: supported by: {}; contradicted by: {}\n    {}\n", origin.id,
                        listed(origin.supported_by), listed(origin.contradicted_by), origin.source);
  text += fmt::format("  {}\n\nNext steps:\n", knowledge().origins_note);
  for (const StepKnowledge& step : knowledge().steps)
    text += fmt::format("  {}: {}\n    when: {}; unless: {}\n    {}\n", step.id, step.text, listed(step.when),
                        listed(step.unless), step.source);
  return text;
}

std::string knowledge_tables() {
  std::string tables =
      "| tumour | tissue, nature | fits | supported by | contradicted by | source "
      "|\n|---|---|---|---|---|---|\n";
  for (const TumourKnowledge& tumour : knowledge().tumours)
    tables += fmt::format("| {} | {}, {} | {} | {} | {} | {} |\n", tumour.name, tumour.tissue, tumour.nature,
                          coded(tumour.fits), coded(tumour.supported_by), coded(tumour.contradicted_by),
                          tumour.source);
  tables += "\n| origin | supported by | contradicted by | source |\n|---|---|---|---|\n";
  for (const OriginKnowledge& origin : knowledge().origins)
    tables += fmt::format("| {} | {} | {} | {} |\n", origin.name, coded(origin.supported_by),
                          coded(origin.contradicted_by), origin.source);
  tables += "\n| next step | when | unless | source |\n|---|---|---|---|\n";
  for (const StepKnowledge& step : knowledge().steps)
    tables +=
        fmt::format("| {} | {} | {} | {} |\n", step.text, coded(step.when), coded(step.unless), step.source);
  return tables;
}

}  // namespace osteosign
