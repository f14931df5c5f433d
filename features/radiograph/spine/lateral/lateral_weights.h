#pragma once
#include <span>

namespace osteosign {

/// The bytes of lateral_network.onnx, which are part of the program.
std::span<const unsigned char> learned_lateral_weights();

}  // namespace osteosign
