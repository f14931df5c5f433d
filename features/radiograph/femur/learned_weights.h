#pragma once
#include <span>

namespace osteosign {

/// The bytes of femur_network.onnx, lesion_network.onnx and search_network.onnx, which are part of the
/// program.
std::span<const unsigned char> learned_femur_weights();
std::span<const unsigned char> learned_lesion_weights();
std::span<const unsigned char> learned_search_weights();

}  // namespace osteosign
