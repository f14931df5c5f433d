#pragma once
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "io/files/mask_picture.h"
#include "io/images/radiograph.h"

namespace osteosign {

/// A real lateral film of the lumbar spine with true corners of its bodies, from cranial to caudal: anterior
/// superior, posterior superior, posterior inferior, anterior inferior. The last one is the sacrum.
struct LateralPanel {
  std::string name;
  Radiograph film;
  std::vector<std::array<Eigen::Vector2d, 4>> corners_px;
};

/// Corners of one name, sorted by row, belong to the bodies in turn. The legend mixes the names up,
/// differently on one film, so that places decide: the front lies at the left on all of them.
inline std::vector<std::array<Eigen::Vector2d, 4>> panel_corners(
    std::map<std::string, std::vector<Eigen::Vector2d>> named) {
  for (auto& [name, points] : named)
    std::ranges::sort(points, {}, [](const Eigen::Vector2d& point) { return point.y(); });
  const bool as_named = named.at("TL").front().y() < named.at("BL").front().y();
  const std::array<std::string, 4> order = as_named ? std::array<std::string, 4>{"TL", "BR", "BL", "TR"}
                                                    : std::array<std::string, 4>{"BL", "BR", "TR", "TL"};
  std::vector<std::array<Eigen::Vector2d, 4>> bodies(named.at("TL").size());
  for (std::size_t body = 0; body < bodies.size(); ++body)
    for (std::size_t corner = 0; corner < order.size(); ++corner)
      bodies[body][corner] = named.at(order[corner]).at(body);
  return bodies;
}

inline Radiograph film_of_panel(const std::filesystem::path& picture) {
  const MaskPicture read = read_mask_picture(picture);
  Radiograph film;
  film.columns = read.columns;
  film.rows = read.rows;
  film.pixels.assign(read.labels.begin(), read.labels.end());
  film.view = std::string("LATERAL");
  film.body_part = std::string("LSPINE");
  return film;
}

/// The panels of shared/data/radiographs/spine_lateral_corners; none when the folder is missing.
inline std::vector<LateralPanel> lateral_panels(const std::filesystem::path& folder) {
  std::map<std::string, std::map<std::string, std::vector<Eigen::Vector2d>>> corners;
  std::ifstream table(folder / "corners_dev.csv");
  std::string line;
  std::getline(table, line);
  while (std::getline(table, line)) {
    std::istringstream cells(line);
    std::string sample, name, x, y;
    std::getline(cells, sample, ',');
    std::getline(cells, name, ',');
    std::getline(cells, x, ',');
    std::getline(cells, y, ',');
    corners[sample][name].emplace_back(std::stod(x), std::stod(y));
  }
  std::vector<LateralPanel> panels;
  for (const auto& [sample, named] : corners)
    panels.push_back({sample, film_of_panel(folder / (sample + ".png")), panel_corners(named)});
  return panels;
}

}  // namespace osteosign
