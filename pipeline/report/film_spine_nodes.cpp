#include "pipeline/report/film_spine_nodes.h"

#include "pipeline/report/measured_cells.h"
#include "pipeline/report/report_nodes.h"

namespace osteosign {
namespace {

using Json = nlohmann::ordered_json;

const std::vector<MeasuredColumn>& columns() {
  static const std::vector<MeasuredColumn> all{
      {"Heights front, middle, back (mm)",
       {"/heights_mm/anterior", "/heights_mm/middle", "/heights_mm/posterior"},
       1,
       1},
      {"Heights to depth, front, middle, back",
       {"/measurements/anterior_height_to_depth", "/measurements/middle_height_to_depth",
        "/measurements/posterior_height_to_depth"},
       1,
       2},
      {"Loss (%)", {"/height_loss_fraction"}, 100, 0},
      {"Sagittal wedge (°)", {"/measurements/sagittal_wedge"}, 1, 1},
      {"Wall bulge (mm)", {"/posterior_wall_bulge_mm"}, 1, 1},
      {"Wall bulge (% of the depth)", {"/measurements/posterior_wall_bulge_to_depth"}, 100, 1},
      {"Wall contrast to the others", {"/measurements/posterior_wall_contrast"}, 1, 2}};
  return all;
}

mstch::map vertebra_node(const Json& vertebra, Reasons& reasons) {
  return {{"subject", text_or_empty(vertebra, "level_shown")},
          {"cells", measured_cells(vertebra, columns(), reasons)},
          {"findings", finding_nodes(vertebra.at("findings"))}};
}

bool is_lateral(const Json& film) {
  const Json& vertebrae = film.at("vertebrae");
  return vertebrae.is_array() && !vertebrae.empty() && text_or_empty(vertebrae.front(), "view") == "lateral";
}

}  // namespace

mstch::array film_spine_nodes(const Json& result) {
  mstch::array films;
  if (!result.contains("film_spines")) return films;
  for (const Json& film : result.at("film_spines")) {
    if (!is_lateral(film)) continue;
    Reasons reasons;
    mstch::array vertebrae;
    for (const Json& vertebra : film.at("vertebrae"))
      vertebrae.emplace_back(vertebra_node(vertebra, reasons));
    films.emplace_back(mstch::map{{"columns", column_titles(columns())},
                                  {"vertebrae", vertebrae},
                                  {"has_reasons", !reasons.empty()},
                                  {"reasons", reasons.nodes()}});
  }
  return films;
}

}  // namespace osteosign
