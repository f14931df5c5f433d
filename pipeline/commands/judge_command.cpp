#include "pipeline/commands/judge_command.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "io/values/errors.h"
#include "pipeline/followed_study.h"
#include "pipeline/judge_result.h"
#include "pipeline/output_folder.h"
#include "pipeline/report/report_html.h"
#include "pipeline/result/result_json.h"

namespace osteosign {

std::optional<std::string> context_text(const std::optional<std::filesystem::path>& file) {
  if (!file) return std::nullopt;
  std::ifstream stream(*file, std::ios::binary);
  if (!stream) throw InputError(fmt::format("{}: cannot be opened", file->string()));
  return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

void write_judged(const ResultJson& result, const std::filesystem::path& folder, Language language) {
  OutputFolder output(folder);
  write_text(output.folder() / "result.json", result_text(result));
  write_text(output.folder() / "report.html", report_html(result, {}, language));
  output.publish();
  fmt::print("{}\n", (folder / "result.json").string());
}

int run_judge(const JudgeRequest& request) {
  const Parameters parameters =
      request.parameter_file ? read_parameters(*request.parameter_file) : Parameters{};
  const ResultJson result = judged_again(stored_result(request.result), request.result.string(),
                                         parameters.criteria, context_text(request.context_file));
  if (request.output)
    write_judged(result, *request.output, request.language);
  else
    fmt::print("{}", result_text(result));
  return 0;
}

}  // namespace osteosign
