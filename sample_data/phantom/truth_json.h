#pragma once
#include <nlohmann/json.hpp>

#include "sample_data/phantom/phantom_ct.h"
#include "sample_data/phantom/phantom_film.h"

namespace osteosign::phantom {

/// truth.json (schema in README.md), keys in a fixed order.
nlohmann::ordered_json truth_of(const PhantomCt& phantom);
nlohmann::ordered_json truth_of(const PhantomFilm& phantom);

/// Adds every described figure of `description` under its name.
template <class Description>
nlohmann::ordered_json described(Description description) {
  nlohmann::ordered_json json;
  describe(description, [&](const ParameterDescription& parameter, auto& member) {
    json[std::string(parameter.name)] = member;
  });
  return json;
}
nlohmann::ordered_json described_phantom(const BonePhantom& phantom);

/// Truth is stated to a millionth, so that the last bits of a mathematics library do not show.
double rounded(double value);
nlohmann::ordered_json numbers(const Eigen::VectorXd& vector);
nlohmann::ordered_json grid_json(const ImageGrid& grid);
std::string name_of(EdgeShape shape);
nlohmann::ordered_json lesion_json(const LesionTruth& lesion);

}  // namespace osteosign::phantom
