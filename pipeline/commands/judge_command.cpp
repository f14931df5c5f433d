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

void refuse_same_folder(const std::filesystem::path& input, const std::filesystem::path& output) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::is_directory(input) ? input : fs::absolute(input).parent_path();
  if (fs::weakly_canonical(folder) == fs::weakly_canonical(output))
    throw UsageError(fmt::format("--output {}: is the folder of the study that is read, which would be lost",
                                 output.string()));
}

void write_judged(const ResultJson& result, const std::filesystem::path& folder, Language language) {
  OutputFolder output(folder);
  write_text(output.folder() / "result.json", result_text(result));
  write_text(output.folder() / "report.html", report_html(result, {}, language));
  output.publish();
  fmt::print("{}\n", (folder / "result.json").string());
}

int run_judge(const JudgeRequest& request) {
  if (request.output) refuse_same_folder(request.result, *request.output);
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
