#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <tbb/global_control.h>

#include <opencv2/core/utility.hpp>
#include <optional>

#include "io/files/clinical_context_file.h"
#include "pipeline/analyze_study.h"
#include "pipeline/commands/commands.h"
#include "pipeline/commands/logging.h"
#include "pipeline/followed_study.h"
#include "pipeline/output_folder.h"
#include "pipeline/pseudonyms.h"
#include "pipeline/study_report.h"
#include "pipeline/write_study.h"

namespace osteosign {
namespace {

/// The log names files and UIDs while it is written.
void close_log(const AnalysisRequest& request, const OutputFolder& output) {
  close_log_file();
  if (request.pseudonym_key)
    pseudonymize_file(output.folder() / "log.txt", pseudonyms_for(*request.pseudonym_key, paths_of(request)));
}

/// The result of an earlier stage goes up to main as it is; before that, the folder tells why nothing was
/// analyzed.
void publish_refusal(const Failure& failure, const Parameters& parameters, const AnalysisRequest& request,
                     OutputFolder& output) {
  write_refusal(refused_result(failure, parameters), request, output.folder());
  spdlog::error("{}", failure.what());
  close_log(request, output);
  output.publish();
}

void publish_study(const StudyAnalysis& study, const Parameters& parameters, const AnalysisRequest& request,
                   OutputFolder& output) {
  const StudyResult result = study_result(study, parameters);
  write_study(study, result, request, output.folder());
  for (const auto& [stage, milliseconds] : result.timing_ms)
    spdlog::info("{}: {:.0f} ms", stage, milliseconds);
  for (const std::string& warning : result.warnings) spdlog::warn("{}", warning);
  if (study.pseudonyms) {
    close_log_file();
    pseudonymize_file(output.folder() / "log.txt", *study.pseudonyms);
  } else {
    close_log_file();
  }
  output.publish();
}

}  // namespace

int run_analyze(const AnalysisRequest& request) {
  const Parameters parameters =
      request.parameter_file ? read_parameters(*request.parameter_file) : Parameters{};
  const ClinicalContext context =
      request.context_file ? read_clinical_context(*request.context_file) : ClinicalContext{};
  std::optional<tbb::global_control> limit;
  if (request.threads > 0)
    limit.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(request.threads));
  cv::setNumThreads(1);  // parallel sums of OpenCV would depend on the number of threads
  if (request.pseudonym_key) read_pseudonym_key(*request.pseudonym_key);  // before hours of work
  std::optional<FollowedStudy> earlier;
  if (request.prior) earlier = earlier_study(*request.prior, parameters);
  OutputFolder output(request.output);
  log_to_file(output.folder() / "log.txt");
  try {
    publish_study(analyze_study(request, parameters, context, earlier), parameters, request, output);
  } catch (const Failure& failure) {
    if (!failure.blames_input()) throw;
    publish_refusal(failure, parameters, request, output);
    return failure.exit_code();
  }
  fmt::print("{}\n", (request.output / "result.json").string());
  return 0;
}

}  // namespace osteosign
