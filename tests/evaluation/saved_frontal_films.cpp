#include <fmt/format.h>

#include <array>
#include <fstream>
#include <random>

#include "io/files/png.h"
#include "tests/evaluation/film_pedicles.h"
#include "tests/evaluation/film_spine.h"
#include "tests/evaluation/real_pedicles.h"

namespace osteosign::evaluation {
namespace {

namespace fs = std::filesystem;

constexpr const char* head = "film,number,left_x,left_y,left_there,right_x,right_y,right_there\n";

/// A spine of which about every fourth vertebra lost a pedicle, turned by up to 10 degrees.
phantom::RandomSpine spine_with_lost_pedicles(int seed) {
  constexpr std::array<phantom::SpineSign, 5> shown{
      phantom::SpineSign::none, phantom::SpineSign::osteophytes, phantom::SpineSign::none,
      phantom::SpineSign::osteoporosis, phantom::SpineSign::coronal_wedge};
  constexpr double lost_share = 0.25, most_turned_deg = 10;
  constexpr int vertebrae = 7, lumbar_5 = 24;
  std::mt19937 random(static_cast<unsigned>(seed));
  const auto chance = [&] { return static_cast<double>(random()) / 4294967296.0; };
  phantom::RandomSpine spine =
      phantom::random_spine({.seed = static_cast<std::uint64_t>(seed),
                             .sign = shown[static_cast<std::size_t>(seed) % shown.size()],
                             .vertebrae = vertebrae,
                             .lowest_level = lumbar_5});
  spine.phantom.shape.rotation_deg += most_turned_deg * (2 * chance() - 1);
  for (int number = 1; number <= vertebrae; ++number) {
    if (chance() > lost_share) continue;
    phantom::VertebraSigns& signs = spine.phantom.signs[number];
    (chance() < 0.5 ? signs.left_pedicle_lysis : signs.right_pedicle_lysis) = 1;
  }
  return spine;
}

void save_picture(const Radiograph& film, const fs::path& file) {
  Gray16Picture picture{film.columns, film.rows, {}};
  for (const float value : film.pixels) picture.gray.push_back(static_cast<std::uint16_t>(value));
  write_file(encode_png(picture), file);
}

void save_cast_films(const fs::path& folder, int count, const Selection& selection) {
  std::ofstream table(folder / fmt::format("pedicles_{}.csv", selection.first_seed));
  table << head;
  for (int i = 0; i < count; i += selection.stride) {
    const int seed = selection.first_seed + i;
    const phantom::RandomSpine spine = spine_with_lost_pedicles(seed);
    const phantom::SpineCt scanned = scanned_for_films(spine);
    const phantom::FilmOfCt made = cast_film(scanned, phantom::FilmView::ap, seed);
    const std::string name = fmt::format("film_{}.png", seed);
    save_picture(made.film, folder / name);
    for (const phantom::VertebraOnFilm& vertebra : phantom::vertebrae_on_film(scanned, made)) {
      const phantom::VertebraSigns& signs = phantom::signs_of(spine.phantom, vertebra.number);
      table << fmt::format("{},{},{:.1f},{:.1f},{},{:.1f},{:.1f},{}\n", name, vertebra.number,
                           vertebra.left_pedicle.x(), vertebra.left_pedicle.y(), signs.left_pedicle_lysis < 1,
                           vertebra.right_pedicle.x(), vertebra.right_pedicle.y(),
                           signs.right_pedicle_lysis < 1);
    }
    table.flush();
  }
}

void save_real_films(const fs::path& radiographs, const fs::path& folder) {
  std::ofstream table(folder / "pedicles_real.csv");
  table << head;
  for (const RealPedicles& real : real_pedicles()) {
    const std::string name = "real_" + fs::path(real.file).stem().string() + ".png";
    save_picture(read_real_film(radiographs, real), folder / name);
    for (std::size_t level = 0; level < real.pedicles.size(); ++level) {
      const std::array<double, 4>& at = real.pedicles[level];
      table << fmt::format("{},{},{},{},true,{},{},true\n", name, level + 1, at[0], at[1], at[2], at[3]);
    }
  }
}

}  // namespace

std::string save_frontal_films(const fs::path& radiographs, const fs::path& folder, int count,
                               const Selection& selection) {
  fs::create_directories(folder);
  if (fs::exists(radiographs)) save_real_films(radiographs, folder);
  save_cast_films(folder, count, selection);
  return folder.string() + "\n";
}

}  // namespace osteosign::evaluation
