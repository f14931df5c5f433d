#include "pipeline/result/score_json.h"

#include <algorithm>

namespace osteosign {
namespace {

ResultJson points_json(const PointRange& part) {
  return {{"lowest", part.lowest}, {"highest", part.highest}, {"because", part.because}};
}

ResultJson not_applicable_json(const std::string& reason) { return {{"not_applicable", reason}}; }

template <class T, class Write>
ResultJson score_json(const Score<T>& score, Write&& write) {
  if (const auto* const unknown = std::get_if<Unknown>(&score)) return unknown_json(unknown->reason);
  if (const auto* const other = std::get_if<NotApplicable>(&score)) return not_applicable_json(other->reason);
  return write(std::get<T>(score));
}

ResultJson scored_sins_json(const Sins& scored) {
  return {{"subject", scored.subject},
          {"lowest", scored.lowest},
          {"highest", scored.highest},
          {"category", text_json(scored.category)},
          {"issuer", "Spine Oncology Study Group, SINS (Fisher 2010)"},
          {"edition", "2010"},
          {"parts",
           {{"location", points_json(scored.parts.location)},
            {"pain", points_json(scored.parts.pain)},
            {"bone_lesion", points_json(scored.parts.bone_lesion)},
            {"alignment", points_json(scored.parts.alignment)},
            {"collapse", points_json(scored.parts.collapse)},
            {"posterolateral", points_json(scored.parts.posterolateral)}}}};
}

ResultJson value_json(const ScoreValue& value) {
  return std::visit([](const auto& held) { return ResultJson(held); }, value);
}

ResultJson lesion_score_json(const LesionScore& scored) {
  ResultJson parts = ResultJson::object();
  for (const ScorePart& part : scored.parts)
    parts[part.name] = {{"lowest", value_json(part.lowest)},
                        {"highest", value_json(part.highest)},
                        {"because", part.because}};
  return {{"subject", scored.subject},
          {"lowest", value_json(scored.lowest)},
          {"highest", value_json(scored.highest)},
          {"category", text_json(scored.category)},
          {"issuer", scored.issuer},
          {"edition", scored.edition},
          {"parts", std::move(parts)},
          {"would_decide", scored.would_decide}};
}

ResultJson graded_json(const GenantScore& graded, const Scores& scores) {
  ResultJson levels = ResultJson::object();
  for (const VertebraScores& vertebra : scores.vertebrae)
    levels[vertebra.subject] = genant_json(vertebra.genant);
  for (const FilmVertebraScores& vertebra : scores.film_vertebrae)
    levels[vertebra.subject] = genant_json(vertebra.genant);
  return {{"subject", graded.subject},
          {"lowest", graded.lowest},
          {"highest", graded.highest},
          {"category", text_json(graded.category)},
          {"issuer", "Genant semi-quantitative grade"},
          {"edition", "1993, borders half-open, grade 0.5 not given"},
          {"parts", std::move(levels)}};
}

}  // namespace

ResultJson genant_json(const Measured<Genant>& graded) {
  if (!graded.known()) return unknown_json(graded.reason());
  const Genant& found = graded.value();
  return {
      {"grade", found.grade.known() ? ResultJson(found.grade.value()) : unknown_json(found.grade.reason())},
      {"type",
       found.type.known() ? ResultJson(word(found.type.value())) : unknown_json(found.type.reason())}};
}

ResultJson sins_json(const Score<Sins>& score) { return score_json(score, scored_sins_json); }

ResultJson lesion_scores_json(const LesionScores& scores) {
  return {{"lodwick", score_json(scores.lodwick, lesion_score_json)},
          {"lodwick_madewell", score_json(scores.lodwick_madewell, lesion_score_json)},
          {"bone_rads", score_json(scores.bone_rads, lesion_score_json)},
          {"mirels", score_json(scores.mirels, lesion_score_json)},
          {"enneking_t", score_json(scores.enneking_t, lesion_score_json)}};
}

const LesionScores& scores_of(const Scores& scores, const std::string& lesion) {
  const auto found = std::ranges::find(scores.lesions, lesion, &LesionScores::subject);
  if (found == scores.lesions.end()) throw InternalError("lesion \"" + lesion + "\" was not scored");
  return *found;
}

ResultJson scores_json(const Scores& scores) {
  ResultJson json;
  const ResultJson of_lesions = lesion_scores_json(scores.study);
  for (const char* score : {"lodwick", "lodwick_madewell", "bone_rads"}) json[score] = of_lesions.at(score);
  json["sins"] = sins_json(scores.sins);
  json["genant"] =
      score_json(scores.genant, [&](const GenantScore& graded) { return graded_json(graded, scores); });
  for (const char* score : {"mirels", "enneking_t"}) json[score] = of_lesions.at(score);
  return json;
}

}  // namespace osteosign
