#include "features/radiograph/neighbour_contrast.h"

namespace osteosign {

NeighbourContrast neighbour_contrast(const FilmRegion& region) {
  NeighbourContrast contrast;
  contrast.grey = smoothed(region.grey, region.columns, region.rows, 1.0);
  double pairs = 0;
  for_each_neighbour_pair(region.columns, region.rows, [&](int a, int b, double) {
    const double difference = static_cast<double>(contrast.grey[a]) - contrast.grey[b];
    contrast.mean_square += difference * difference;
    pairs += 1;
  });
  if (pairs > 0) contrast.mean_square /= pairs;
  return contrast;
}

}  // namespace osteosign
