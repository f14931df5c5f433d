#include "tests/evaluation/inserted_search.h"

#include <fmt/format.h>

#include "tests/evaluation/painted_copy.h"
#include "tests/evaluation/region_lines.h"
#include "tests/evaluation/search_tables.h"

namespace osteosign::evaluation {
namespace {

namespace fs = std::filesystem;

constexpr int copies = 8;  ///< of each scan; each with its own seed

SearchedScan searched_copy(const RealScan& scan, const SearchedCt& untouched, int seed) {
  std::optional<PaintedCopy> copy = painted_copy(scan, untouched, seed);
  if (!copy) return {fmt::format("{} copy {}", scan.name, seed), scan.name, {}, {}};
  return matched(std::move(copy->scan), copy->ct.grid, search_ct(copy->ct).search);
}

std::string lines_of_untouched(const RealScan& scan, const SearchedCt& searched) {
  std::string text = fmt::format("{}: {} candidates, {} vertebrae\n", scan.name,
                                 searched.search.candidates.size(), searched.spine.found.size());
  for (const BoneCandidate& each : searched.search.candidates) text += "  " + text_of(each) + "\n";
  for (const BoneCandidate& each : searched.search.left_out) text += "  " + text_of(each) + "\n";
  for (const std::string& note : searched.search.notes) text += "  " + note + "\n";
  return text;
}

}  // namespace

std::string list_untouched_scans(const fs::path& data) {
  std::string text;
  for (const RealScan& scan : real_scans(data)) text += lines_of_untouched(scan, search_ct(scan.ct));
  return text;
}

std::string list_signs_of_inserted_lesions(const fs::path& data, const Selection& selection) {
  std::string text;
  int seed = selection.first_seed;
  for (const RealScan& scan : real_scans(data)) {
    const SearchedCt untouched = prepared_ct(scan.ct);
    text += lines_of_regions({scan.name, scan.name, {}, {}}, scan.ct, untouched);
    for (int copy = 0; copy < copies; copy += selection.stride)
      if (const std::optional<PaintedCopy> painted = painted_copy(scan, untouched, seed + copy))
        text += lines_of_regions(painted->scan, painted->ct, prepared_ct(painted->ct));
    seed += copies;
  }
  return text;
}

std::string evaluate_inserted_lesions(const fs::path& data, const Selection& selection) {
  std::vector<SearchedScan> scans;
  std::string untouched_lines = "```\n";
  int seed = selection.first_seed;
  for (const RealScan& scan : real_scans(data)) {
    const SearchedCt untouched = search_ct(scan.ct);
    untouched_lines += lines_of_untouched(scan, untouched);
    scans.push_back({scan.name, scan.name, {}, untouched.search.candidates});
    for (int copy = 0; copy < copies; copy += selection.stride)
      scans.push_back(searched_copy(scan, untouched, seed + copy));
    seed += copies;
  }
  if (scans.empty()) return fmt::format("{} is not there: nothing was measured.\n", data.string());
  const Findable findable{300, 60};
  return search_tables(scans, findable) + froc_tables(scans, findable) + untouched_lines + "```\n" +
         (selection.with_cases ? list_of_search(scans) : "");
}

}  // namespace osteosign::evaluation
