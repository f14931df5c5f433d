#include "features/radiograph/spine/lateral/lateral_weights.h"

extern "C" {
extern const unsigned char osteosign_lateral_network[];
extern const unsigned char osteosign_lateral_network_end[];
}

namespace osteosign {

std::span<const unsigned char> learned_lateral_weights() {
  return {osteosign_lateral_network, osteosign_lateral_network_end};
}

}  // namespace osteosign
