#include "classify/differential.h"

#include <algorithm>
#include <cctype>

#include "classify/knowledge.h"
#include "classify/lesion_descriptors.h"

namespace osteosign {
namespace {

constexpr std::string_view known_primary_reason = "it is the known primary cancer";

struct Reasons {
  std::vector<std::string> speak_for, speak_against;
};

void add_expected(Reasons& reasons, const std::vector<std::string>& facts_asked, const Facts& facts) {
  for (const std::string& id : facts_asked) {
    const FactDescription& about = *fact_description(id);
    if (facts.is_true(id)) reasons.speak_for.emplace_back(about.when_true);
    if (facts.is_false(id)) reasons.speak_against.emplace_back(about.when_false);
  }
}

void add_true(std::vector<std::string>& sentences, const std::vector<std::string>& facts_asked,
              const Facts& facts) {
  for (const std::string& id : facts_asked)
    if (facts.is_true(id)) sentences.emplace_back(fact_description(id)->when_true);
}

template <class Ranked>
int fit(const Ranked& entry) {
  return static_cast<int>(entry.reasons_for.size()) - static_cast<int>(entry.reasons_against.size());
}

/// Sorts by fit and gives equal fits one rank.
template <class Ranked>
void rank_by_fit(std::vector<Ranked>& entries) {
  std::ranges::stable_sort(entries, std::ranges::greater{}, fit<Ranked>);
  for (std::size_t place = 0; place < entries.size(); ++place)
    entries[place].rank = place > 0 && fit(entries[place]) == fit(entries[place - 1])
                              ? entries[place - 1].rank
                              : static_cast<int>(place) + 1;
}

std::string lower_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char letter) {
    return static_cast<char>(letter < 128 ? std::tolower(letter) : letter);
  });
  return text;
}

bool is_the_known_primary(const OriginKnowledge& origin, const ClinicalContext& context) {
  if (!context.known_primary.known()) return false;
  const std::string given = lower_case(context.known_primary.value());
  return given == origin.name || given == origin.id || std::ranges::count(origin.also_called, given) > 0;
}

}  // namespace

std::vector<RankedTumour> differential(const std::string& subject, const Facts& facts) {
  std::vector<RankedTumour> fitting;
  for (const TumourKnowledge& tumour : knowledge().tumours) {
    Reasons reasons;
    add_expected(reasons, tumour.fits, facts);
    add_true(reasons.speak_for, tumour.supported_by, facts);
    add_true(reasons.speak_against, tumour.contradicted_by, facts);
    if (reasons.speak_for.empty()) continue;
    fitting.push_back({subject, tumour.id, tumour.name, tumour.nature, std::move(reasons.speak_for),
                       std::move(reasons.speak_against), 0, tumour.remark, tumour.source});
  }
  rank_by_fit(fitting);
  return fitting;
}

std::vector<RankedOrigin> metastasis_origins(const Facts& facts, const ClinicalContext& context) {
  std::vector<RankedOrigin> known, others;
  for (const OriginKnowledge& origin : knowledge().origins) {
    const bool is_known = is_the_known_primary(origin, context);
    RankedOrigin ranked{origin.id, origin.name, {}, {}, 0, origin.remark, origin.source};
    if (is_known) ranked.reasons_for.emplace_back(known_primary_reason);
    add_true(ranked.reasons_for, origin.supported_by, facts);
    add_true(ranked.reasons_against, origin.contradicted_by, facts);
    (is_known ? known : others).push_back(std::move(ranked));
  }
  const Measured<bool> has_primary = has_known_primary(context);
  if (has_primary.known() && has_primary.value() && known.empty())
    known.push_back({"known_primary",
                     context.known_primary.value(),
                     {std::string(known_primary_reason)},
                     {},
                     0,
                     "not in the chapter's list of cancers that spread to bone",
                     "context file"});
  rank_by_fit(known);
  rank_by_fit(others);
  for (RankedOrigin& other : others) {
    other.rank += static_cast<int>(known.size());
    known.push_back(std::move(other));
  }
  return known;
}

}  // namespace osteosign
