#include "classify/fracture_above_t5.h"

#include <charconv>

#include "classify/film_judgement.h"
#include "classify/held_against.h"
#include "classify/lost_height.h"

namespace osteosign {
namespace {

constexpr int before_t1 = 7, before_l1 = 19;

/// The number behind the letter, or 0.
int number_behind_letter(const std::string& level) {
  int number = 0;
  const char* const end = level.data() + level.size();
  const auto [stop, error] = std::from_chars(level.data() + 1, end, number);
  return error == std::errc{} && stop == end ? number : 0;
}

MeasuredQuantity place_in_the_column(const VertebraLevel& level) {
  if (!level.level.known()) return level.level.unknown();
  const Measured<int> number = number_from_c1(level.level.value());
  if (!number.known()) return number.unknown();
  return Quantity{static_cast<double>(number.value()), Unit::count};
}

/// The highest vertebra whose fracture is not above the limit.
Threshold limit_of(const CriteriaParameters& criteria) {
  Threshold limit = threshold(criteria, "fracture_above_t5_thoracic_number");
  limit.value += before_t1;
  return limit;
}

Measured<Sign> is_above(const VertebraLevel& level, const CriteriaParameters& criteria) {
  return less_than(place_in_the_column(level), limit_of(criteria).value);
}

constexpr const char* above_the_limit = "the collapsed vertebra lies above the limit";
constexpr const char* uncertain_loss =
    "whether the vertebra, which lies above the limit, has lost height is uncertain";
constexpr const char* below_the_limit = "the collapsed vertebra lies at the limit or below it";

Judgement judgement_of(const JudgedVertebra& vertebra, const CriteriaParameters& criteria) {
  const Measured<Sign> collapsed = lost_height(vertebra.measurements, criteria);
  if (!collapsed.known()) return {Verdict::not_assessable, collapsed.reason()};
  if (is_absent(collapsed)) return {Verdict::not_applicable, "the vertebra has not lost height"};
  const Measured<Sign> above = is_above(vertebra.level, criteria);
  return judge(all_of({collapsed, above}), above,
               {.malignant = above_the_limit, .neutral = uncertain_loss, .benign = below_the_limit});
}

Judgement judgement_of(const JudgedFilmVertebra& vertebra, const CriteriaParameters& criteria) {
  const Measured<Sign> collapsed = lost_height(vertebra, criteria);
  if (!collapsed.known()) return {Verdict::not_assessable, collapsed.reason()};
  if (is_absent(collapsed)) return {Verdict::not_applicable, "the vertebra has not lost height on this view"};
  const Measured<Sign> above = is_above(vertebra.level, criteria);
  return judge_on_film(all_of({collapsed, above}),
                       {.present = above_the_limit, .uncertain = uncertain_loss, .absent = below_the_limit});
}

template <class Vertebra>
Finding finding_of(const Vertebra& vertebra, const std::optional<ImagePlace>& place,
                   const CriteriaParameters& criteria) {
  const Judgement judgement = judgement_of(vertebra, criteria);
  Finding finding{"fracture_above_t5", vertebra.subject, judgement.verdict,
                  lost_height_evidence(vertebra, criteria), judgement.reason};
  if (judgement.verdict == Verdict::not_applicable) return finding;
  finding.evidence.push_back(
      evidence("number_from_c1", place_in_the_column(vertebra.level), limit_of(criteria), place));
  return finding;
}

}  // namespace

Measured<int> number_from_c1(const std::string& level) {
  const Unknown no_level{"\"" + level + "\" is no vertebral level"};
  if (level.size() < 2) return no_level;
  const int number = number_behind_letter(level);
  if (level.front() == 'C' && number >= 1 && number <= 7) return number;
  if (level.front() == 'T' && number >= 1 && number <= 13) return before_t1 + number;
  if (level.front() == 'L' && number >= 1 && number <= 6) return before_l1 + number;
  return no_level;
}

Finding judge_fracture_above_t5(const JudgedVertebra& vertebra, const CriteriaParameters& criteria) {
  return finding_of(vertebra, vertebra.places.body, criteria);
}

Finding judge_fracture_above_t5(const JudgedFilmVertebra& vertebra, const CriteriaParameters& criteria) {
  return finding_of(vertebra, vertebra.body, criteria);
}

}  // namespace osteosign
