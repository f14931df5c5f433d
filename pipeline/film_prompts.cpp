#include "pipeline/film_prompts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "io/values/errors.h"
#include "pipeline/external_labels.h"

namespace osteosign {
namespace {

/// "b/c.dcm" ends "a/b/c.dcm", "c.dcm" does, ".dcm" does not.
bool path_ends_in(const std::string& path, const std::string& end) {
  if (!path.ends_with(end)) return false;
  return path.size() == end.size() || path[path.size() - end.size() - 1] == '/';
}

std::size_t film_of(const std::string& file, const std::string& prompt,
                    const std::vector<Radiograph>& films) {
  std::vector<std::size_t> matching;
  std::vector<std::string> names;
  for (std::size_t film = 0; film < films.size(); ++film) {
    names.push_back(films[film].file);
    if (file.empty() || path_ends_in(films[film].file, file)) matching.push_back(film);
  }
  if (matching.size() == 1) return matching.front();
  throw UsageError(
      fmt::format("{}: {} of the {} radiographs of this study match; put the file before the value, as in "
                  "FILE.dcm:...; radiographs: {}",
                  prompt, matching.size(), films.size(), fmt::join(names, ", ")));
}

PixelBox whole_pixels(const FilmBox& box) {
  const auto rounded = [](double value) { return static_cast<int>(std::lround(value)); };
  return {rounded(box.corners[0]), rounded(box.corners[1]), rounded(box.corners[2]), rounded(box.corners[3])};
}

}  // namespace

std::vector<FilmPrompts> prompts_by_film(const AnalysisRequest& request,
                                         const std::vector<Radiograph>& films) {
  std::vector<FilmPrompts> prompts(films.size());
  for (const FilmBox& box : request.film_boxes)
    prompts[film_of(box.file, fmt::format("--box {:g}", fmt::join(box.corners, ",")), films)].boxes.push_back(
        whole_pixels(box));
  for (const FilmSeed& seed : request.film_seeds)
    prompts[film_of(seed.file, fmt::format("--seed-pixel {:g},{:g}", seed.column, seed.row), films)]
        .seeds_px.push_back({seed.column, seed.row});
  for (const FilmLevel& level : request.film_levels)
    prompts[film_of(level.at.file,
                    fmt::format("--level-at {:g},{:g}={}", level.at.column, level.at.row, level.level),
                    films)]
        .levels.push_back({{level.at.column, level.at.row}, level.level});
  if (request.lesion_mask && films.size() == 1)
    prompts.front().masks = read_film_lesions(*request.lesion_mask, films.front());
  if (request.lesion_mask && films.size() > 1)
    throw UsageError(
        fmt::format("--lesion {}: the study holds {} radiographs; analyze the one it was drawn on",
                    request.lesion_mask->string(), films.size()));
  return prompts;
}

}  // namespace osteosign
