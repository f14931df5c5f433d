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

}  // namespace osteosign::phantom
