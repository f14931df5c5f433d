#include "pipeline/commands/compare_command_line.h"

#include "pipeline/commands/judge_command_line.h"

namespace osteosign {

void add_same_lesions(CLI::App& command, std::vector<std::string>& words) {
  command
      .add_option(
          "--same-lesion", words,
          "PRIOR_ID=ID: these lesions of the prior study and of this one are the same; may be repeated")
      ->allow_extra_args(false);
}

void add_compare(CLI::App& program, CompareRequest& request) {
  CLI::App& compare = *program.add_subcommand(
      "compare", "two studies of one patient: growth, lesions that are new or not found again");
  compare.add_option("PRIOR", request.earlier, "earlier study: DICOM, or the folder of its result")
      ->required();
  compare.add_option("CURRENT", request.now, "later study: DICOM, or the folder of its result")->required();
  compare
      .add_option("-o,--output", request.output,
                  "folder for the result of the later study, judged with its growth")
      ->required();
  add_same_lesions(compare, request.same_lesions);
  compare.add_option("--parameters", request.parameter_file, "parameter file");
  compare.add_option("--context", request.context_file, "clinical context (JSON)");
  add_language(compare, request.language);
}

}  // namespace osteosign
