#include "tests/evaluation/real_pedicles.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "io/dicom/read_radiograph.h"
#include "sample_data/phantom/paint/paint_film.h"
#include "tests/evaluation/judged_pedicles.h"

namespace osteosign::evaluation {
namespace {

namespace fs = std::filesystem;

Radiograph without_pedicle(const Radiograph& film, const Eigen::Vector2d& centre_px,
                           const Eigen::Vector2d& semi_axes_px) {
  Radiograph painted = film;
  painted.pixels =
      phantom::painted_out({film.columns, film.rows, film.pixels}, {centre_px, semi_axes_px, 0}, 1).values;
  return painted;
}

}  // namespace

const std::array<RealPedicles, 2>& real_pedicles() {
  static const std::array<RealPedicles, 2> films{{{"0001-F-037Y0.dcm",
                                                   {40, 66},
                                                   {{{894, 240, 1071, 245},
                                                     {891, 430, 1081, 430},
                                                     {868, 628, 1076, 640},
                                                     {838, 850, 1081, 860},
                                                     {816, 1050, 1091, 1040}}}},
                                                  {"0223-F-063Y0.dcm",
                                                   {46, 76},
                                                   {{{1124, 628, 1324, 573},
                                                     {1179, 842, 1400, 752},
                                                     {1272, 1063, 1517, 966},
                                                     {1324, 1256, 1628, 1200},
                                                     {1276, 1463, 1641, 1394}}}}}};
  return films;
}

Radiograph read_real_film(const fs::path& radiographs, const RealPedicles& real) {
  const fs::path file = radiographs / "spine_ap_lumbar" / real.file;
  for (const StudyEntry& study : find_series({file}).studies)
    for (const SeriesEntry& series : study.series)
      for (const InstanceEntry& instance : series.instances) return read_radiograph(instance);
  throw InputError(file.string() + ": holds no radiograph");
}

std::string evaluate_real_pedicles(const fs::path& radiographs, bool with_cases) {
  if (!fs::exists(radiographs)) return radiographs.string() + " is missing: no real films\n";
  std::string lines, text =
                         "| film | raised as it is | level | left painted out | right painted out "
                         "|\n|---|---|---|---|---|\n";
  for (const RealPedicles& real : real_pedicles()) {
    const Radiograph film = read_real_film(radiographs, real);
    const std::vector<JudgedOnFilm> intact = judged_on(film, nullptr);
    const auto raised = std::ranges::count_if(intact, &JudgedOnFilm::raised);
    for (const JudgedOnFilm& one : intact)
      if (with_cases) lines += line_of(fmt::format("{} as it is", real.file), one);
    for (std::size_t level = 0; level < real.pedicles.size(); ++level) {
      std::array<std::string, 2> said;
      for (std::size_t side = 0; side < 2; ++side) {
        const std::array<double, 4>& at = real.pedicles[level];
        const Eigen::Vector2d missing(at[2 * side], at[2 * side + 1]);
        const std::vector<JudgedOnFilm> painted =
            judged_on(without_pedicle(film, missing, real.painted_px), &missing);
        const auto vertebra = std::ranges::find_if(painted, &JudgedOnFilm::missing);
        const double least_px = 3 * real.painted_px.x();
        for (const JudgedOnFilm& one : painted)
          if (with_cases && (one.missing || one.raised))
            lines += line_of(
                fmt::format("{} L{} {} painted, {} {:.0f} px away", real.file, level + 1,
                            side == 0 ? "left" : "right", one.missing ? "nearest" : "other", one.away_px),
                one);
        if (vertebra == painted.end() || vertebra->away_px > least_px)
          said[side] = "not found";
        else
          said[side] = vertebra->raised ? "raised" : vertebra->z.known() ? "missed" : "not compared";
      }
      text += fmt::format("| {} | {} of {} | L{} | {} | {} |\n", real.file, raised, intact.size(), level + 1,
                          said[0], said[1]);
    }
  }
  return lines + text;
}

}  // namespace osteosign::evaluation
