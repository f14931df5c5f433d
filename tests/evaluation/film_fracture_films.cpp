#include "tests/evaluation/film_fracture_films.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>

#include "features/radiograph/bone/trace_bone.h"
#include "features/radiograph/femur/femur_on_film.h"
#include "features/radiograph/fracture/film_fracture_line.h"
#include "io/dicom/find_series.h"
#include "io/dicom/read_radiograph.h"
#include "io/files/mask_picture.h"
#include "sample_data/phantom/draw.h"
#include "tests/evaluation/evaluated_cases.h"
#include "tests/evaluation/fracture_answers.h"
#include "tests/evaluation/painted_gap.h"

namespace osteosign::evaluation {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t stream = 89;

struct RealFilm {
  std::string name;
  Radiograph film;
  RadiographField field;
  Measured<FemurOnFilm> femur = Unknown{"not looked for"};
  std::optional<RadiographLesionOutline> tumour;
};

bool is_chosen(const std::string& name, const std::string& cases) {
  const int number = std::stoi(name.substr(3, 2));  // N_c01_AP_...
  return cases == "all" || (number % 2 == 1) == (cases == "odd");
}

Radiograph read_film(const fs::path& file) {
  for (const StudyEntry& study : find_series({file}).studies)
    for (const SeriesEntry& series : study.series)
      for (const InstanceEntry& instance : series.instances) return read_radiograph(instance);
  throw InputError(file.string() + ": holds no radiograph");
}

/// Both tumour labels, which differ between the views of one case.
std::optional<RadiographLesionOutline> tumour_of(const fs::path& labels, const std::string& name,
                                                 const Radiograph& film) {
  RadiographLesionOutline outline{film.columns, film.rows, {}};
  outline.inside.assign(film.pixels.size(), 0);
  bool any = false;
  for (const char* kind : {"_tumour.png", "_surface.png"}) {
    const fs::path file = labels / (name + kind);
    if (!fs::exists(file)) continue;
    const MaskPicture mask = read_mask_picture(file);
    for (std::size_t i = 0; i < mask.labels.size() && i < outline.inside.size(); ++i)
      if (mask.labels[i] != 0) outline.inside[i] = any = true;
  }
  if (!any) return std::nullopt;
  return outline;
}

std::vector<RealFilm> read_films(const fs::path& radiographs, const std::string& cases) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(radiographs / "femur" / "dicom"))
    if (entry.path().extension() == ".dcm" && is_chosen(entry.path().stem().string(), cases))
      files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<RealFilm> films;
  for (const fs::path& file : files) {
    RealFilm real;
    real.name = file.stem().string();
    real.film = read_film(file);
    real.field = prepare_radiograph(real.film, {});
    real.femur = femur_on_film(look_for_femur(on_square(real.film)), {});
    real.tumour = tumour_of(radiographs / "femur" / "labels", real.name, real.film);
    films.push_back(std::move(real));
  }
  return films;
}

/// Shaft and its direction where an ellipse is laid.
struct PlaceOnShaft {
  Eigen::Vector2d middle_px, along;
  double width_px;
};

RadiographLesionOutline ellipse(const Radiograph& film, const PlaceOnShaft& place, double half_across_px,
                                double half_along_px, double off_px) {
  RadiographLesionOutline outline{film.columns, film.rows, {}};
  const Eigen::Vector2d across(-place.along.y(), place.along.x());
  const Eigen::Vector2d middle = place.middle_px + off_px * across;
  for (int r = 0; r < film.rows; ++r)
    for (int c = 0; c < film.columns; ++c) {
      const Eigen::Vector2d from = Eigen::Vector2d(c, r) - middle;
      outline.inside.push_back(
          std::hypot(from.dot(across) / half_across_px, from.dot(place.along) / half_along_px) < 1 ? 1 : 0);
    }
  return outline;
}

/// A random place of the diaphysis or metaphysis; nothing when the network sees no shaft.
std::optional<PlaceOnShaft> place_on(const RealFilm& real, phantom::Draw& chance) {
  if (!real.femur.known()) return std::nullopt;
  const FemurOnFilm& femur = real.femur.value();
  std::vector<Eigen::Vector2d> shaft;
  for (int r = 0; r < femur.rows; ++r)
    for (int c = 0; c < femur.columns; ++c) {
      const auto part = static_cast<FemurPart>(femur.parts[static_cast<std::size_t>(r) * femur.columns + c]);
      if (part == FemurPart::diaphysis || part == FemurPart::metaphysis) shaft.emplace_back(c, r);
    }
  if (shaft.size() < 500) return std::nullopt;
  RadiographLesionOutline spot{real.film.columns, real.film.rows, {}};
  spot.inside.assign(real.film.pixels.size(), 0);
  const Eigen::Vector2d at =
      shaft[static_cast<std::size_t>(chance.whole(0, static_cast<int>(shaft.size()) - 1))];
  spot.inside[static_cast<std::size_t>(at.y()) * spot.columns + static_cast<std::size_t>(at.x())] = 1;
  const Measured<BoneAxis> axis = axis_of_femur(femur, spot);
  if (!axis.known()) return std::nullopt;
  return PlaceOnShaft{axis.value().origin_px, axis.value().along, axis.value().width_px};
}

FilmFractureLine measured(const RealFilm& real, const Radiograph& film,
                          const RadiographLesionOutline& outline) {
  const Measured<TracedBone> bone = trace_bone(film, real.field, real.femur, outline, {});
  if (!bone.known()) return unmeasured_fracture_line(bone.unknown());
  return measure_film_fracture_line(film, real.field, bone.value(), outline, {});
}

std::string line(const char* who, const FilmFractureLine& found) {
  const std::string at =
      found.middle_px.known()
          ? fmt::format("at {:.0f},{:.0f}", found.middle_px.value().x(), found.middle_px.value().y())
          : "";
  return fmt::format("    {:8} length={} least={} T={:.1f}/{:.1f} assessed={} gap={} step={} {} | {}\n", who,
                     text(found.length_to_width), text(found.least_gap_to_width), found.excess,
                     found.excess_elsewhere, text(found.assessed_fraction), text(found.gap_to_width),
                     text(found.step_to_width), at,
                     found.length_to_width.known() ? "" : found.length_to_width.reason());
}

/// A lesion that is none, drawn on a healthy shaft, and a gap near it.
struct PaintedCase {
  std::string name;
  RadiographLesionOutline outline;
  PaintedGap gap;
  double lean_deg = 0;
};

std::vector<PaintedCase> painted_cases(const RealFilm& real) {
  constexpr int on_each = 3;
  std::vector<PaintedCase> made;
  for (int round = 0; round < on_each; ++round) {
    auto seed = static_cast<std::uint64_t>(round);
    for (const char letter : real.name) seed = 131 * seed + static_cast<unsigned char>(letter);
    phantom::Draw chance(seed % 1'000'003, stream);
    const auto place = place_on(real, chance);
    if (!place) continue;
    const double w = place->width_px;
    PaintedCase one;
    one.name = fmt::format("{} {}", real.name, round);
    one.outline = ellipse(real.film, *place, chance.between(0.1, 0.3) * w, chance.between(0.15, 0.4) * w,
                          chance.between(-0.3, 0.3) * w);
    one.lean_deg = chance.between(-45, 45);
    const double lean = one.lean_deg * std::numbers::pi / 180;
    const Eigen::Vector2d across(-place->along.y(), place->along.x());
    one.gap = {place->middle_px + chance.between(-0.35, 0.35) * w * place->along,
               std::cos(lean) * across + std::sin(lean) * place->along, chance.between(0.01, 0.07) * w,
               chance.between(0.7, 1.2), w};
    made.push_back(std::move(one));
  }
  return made;
}

const char* gap_row(double gap_to_width) {
  return gap_to_width < 0.03   ? "gap painted, 0.01 to 0.03 widths of the bone"
         : gap_to_width < 0.05 ? "gap painted, 0.03 to 0.05 widths"
                               : "gap painted, 0.05 to 0.07 widths";
}

/// Tables and lists of the same run.
struct FilmsRun {
  std::string lines;
  std::map<std::string, FractureAnswers> rows;
  std::map<std::string, int> reasons;  ///< of healthy shafts of which nothing was told
  std::vector<double> gap_errors;

  void add_healthy(const RealFilm& real) {
    for (const PaintedCase& one : painted_cases(real)) {
      const FilmFractureLine healthy = measured(real, real.film, one.outline);
      lines += fmt::format("{} width {:.0f} gap {:.3f} lean {:+.0f}\n", one.name, one.gap.width_px,
                           one.gap.gap_px / one.gap.width_px, one.lean_deg) +
               line("as it is", healthy);
      rows["healthy shaft"].add(healthy.length_to_width);
      if (!healthy.length_to_width.known()) ++reasons[healthy.length_to_width.reason()];
      const auto broken = painted(real.film, real.field, real.femur.value(), one.gap);
      if (!broken) continue;
      const FilmFractureLine found = measured(real, *broken, one.outline);
      lines += line("painted", found);
      rows[gap_row(one.gap.gap_px / one.gap.width_px)].add(found.length_to_width);
      if (found.gap_to_width.known())
        gap_errors.push_back(found.gap_to_width.value().value - one.gap.gap_px / one.gap.width_px);
    }
  }

  void add_tumour(const RealFilm& real) {
    const FilmFractureLine found = measured(real, real.film, *real.tumour);
    lines += real.name + "\n" + line("tumour", found);
    rows["tumour, outlined by a reader"].add(found.length_to_width);
  }
};

FilmsRun run(const fs::path& radiographs, const std::string& cases) {
  FilmsRun run;
  for (const RealFilm& real : read_films(radiographs, cases)) {
    if (real.tumour)
      run.add_tumour(real);
    else if (real.name.starts_with('N'))
      run.add_healthy(real);
  }
  return run;
}

}  // namespace

std::string list_film_fracture_films(const fs::path& radiographs, const std::string& cases) {
  return run(radiographs, cases).lines;
}

std::string evaluate_film_fracture_films(const fs::path& radiographs, const std::string& cases) {
  const FilmsRun result = run(radiographs, cases);
  std::string text =
      answers_table("real femur films", result.rows) +
      quantiles("Painted gap of lines that were seen, error in widths of the bone", result.gap_errors);
  text += "| why nothing is told of a healthy shaft | places |\n|---|---|\n";
  for (const auto& [reason, count] : result.reasons) text += fmt::format("| {} | {} |\n", reason, count);
  return text;
}

}  // namespace osteosign::evaluation
