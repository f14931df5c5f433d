#pragma once
#include <span>

namespace osteosign {

/// The bytes of femur_network.onnx, which are part of the program.
std::span<const unsigned char> learned_femur_weights();

}  // namespace osteosign
