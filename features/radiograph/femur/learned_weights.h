#pragma once
#include <span>

namespace osteosign {

/// The bytes of femur_network.onnx and of lesion_network.onnx, which are part of the program.
std::span<const unsigned char> learned_femur_weights();
std::span<const unsigned char> learned_lesion_weights();

}  // namespace osteosign
