#include "classify/next_steps.h"

#include <algorithm>

#include "classify/knowledge.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

bool is_told(const StepKnowledge& step, const Facts& facts) {
  return std::ranges::all_of(step.when, [&](const std::string& id) { return facts.is_true(id); }) &&
         std::ranges::none_of(step.unless, [&](const std::string& id) { return facts.is_true(id); });
}

/// "{name}" replaced by what it stands for.
std::string filled(const std::string& text, const std::map<std::string, std::string>& words) {
  std::string result;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t open = text.find('{', at);
    if (open == std::string::npos) break;
    const std::size_t close = text.find('}', open);
    const auto word = words.find(text.substr(open + 1, close - open - 1));
    if (close == std::string::npos || word == words.end())
      throw InternalError("a next step has a word in braces that nothing fills in: " + text);
    result += text.substr(at, open - at) + word->second;
    at = close + 1;
  }
  return result + text.substr(at);
}

std::string what_to_do_when_benign(const RankedTumour& tumour) {
  const auto& tumours = knowledge().tumours;
  return std::ranges::find(tumours, tumour.id, &TumourKnowledge::id)->when_benign;
}

}  // namespace

std::vector<std::string> next_steps(const Facts& facts, const std::vector<RankedTumour>& differential,
                                    const std::map<std::string, std::string>& filled_in) {
  std::vector<std::string> steps;
  for (const StepKnowledge& step : knowledge().steps)
    if (is_told(step, facts)) steps.push_back(filled(step.text, filled_in));
  if (!facts.is_true("benign_appearance")) return steps;
  for (const RankedTumour& tumour : differential)
    if (const std::string advice = what_to_do_when_benign(tumour); tumour.rank == 1 && !advice.empty())
      steps.push_back("If it is a " + tumour.name + ": " + advice);
  return steps;
}

}  // namespace osteosign
