#pragma once
#include <string>
#include <string_view>

#include "sample_data/phantom/bone_phantom.h"

namespace osteosign::phantom {

/// A UID under 2.25 (PS3.5 B.2) made of the first 128 bits of the SHA-256 of a text: the same text, the same
/// UID.
std::string uid_from(std::string_view text);

/// All figures of a description as text, for uid_from: two studies that differ in a figure differ in their
/// UIDs.
template <class Description>
std::string figures_of(Description description) {
  std::string text;
  describe(description, [&](const ParameterDescription& parameter, auto& member) {
    text.append(parameter.name).append("=").append(std::to_string(member)).append(";");
  });
  return text;
}
std::string figures_of_phantom(const BonePhantom& phantom);

}  // namespace osteosign::phantom
