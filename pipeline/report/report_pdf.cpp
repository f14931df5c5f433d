#include "pipeline/report/report_pdf.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "pipeline/report/report_html.h"
#include "pipeline/report/words.h"

namespace osteosign {
namespace {

/// The node of that name, or null; the template leaves out what is not there, and so does the paper.
const mstch::node* part_of(const mstch::map& map, const char* name) {
  const auto found = map.find(name);
  return found == map.end() ? nullptr : &found->second;
}

std::string text_of(const mstch::map& map, const char* name) {
  const mstch::node* const node = part_of(map, name);
  const auto* const text = node == nullptr ? nullptr : boost::get<std::string>(node);
  return text == nullptr ? std::string{} : *text;
}

bool is_true(const mstch::map& map, const char* name) {
  const mstch::node* const node = part_of(map, name);
  const auto* const flag = node == nullptr ? nullptr : boost::get<bool>(node);
  return flag != nullptr && *flag;
}

std::vector<mstch::map> maps_of(const mstch::map& map, const char* name) {
  std::vector<mstch::map> maps;
  const mstch::node* const node = part_of(map, name);
  if (const auto* const array = node == nullptr ? nullptr : boost::get<mstch::array>(node))
    for (const mstch::node& each : *array)
      if (const auto* const part = boost::get<mstch::map>(&each)) maps.push_back(*part);
  return maps;
}

std::vector<std::string> texts_of(const mstch::map& map, const char* name) {
  std::vector<std::string> texts;
  const mstch::node* const node = part_of(map, name);
  if (const auto* const array = node == nullptr ? nullptr : boost::get<mstch::array>(node))
    for (const mstch::node& each : *array)
      if (const auto* const text = boost::get<std::string>(&each)) texts.push_back(*text);
  return texts;
}

std::string lines_of(const mstch::map& map, const char* name) {
  return fmt::format("{}", fmt::join(texts_of(map, name), "\n"));
}

/// Line by line, since cells hold several sentences.
std::string lines_in_language(const std::string& text, Language language) {
  constexpr std::string_view bullet = "• ";
  std::string translated;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!translated.empty()) translated += '\n';
    const bool listed = line.starts_with(bullet);
    translated += listed ? std::string(bullet) + in_language(line.substr(bullet.size()), language)
                         : in_language(line, language);
  }
  return translated;
}

void translate(PrintedHeading& heading, Language language) {
  heading.text = lines_in_language(heading.text, language);
}
void translate(PrintedText& text, Language language) { text.text = lines_in_language(text.text, language); }
void translate(PrintedPicture& picture, Language language) {
  picture.caption = lines_in_language(picture.caption, language);
}
void translate(PrintedTable& table, Language language) {
  for (std::string& cell : table.header) cell = lines_in_language(cell, language);
  for (auto& row : table.rows)
    for (std::string& cell : row) cell = lines_in_language(cell, language);
}

class Report {
 public:
  Report(const mstch::map& page, const std::vector<ReportPicture>& pictures)
      : page_(page), pictures_(pictures) {}

  std::vector<PrintedBlock> blocks() {
    add_conclusion();
    add_orientation();
    for (const mstch::map& lesion : maps_of(page_, "lesions")) add_lesion(lesion);
    add_spine();
    if (const auto findings = maps_of(page_, "study_findings"); !findings.empty()) {
      blocks_.emplace_back(PrintedHeading{"Findings on the whole study", 2});
      add_findings(findings);
    }
    add_not_assessable();
    add_images();
    return blocks_;
  }

 private:
  void add_text(const std::string& text) {
    if (!text.empty()) blocks_.emplace_back(PrintedText{text});
  }

  void add_pictures(const std::string& subject) {
    for (const ReportPicture& picture : pictures_)
      if (picture.subject == subject)
        blocks_.emplace_back(PrintedPicture{rgb_picture(picture), picture.caption});
  }

  void add_conclusion() {
    blocks_.emplace_back(PrintedHeading{"Bone lesions: " + text_of(page_, "conclusion"), 1});
    add_text("For research use only. Not a medical device; makes no diagnosis.");
    const std::string date = text_of(page_, "date");
    add_text(fmt::format("{}{}; study {}", text_of(page_, "modalities"), date.empty() ? "" : ", " + date,
                         text_of(page_, "study_uid")));
    add_text(text_of(page_, "conclusion_meaning"));
    add_text(text_of(page_, "rule"));
    if (is_true(page_, "has_signs")) {
      add_text("Malignant signs: " + text_of(page_, "malignant_signs"));
      for (const mstch::map& sign : maps_of(page_, "malignant"))
        for (const std::string& line : texts_of(sign, "lines")) add_text("• " + line);
      add_text("Benign signs: " + text_of(page_, "benign_signs"));
      add_text("Not assessable: " + text_of(page_, "not_assessable_signs"));
    }
    for (const std::string& step : texts_of(page_, "next_steps")) add_text("• " + step);
  }

  void add_ranked(const char* title, const char* list) {
    PrintedTable table{{0.08, 0.3, 0.31, 0.31}, {"Rank", title, "For", "Against"}, {}};
    for (const mstch::map& entry : maps_of(page_, list)) {
      const auto* const rank = boost::get<int>(part_of(entry, "rank"));
      table.rows.push_back({rank == nullptr ? "" : std::to_string(*rank), text_of(entry, "name"),
                            lines_of(entry, "for"), lines_of(entry, "against")});
    }
    if (!table.rows.empty()) blocks_.emplace_back(std::move(table));
  }

  void add_orientation() {
    if (!is_true(page_, "has_orientation")) return;
    blocks_.emplace_back(PrintedHeading{"What may lie behind it", 2});
    add_text(
        "No appearance is specific. This orients the work-up and is no diagnosis: only a biopsy confirms.");
    add_ranked("Tumour", "differential");
    add_ranked("Organ", "origins");
  }

  void add_findings(const std::vector<mstch::map>& findings) {
    PrintedTable table{
        {0.22, 0.16, 0.62}, {"Criterion", "Speaks for", "Measured, against its threshold"}, {}};
    for (const mstch::map& finding : findings) {
      std::string said;
      for (const std::string& evidence : texts_of(finding, "evidence")) said += evidence + "\n";
      said += text_of(finding, "reason");
      table.rows.push_back({text_of(finding, "criterion"), text_of(finding, "verdict_name"), said});
    }
    blocks_.emplace_back(std::move(table));
  }

  void add_measurements(const std::vector<mstch::map>& measurements) {
    PrintedTable table{{0.3, 0.25, 0.45}, {"Measurement", "Value", "Method, or why it is unknown"}, {}};
    for (const mstch::map& measurement : measurements) {
      const bool known = is_true(measurement, "known");
      table.rows.push_back({text_of(measurement, "name"), known ? text_of(measurement, "value") : "unknown",
                            text_of(measurement, known ? "method" : "reason")});
    }
    blocks_.emplace_back(std::move(table));
  }

  void add_lesion(const mstch::map& lesion) {
    const std::string id = text_of(lesion, "id");
    blocks_.emplace_back(PrintedHeading{"Lesion " + id, 2});
    add_text(text_of(lesion, "summary"));
    add_pictures(id);
    add_findings(maps_of(lesion, "findings"));
    add_measurements(maps_of(lesion, "measurements"));
  }

  void add_spine() {
    const mstch::node* const node = part_of(page_, "spine");
    const auto* const spine = node == nullptr ? nullptr : boost::get<mstch::map>(node);
    if (spine == nullptr || !is_true(*spine, "known")) return;
    blocks_.emplace_back(PrintedHeading{"Spine", 2});
    add_pictures("spine");
    for (const std::string& score : texts_of(*spine, "scores")) add_text("• " + score);
    PrintedTable table{{0.35, 0.65}, {"Level", "Malignant signs"}, {}};
    for (const mstch::map& vertebra : maps_of(*spine, "vertebrae"))
      table.rows.push_back({text_of(vertebra, "level"),
                            is_true(vertebra, "abnormal") ? text_of(vertebra, "malignant_signs") : "none"});
    blocks_.emplace_back(std::move(table));
    for (const mstch::map& vertebra : maps_of(*spine, "vertebrae")) {
      if (!is_true(vertebra, "abnormal")) continue;
      blocks_.emplace_back(PrintedHeading{text_of(vertebra, "level"), 3});
      add_pictures(text_of(vertebra, "level"));
      add_findings(maps_of(vertebra, "findings"));
      add_measurements(maps_of(vertebra, "measurements"));
    }
  }

  void add_not_assessable() {
    PrintedTable table{{0.25, 0.25, 0.5}, {"Criterion", "Subject", "Reason"}, {}};
    for (const mstch::map& entry : maps_of(page_, "not_assessable"))
      table.rows.push_back(
          {text_of(entry, "criterion"), text_of(entry, "subject"), text_of(entry, "reason")});
    if (table.rows.empty()) return;
    blocks_.emplace_back(PrintedHeading{"What could not be assessed", 2});
    blocks_.emplace_back(std::move(table));
  }

  void add_images() {
    blocks_.emplace_back(PrintedHeading{"Images", 2});
    add_pictures("study");
    for (const mstch::map& series : maps_of(page_, "series"))
      add_text(fmt::format("{}: {}; {}; {}", text_of(series, "name"), text_of(series, "grid"),
                           text_of(series, "geometry"), text_of(series, "quality")));
    for (const std::string& warning : texts_of(page_, "warnings")) add_text("Warning: " + warning);
    add_text(text_of(page_, "software"));
  }

  const mstch::map& page_;
  const std::vector<ReportPicture>& pictures_;
  std::vector<PrintedBlock> blocks_;
};

}  // namespace

PrintedDocument printed_report(const nlohmann::ordered_json& result,
                               const std::vector<ReportPicture>& pictures, const std::string& date,
                               const std::string& time, Language language) {
  const mstch::map page = report_page(result, {});
  std::vector<PrintedBlock> blocks = Report(page, pictures).blocks();
  for (PrintedBlock& block : blocks) std::visit([&](auto& part) { translate(part, language); }, block);
  return {.title = in_language("osteosign report", language),
          .footer = in_language("osteosign. For research use only. Not a medical device. Page", language),
          .created = fmt::format("{}-{}-{}T{}:{}:{}Z", date.substr(0, 4), date.substr(4, 2),
                                 date.substr(6, 2), time.substr(0, 2), time.substr(2, 2), time.substr(4, 2)),
          .blocks = std::move(blocks)};
}

}  // namespace osteosign
