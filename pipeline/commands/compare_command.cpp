#include "pipeline/commands/compare_command.h"

#include <fmt/format.h>

#include "pipeline/commands/commands.h"
#include "pipeline/commands/judge_command.h"
#include "pipeline/followed_study.h"
#include "pipeline/judge_result.h"
#include "pipeline/parameter_texts.h"
#include "pipeline/result/comparison_json.h"

namespace osteosign {
namespace {

/// The stored measurements of the later study with their growth since the earlier one.
ResultJson with_growth(ResultJson now, const std::string& origin, const FollowedStudy& earlier,
                       const Parameters& parameters, const SameLesions& same) {
  put_comparison(compare_studies(earlier, followed(now, origin), parameters.follow_up, same), now);
  now["warnings"].push_back(patient_not_checked);
  now["parameters"]["follow_up"] = parameters_in_force(parameters).at("follow_up");
  return now;
}

}  // namespace

int run_compare(const CompareRequest& request) {
  for (const auto* const study : {&request.earlier, &request.now}) refuse_same_folder(*study, request.output);
  SameLesions same;
  for (const std::string& word : request.same_lesions) same.push_back(parse_same_lesion(word));
  if (!is_stored_result(request.now)) {
    AnalysisRequest analysis;
    analysis.inputs = {request.now};
    analysis.output = request.output;
    analysis.prior = request.earlier;
    analysis.same_lesions = same;
    analysis.context_file = request.context_file;
    analysis.parameter_file = request.parameter_file;
    analysis.language = request.language;
    return run_analyze(analysis);
  }
  const Parameters parameters =
      request.parameter_file ? read_parameters(*request.parameter_file) : Parameters{};
  const FollowedStudy earlier = earlier_study(request.earlier, parameters);
  const std::string origin = request.now.string();
  const ResultJson result =
      judged_again(with_growth(stored_result(request.now), origin, earlier, parameters, same), origin,
                   parameters.criteria, context_text(request.context_file));
  write_judged(result, request.output, request.language);
  return 0;
}

}  // namespace osteosign
