#pragma once
#include <filesystem>
#include <string>

namespace osteosign::evaluation {

/// Real femur films (shared/data/radiographs/femur). On films without a tumour an ellipse on the shaft stands
/// for a lesion: lines imagined there, and gaps painted into the bone near it that are seen. On films with an
/// outlined tumour: lines that are told. `cases` chooses films by the number of their case: odd, even or all.
std::string evaluate_film_fracture_films(const std::filesystem::path& radiographs, const std::string& cases);
std::string list_film_fracture_films(const std::filesystem::path& radiographs, const std::string& cases);

}  // namespace osteosign::evaluation
