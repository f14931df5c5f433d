#include "features/radiograph/femur/learned_weights.h"

extern "C" {
extern const unsigned char osteosign_femur_network[];
extern const unsigned char osteosign_femur_network_end[];
extern const unsigned char osteosign_lesion_network[];
extern const unsigned char osteosign_lesion_network_end[];
extern const unsigned char osteosign_search_network[];
extern const unsigned char osteosign_search_network_end[];
}

namespace osteosign {

std::span<const unsigned char> learned_femur_weights() {
  return {osteosign_femur_network, osteosign_femur_network_end};
}

std::span<const unsigned char> learned_lesion_weights() {
  return {osteosign_lesion_network, osteosign_lesion_network_end};
}

std::span<const unsigned char> learned_search_weights() {
  return {osteosign_search_network, osteosign_search_network_end};
}

}  // namespace osteosign
