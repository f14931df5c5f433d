#include "pipeline/overview/overview_html.h"

#include <fmt/format.h>
#include <mstch/mstch.hpp>

#include <algorithm>
#include <map>

#include "features/profile/order_statistics.h"
#include "pipeline/overview/histogram_svg.h"
#include "pipeline/overview/overview_template.h"
#include "pipeline/overview/thumbnail.h"
#include "pipeline/tables/quality_row.h"
#include "pipeline/tables/quality_rules.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t most_pictures = 2000, most_rows = 500;
using Counts = std::map<std::string, std::size_t>;

std::string words_of(std::string id) {
  std::ranges::replace(id, '_', ' ');
  return id;
}

mstch::array count_nodes(const Counts& counts) {
  mstch::array nodes;
  for (const auto& [word, count] : counts)
    if (!word.empty())
      nodes.emplace_back(mstch::map{{"word", words_of(word)}, {"count", std::to_string(count)}});
  return nodes;
}

Counts counts_of(const Table& table, std::string_view column) {
  Counts counts;
  const std::size_t place = column_place(table, column);
  for (const std::vector<Cell>& row : table.rows) ++counts[cell_text(row[place])];
  return counts;
}

/// The largest longest diameter of each study.
std::map<std::string, double> largest_lesions(const Table& lesions) {
  std::map<std::string, double> largest;
  const std::size_t diameter = column_place(lesions, "longest_diameter_mm");
  for (const std::vector<Cell>& row : lesions.rows)
    if (const auto value = number_of(row[diameter])) {
      double& found = largest[cell_text(row[0])];
      found = std::max(found, *value);
    }
  return largest;
}

using Links = std::map<std::string, std::string>;

Links report_links(const std::vector<StudyRecord>& records, const fs::path& output) {
  Links links;
  for (const StudyRecord& record : records) {
    if (record.location.empty()) continue;
    const fs::path report = fs::path(record.location) / "report.html";
    if (fs::exists(report))
      links[record.study] = fs::absolute(report).lexically_relative(fs::absolute(output)).generic_string();
  }
  return links;
}

mstch::node link_node(const Links& links, const std::string& study) {
  const auto found = links.find(study);
  return found == links.end() ? mstch::node(false) : mstch::node(found->second);
}

mstch::array study_nodes(const CohortTables& tables, const std::vector<StudyRecord>& records,
                         const Links& links) {
  const Table& studies = tables.studies;
  const std::map<std::string, double> largest = largest_lesions(tables.lesions);
  Counts marks = counts_of(tables.quality, "study");
  mstch::array nodes;
  for (std::size_t each = 0; each < studies.rows.size(); ++each) {
    const auto text = [&](std::string_view column) {
      return cell_text(studies.rows[each][column_place(studies, column)]);
    };
    const std::string study = text("study");
    const auto record = std::ranges::lower_bound(records, study, {}, &StudyRecord::study);
    const std::string picture = records.size() > most_pictures || record->location.empty()
                                    ? std::string()
                                    : thumbnail_base64(record->location);
    nodes.emplace_back(mstch::map{
        {"picture", picture.empty() ? mstch::node(false) : mstch::node(picture)},
        {"study", study},
        {"link", link_node(links, study)},
        {"status", text("status")},
        {"modalities", text("modalities")},
        {"conclusion", text("conclusion")},
        {"lesions", text("lesions")},
        {"largest", largest.contains(study) ? fmt::format("{:.1f}", largest.at(study)) : std::string()},
        {"vertebrae", text("vertebrae")},
        {"malignant", words_of(text("malignant_signs"))},
        {"marks", std::to_string(marks[study])},
        {"warnings", text("warnings")},
        {"reason", text("reason")}});
  }
  return nodes;
}

mstch::array figure_nodes(const Table& table) {
  mstch::array nodes;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    if (table.columns[column].missing.find("`measurements`") == std::string::npos) continue;
    std::vector<double> values, far_away;
    for (const std::vector<Cell>& row : table.rows)
      if (const auto value = number_of(row[column])) values.push_back(*value);
    if (values.size() < 10 || std::ranges::min(values) == std::ranges::max(values)) continue;
    for (const Outlier& found : outliers(table, column, outlier_limit())) far_away.push_back(found.value);
    nodes.emplace_back(
        mstch::map{{"column", words_of(table.columns[column].name)},
                   {"unit", table.columns[column].unit == "1" ? std::string() : table.columns[column].unit},
                   {"summary", fmt::format("{} values, median {}, {} outliers", values.size(),
                                           short_number(averaged_median(values)), far_away.size())},
                   {"svg", histogram_svg(values, far_away)}});
  }
  return nodes;
}

mstch::array distribution_nodes(const CohortTables& tables) {
  mstch::array nodes;
  for (const auto& [title, table] : {std::pair("Lesions", &tables.lesions), {"Vertebrae", &tables.vertebrae}})
    if (mstch::array figures = figure_nodes(*table); !figures.empty())
      nodes.emplace_back(mstch::map{{"title", std::string(title)}, {"figures", std::move(figures)}});
  return nodes;
}

/// The first rows of a table, each column by its name.
mstch::array row_nodes(const Table& table, const Links& links) {
  mstch::array nodes;
  for (const std::vector<Cell>& row : table.rows) {
    if (nodes.size() == most_rows) break;
    mstch::map node{{"link", link_node(links, cell_text(row[0]))}};
    for (std::size_t column = 0; column < row.size(); ++column) {
      const auto* const number = std::get_if<double>(&row[column]);
      node[table.columns[column].name] = number != nullptr ? short_number(*number) : cell_text(row[column]);
    }
    nodes.emplace_back(std::move(node));
  }
  return nodes;
}

}  // namespace

std::string overview_html(const CohortTables& tables, const std::vector<StudyRecord>& records,
                          const fs::path& output) {
  const Links links = report_links(records, output);
  const std::size_t marks = tables.quality.rows.size(), refused = tables.refused_files.rows.size();
  mstch::map page{{"study_count", std::to_string(tables.studies.rows.size())},
                  {"statuses", count_nodes(counts_of(tables.studies, "status"))},
                  {"conclusions", count_nodes(counts_of(tables.studies, "conclusion"))},
                  {"refused_file_count", std::to_string(refused)},
                  {"quality_count", std::to_string(marks)},
                  {"outlier_limit", short_number(outlier_limit())},
                  {"without_pictures", records.size() > most_pictures},
                  {"studies", study_nodes(tables, records, links)},
                  {"distributions", distribution_nodes(tables)},
                  {"has_quality", marks > 0},
                  {"quality_left_out", marks > most_rows},
                  {"quality_shown", std::to_string(most_rows)},
                  {"quality", row_nodes(tables.quality, links)},
                  {"has_refused", refused > 0},
                  {"refused_left_out", refused > most_rows},
                  {"refused_shown", std::to_string(most_rows)},
                  {"refused", row_nodes(tables.refused_files, links)}};
  return mstch::render(overview_template, page);
}

}  // namespace osteosign
