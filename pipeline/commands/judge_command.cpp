#include "pipeline/commands/judge_command.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "io/values/errors.h"
#include "pipeline/judge_result.h"
#include "pipeline/output_folder.h"
#include "pipeline/report/report_html.h"
#include "pipeline/result/result_json.h"

namespace osteosign {
namespace {

std::string text_of_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw InputError(fmt::format("{}: cannot be opened", file.string()));
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

ResultJson json_of_file(const std::filesystem::path& file) {
  try {
    return ResultJson::parse(text_of_file(file));
  } catch (const ResultJson::exception& error) {
    throw InputError(fmt::format("{}: is not JSON: {}", file.string(), error.what()));
  }
}

}  // namespace

int run_judge(const JudgeRequest& request) {
  const Parameters parameters =
      request.parameter_file ? read_parameters(*request.parameter_file) : Parameters{};
  const std::filesystem::path file =
      std::filesystem::is_directory(request.result) ? request.result / "result.json" : request.result;
  std::optional<std::string> context;
  if (request.context_file) context = text_of_file(*request.context_file);
  const ResultJson result = judged_again(json_of_file(file), file.string(), parameters.criteria, context);
  if (!request.output) {
    fmt::print("{}", result_text(result));
    return 0;
  }
  OutputFolder output(*request.output);
  write_text(output.folder() / "result.json", result_text(result));
  write_text(output.folder() / "report.html", report_html(result, {}, request.language));
  output.publish();
  fmt::print("{}\n", (*request.output / "result.json").string());
  return 0;
}

}  // namespace osteosign
