#include "pipeline/commands/command_line.h"

#include <CLI/CLI.hpp>
#include <fstream>
#include <map>
#include <memory>

#include "io/files/clinical_context_file.h"
#include "pipeline/commands/batch_command_line.h"
#include "pipeline/commands/commands.h"
#include "pipeline/commands/compare_command_line.h"
#include "pipeline/commands/judge_command_line.h"
#include "pipeline/commands/logging.h"
#include "pipeline/commands/serve_command_line.h"
#include "pipeline/parameters.h"
#include "pipeline/version.h"

namespace osteosign {
namespace {

const std::map<std::string, GapPolicy> gap_policies{
    {"error", GapPolicy::error}, {"interpolate", GapPolicy::interpolate}, {"report", GapPolicy::report}};
const std::map<std::string, SeriesPolicy> series_policies{{"best", SeriesPolicy::best_for_bone},
                                                          {"all", SeriesPolicy::all}};

/// Words of `analyze` as they stand on the command line; understood after parsing, so that errors name them.
struct AnalyzeWords {
  std::vector<std::string> seeds, film_seeds, boxes, film_levels, same_lesions;
  std::string formats = "json,html,png,sr,seg", segments = "lesions";
  std::optional<std::string> lesion, labels, label_names, context, parameters, pseudonym_key, inputs_from,
      prior;
};

struct CommandLine {
  AnalysisRequest request;
  AnalyzeWords words;
  JudgeRequest judge;
  CompareRequest compare;
  LogLevel log_level = LogLevel::progress;
  BatchCommandLine batch = {};
  ListingStyle listing = ListingStyle::text;
  TableStyle table = TableStyle::text;
  ServeLine serve;
};

void add_inputs(CLI::App& command, CommandLine& line) {
  command.add_option("INPUT", line.request.inputs, "DICOM files or folders, mixed and nested as they come")
      ->required();
}

void add_gaps(CLI::App& command, CommandLine& line) {
  command
      .add_option("--gaps", line.request.gaps,
                  "missing slices: error refuses the series, interpolate fills them in, report keeps the "
                  "longest even run")
      ->transform(CLI::CheckedTransformer(gap_policies));
}

void add_prompts(CLI::App& analyze, CommandLine& line) {
  // Texts such as "-12,3,40" start with a dash and hold commas: one text an option, repeat the option for
  // more.
  const auto texts = [&](const char* name, std::vector<std::string>& into, const char* help) {
    analyze.add_option(name, into, help)->allow_extra_args(false)->delimiter('\0');
  };
  texts("--seed", line.words.seeds, "CT: X,Y,Z of a point in a lesion, patient mm (LPS); may be repeated");
  texts("--seed-pixel", line.words.film_seeds,
        "radiograph: COLUMN,ROW of a point in a lesion; FILE.dcm: before it picks the image");
  texts(
      "--box", line.words.boxes,
      "CT: X0,Y0,Z0,X1,Y1,Z1 around a lesion, patient mm (LPS); radiograph: C0,R0,C1,R1 in pixels, FILE.dcm: "
      "before it picks the image; may be repeated");
  texts("--level-at", line.words.film_levels,
        "radiograph: COLUMN,ROW=L3, the level of the vertebra there, from which the others are counted; "
        "FILE.dcm: "
        "before it picks the image");
  analyze.add_option("--lesion", line.words.lesion,
                     "mask of lesions: NIfTI, NRRD, DICOM SEG, RTSTRUCT, or PNG on a radiograph");
  analyze.add_option("--labels", line.words.labels,
                     "bones and vertebrae from elsewhere: NIfTI, NRRD, DICOM SEG, RTSTRUCT");
}

void add_prior(CLI::App& analyze, CommandLine& line) {
  analyze.add_option(
      "--prior", line.words.prior,
      "earlier study of the same patient, DICOM or the folder of its result: growth is judged");
  add_same_lesions(analyze, line.words.same_lesions);
}

void add_segmenter(CLI::App& analyze, CommandLine& line) {
  analyze.add_option("--labels-command", line.request.labels.command,
                     "program that segments: \"prog {input} {output}\", folder in, folder out, no shell");
  analyze.add_option("--label-names", line.words.label_names,
                     "JSON file that names the labels: {\"1\": \"L3\", ...}");
  analyze.add_option("--label-scheme", line.request.labels.scheme,
                     "numbering of the labels: totalsegmentator, verse or names");
}

/// What holds for one study and for every study of a batch.
void add_study_options(CLI::App& analyze, CommandLine& line) {
  add_gaps(analyze, line);
  add_segmenter(analyze, line);
  analyze.add_option("--view", line.request.film_facts.view,
                     "view of the radiograph when the header does not say it (AP, LAT, ...)");
  analyze.add_option("--laterality", line.request.film_facts.laterality,
                     "side of the radiograph when the header does not say it (L or R)");
  analyze.add_option("--body-part", line.request.film_facts.body_part,
                     "body part when the header does not say it");
  analyze.add_option("--series", line.request.series, "CT series to analyze: the best one for bone, or all")
      ->transform(CLI::CheckedTransformer(series_policies));
  analyze.add_option("--context", line.words.context, "clinical context (JSON)");
  analyze.add_option("--parameters", line.words.parameters,
                     "parameter file; `osteosign parameters` prints the template");
  analyze
      .add_option("--formats", line.words.formats, "what to write: json, html, png, sr, seg, sc, pdf, nifti")
      ->capture_default_str();
  analyze
      .add_option("--segments", line.words.segments,
                  "what the DICOM segmentation holds: lesions, vertebrae, bones")
      ->capture_default_str();
  analyze.add_option("--pseudonymize", line.words.pseudonym_key,
                     "file with a secret key: pseudonyms and moved dates in every output");
  add_language(analyze, line.request.language);
  analyze.add_option("--threads", line.request.threads, "processor threads; 0 for all")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  analyze.add_flag_callback(
      "--quiet", [&line] { line.log_level = LogLevel::warnings_only; },
      "only warnings and errors on standard error");
}

void add_analyze(CLI::App& program, CommandLine& line) {
  CLI::App& analyze = *program.add_subcommand("analyze", "one study: read, segment, measure, judge, report");
  add_inputs(analyze, line);
  analyze.get_option("INPUT")->required(false);
  analyze.add_option("--inputs-from", line.words.inputs_from,
                     "text file with one input a line, beside INPUT");
  analyze
      .add_option("-o,--output", line.request.output,
                  "folder to write; made whole under another name, then renamed")
      ->required();
  add_prompts(analyze, line);
  add_prior(analyze, line);
  add_study_options(analyze, line);
}

void add_other_commands(CLI::App& program, CommandLine& line) {
  CLI::App& inspect = *program.add_subcommand(
      "inspect", "what is in there: studies, series, geometry, what would be refused and why");
  add_inputs(inspect, line);
  add_gaps(inspect, line);
  inspect.add_flag_callback(
      "--json", [&line] { line.listing = ListingStyle::json; }, "as JSON");
  CLI::App& parameters = *program.add_subcommand(
      "parameters", "the parameter template with meaning, range and source of each value");
  parameters.add_flag_callback(
      "--markdown", [&line] { line.table = TableStyle::markdown; }, "as a table for documents");
  CLI::App& criteria =
      *program.add_subcommand("criteria", "every criterion with its threshold and reference");
  criteria.add_option("--parameters", line.words.parameters, "parameter file whose thresholds to show");
  criteria.add_flag_callback(
      "--markdown", [&line] { line.table = TableStyle::markdown; }, "as a table for documents");
}

std::optional<std::filesystem::path> path_of(const std::optional<std::string>& word) {
  if (!word) return std::nullopt;
  return std::filesystem::path(*word);
}

void add_lines_of(const std::string& file, std::vector<std::filesystem::path>& inputs) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw UsageError("--inputs-from " + file + ": cannot be opened");
  for (std::string name; std::getline(stream, name);)
    if (!name.empty()) inputs.emplace_back(name);
}

void add_box(const std::variant<FilmBox, Eigen::AlignedBox3d>& box, AnalysisRequest& request) {
  if (const auto* const on_film = std::get_if<FilmBox>(&box))
    request.film_boxes.push_back(*on_film);
  else
    request.boxes_in_patient_mm.push_back(std::get<Eigen::AlignedBox3d>(box));
}

AnalysisRequest understood(const CommandLine& line) {
  AnalysisRequest request = line.request;
  if (line.words.inputs_from) add_lines_of(*line.words.inputs_from, request.inputs);
  for (const std::string& word : line.words.seeds) request.seeds_in_patient_mm.push_back(parse_seed(word));
  for (const std::string& word : line.words.film_seeds) request.film_seeds.push_back(parse_film_seed(word));
  for (const std::string& word : line.words.boxes) add_box(parse_box(word), request);
  for (const std::string& word : line.words.film_levels)
    request.film_levels.push_back(parse_film_level(word));
  for (const std::string& word : line.words.same_lesions)
    request.same_lesions.push_back(parse_same_lesion(word));
  request.formats = parse_formats(line.words.formats);
  request.segments = parse_segments(line.words.segments);
  request.pseudonym_key = path_of(line.words.pseudonym_key);
  request.lesion_mask = path_of(line.words.lesion);
  request.labels.file = path_of(line.words.labels);
  request.labels.names = path_of(line.words.label_names);
  request.prior = path_of(line.words.prior);
  request.context_file = path_of(line.words.context);
  request.parameter_file = path_of(line.words.parameters);
  if (request.labels.file && request.labels.command)
    throw UsageError("--labels and --labels-command exclude each other");
  if (request.prior && request.pseudonym_key)
    throw UsageError("--prior and --pseudonymize exclude each other: compare the pseudonymized results");
  return request;
}

AnalysisRequest understood_study(const CommandLine& line) {
  AnalysisRequest request = understood(line);
  if (request.inputs.empty()) throw UsageError("analyze: no INPUT is given");
  return request;
}

/// A file or a word that no study could use is told once, before the first.
int run_batch_of(const CLI::App& program, const CommandLine& line) {
  const AnalysisRequest request = understood(line);
  if (request.parameter_file) read_parameters(*request.parameter_file);
  if (request.context_file) read_clinical_context(*request.context_file);
  return run_batch_or_collect(program, line.batch, request.threads);
}

int run_named(const CLI::App& program, const CommandLine& line) {
  if (program.got_subcommand("analyze")) return run_analyze(understood_study(line));
  if (program.got_subcommand("judge")) return run_judge(line.judge);
  if (program.got_subcommand("compare")) return run_compare(line.compare);
  if (program.got_subcommand("batch") || program.got_subcommand("collect"))
    return run_batch_of(program, line);
  if (program.got_subcommand("inspect"))
    return run_inspect(line.request.inputs, line.request.gaps, line.listing);
  if (program.got_subcommand("serve")) return run_serve(line.serve);
  if (program.got_subcommand("parameters")) return run_parameters(line.table);
  return run_criteria(path_of(line.words.parameters), line.table);
}

}  // namespace

int run_command_line(int argument_count, const char* const* arguments) {
  CLI::App program(
      "osteosign: measured signs of bone lesions from DICOM radiographs and CT. For research; not a medical "
      "device.",
      "osteosign");
  program.set_version_flag("--version", std::string(software_name) + " " + std::string(software_version) +
                                            " (" + std::string(software_commit) + ")");
  program.require_subcommand(1);
  CommandLine line;
  add_analyze(program, line);
  add_batch(program, line.batch, [&line](CLI::App& batch) { add_study_options(batch, line); });
  add_judge(program, line.judge);
  add_compare(program, line.compare);
  add_other_commands(program, line);
  add_serve(program, line.serve);
  try {
    program.parse(argument_count, arguments);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : 1;
  }
  start_logging(line.log_level);
  return run_named(program, line);
}

}  // namespace osteosign
