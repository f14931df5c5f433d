#include "pipeline/report/film_spine_nodes.h"

#include "pipeline/report/measured_cells.h"
#include "pipeline/report/report_nodes.h"

namespace osteosign {
namespace {

using Json = nlohmann::ordered_json;

/// How the vertebrae of one view are shown.
struct ViewTable {
  const char* title;
  GenantColumn genant;
  std::vector<MeasuredColumn> columns;
};

const ViewTable& lateral_table() {
  static const ViewTable table{
      "Vertebrae on a lateral radiograph",
      GenantColumn::last,
      {{"Heights front, middle, back (mm)",
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
       {"Wall contrast to the others", {"/measurements/posterior_wall_contrast"}, 1, 2}}};
  return table;
}

const ViewTable& frontal_table() {
  static const ViewTable table{
      "Vertebrae on a frontal radiograph",
      GenantColumn::none,
      {{"Left and right of the image (mm)", {"/heights_mm/image_left", "/heights_mm/image_right"}, 1, 1},
       {"Heights to width, left and right of the image",
        {"/measurements/image_left_height_to_width", "/measurements/image_right_height_to_width"},
        1,
        2},
       {"Loss (%)", {"/height_loss_fraction"}, 100, 0},
       {"Coronal wedge (°)", {"/coronal_wedge_deg"}, 1, 1},
       {"Wedge beyond the curve (°)", {"/measurements/coronal_wedge_residual"}, 1, 1},
       {"Pedicle seen (probability, %), left and right of the image",
        {"/measurements/image_left_pedicle_seen", "/measurements/image_right_pedicle_seen"},
        100,
        0}}};
  return table;
}

mstch::map vertebra_node(const Json& vertebra, const ViewTable& table, Reasons& reasons) {
  return {{"subject", text_or_empty(vertebra, "level_shown")},
          {"cells", measured_cells(vertebra, table.columns, table.genant, reasons)},
          {"findings", finding_nodes(vertebra.at("findings"))}};
}

const ViewTable& table_of(const Json& vertebrae) {
  return text_or_empty(vertebrae.front(), "view") == "lateral" ? lateral_table() : frontal_table();
}

}  // namespace

mstch::array film_spine_nodes(const Json& result) {
  mstch::array films;
  if (!result.contains("film_spines")) return films;
  for (const Json& film : result.at("film_spines")) {
    const Json& seen = film.at("vertebrae");
    if (!seen.is_array() || seen.empty()) continue;
    const ViewTable& table = table_of(seen);
    Reasons reasons;
    mstch::array vertebrae;
    for (const Json& vertebra : seen) vertebrae.emplace_back(vertebra_node(vertebra, table, reasons));
    films.emplace_back(mstch::map{{"title", std::string(table.title)},
                                  {"columns", column_titles(table.columns, table.genant)},
                                  {"vertebrae", vertebrae},
                                  {"has_reasons", !reasons.empty()},
                                  {"reasons", reasons.nodes()}});
  }
  return films;
}

}  // namespace osteosign
