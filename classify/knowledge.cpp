#include "classify/knowledge.h"

#include <algorithm>

#include "classify/facts.h"
#include "classify/knowledge/knowledge_texts.h"
#include "io/files/strict_object.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

std::string required(StrictObject& given, const char* key, const std::string& file) {
  if (auto text = given.text(key)) return *text;
  throw UsageError(file + ": an entry has no " + key);
}

std::vector<StrictObject> entries_of(StrictObject& file, const char* key) {
  return file.objects(key).value_or(std::vector<StrictObject>{});
}

/// Facts that are described; none when the list is not written.
std::vector<std::string> facts_in(StrictObject& given, const char* key, const std::string& file) {
  std::vector<std::string> ids = given.texts(key).value_or(std::vector<std::string>{});
  for (const std::string& id : ids)
    if (fact_description(id) == nullptr)
      throw UsageError(file + ": " + key + ": there is no fact \"" + id + '"');
  return ids;
}

template <class Entry>
void refuse_repeated_ids(const std::vector<Entry>& entries, const std::string& file) {
  for (const Entry& entry : entries)
    if (std::ranges::count(entries, entry.id, &Entry::id) > 1)
      throw UsageError(file + ": the id \"" + entry.id + "\" is given twice");
}

std::vector<TumourKnowledge> read_tumours(StrictObject& file, const std::string& name) {
  std::vector<TumourKnowledge> tumours;
  for (StrictObject& given : entries_of(file, "tumours")) {
    TumourKnowledge tumour;
    tumour.id = required(given, "id", name);
    tumour.name = required(given, "name", name);
    tumour.tissue = required(given, "tissue", name);
    tumour.nature = required(given, "nature", name);
    tumour.fits = facts_in(given, "fits", name);
    tumour.supported_by = facts_in(given, "supported_by", name);
    tumour.contradicted_by = facts_in(given, "contradicted_by", name);
    tumour.remark = given.text("remark").value_or("");
    tumour.when_benign = given.text("when_benign").value_or("");
    tumour.source = required(given, "source", name);
    given.refuse_other_keys();
    tumours.push_back(std::move(tumour));
  }
  refuse_repeated_ids(tumours, name);
  return tumours;
}

std::vector<OriginKnowledge> read_origins(StrictObject& file, const std::string& name) {
  std::vector<OriginKnowledge> origins;
  for (StrictObject& given : entries_of(file, "origins")) {
    OriginKnowledge origin;
    origin.id = required(given, "id", name);
    origin.name = required(given, "name", name);
    origin.also_called = given.texts("also_called").value_or(std::vector<std::string>{});
    origin.supported_by = facts_in(given, "supported_by", name);
    origin.contradicted_by = facts_in(given, "contradicted_by", name);
    origin.remark = given.text("remark").value_or("");
    origin.source = required(given, "source", name);
    given.refuse_other_keys();
    origins.push_back(std::move(origin));
  }
  refuse_repeated_ids(origins, name);
  return origins;
}

std::vector<StepKnowledge> read_steps(StrictObject& file, const std::string& name) {
  std::vector<StepKnowledge> steps;
  for (StrictObject& given : entries_of(file, "steps")) {
    StepKnowledge step;
    step.id = required(given, "id", name);
    step.when = facts_in(given, "when", name);
    step.unless = facts_in(given, "unless", name);
    step.text = required(given, "text", name);
    step.source = required(given, "source", name);
    given.refuse_other_keys();
    steps.push_back(std::move(step));
  }
  refuse_repeated_ids(steps, name);
  return steps;
}

}  // namespace

Knowledge parse_knowledge(const std::string& tumours, const std::string& origins, const std::string& steps) {
  const std::string tumour_file = "primary_tumours.json", origin_file = "metastasis_origins.json",
                    step_file = "next_steps.json";
  StrictObject of_tumours = StrictObject::parse(tumours, tumour_file);
  StrictObject of_origins = StrictObject::parse(origins, origin_file);
  StrictObject of_steps = StrictObject::parse(steps, step_file);
  Knowledge read;
  read.version = required(of_tumours, "version", tumour_file);
  for (auto [object, file] : {std::pair{&of_origins, &origin_file}, std::pair{&of_steps, &step_file}})
    if (required(*object, "version", *file) != read.version)
      throw UsageError(*file + ": its version is not that of " + tumour_file);
  read.tumours = read_tumours(of_tumours, tumour_file);
  read.origins = read_origins(of_origins, origin_file);
  read.origins_note = required(of_origins, "note", origin_file);
  read.steps = read_steps(of_steps, step_file);
  for (StrictObject* file : {&of_tumours, &of_origins, &of_steps}) file->refuse_other_keys();
  return read;
}

const Knowledge& knowledge() {
  static const Knowledge built_in = parse_knowledge(std::string(knowledge_texts::primary_tumours),
                                                    std::string(knowledge_texts::metastasis_origins),
                                                    std::string(knowledge_texts::next_steps));
  return built_in;
}

}  // namespace osteosign
