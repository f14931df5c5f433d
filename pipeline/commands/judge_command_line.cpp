#include "pipeline/commands/judge_command_line.h"

#include <map>
#include <string>

namespace osteosign {

void add_language(CLI::App& command, Language& language) {
  static const std::map<std::string, Language> languages{{"en", Language::english}, {"fr", Language::french}};
  command
      .add_option("--language", language, "language of the report: en or fr; files for programs stay English")
      ->transform(CLI::CheckedTransformer(languages).description("en|fr"))
      ->default_str("en");
}

void add_judge(CLI::App& program, JudgeRequest& request) {
  CLI::App& judge = *program.add_subcommand(
      "judge", "judge stored measurements again, without images: other context, thresholds or language");
  judge.add_option("RESULT", request.result, "result.json, or the folder that holds it")->required();
  judge.add_option("--context", request.context_file,
                   "clinical context (JSON); its keys replace those that were stored");
  judge.add_option("--parameters", request.parameter_file, "parameter file; only its criteria count here");
  judge.add_option("-o,--output", request.output,
                   "folder for result.json and report.html; without it the result goes to standard output");
  add_language(judge, request.language);
}

}  // namespace osteosign
