#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc/detail/gcgraph.hpp>

#include "features/radiograph/neighbour_contrast.h"
#include "features/radiograph/outline_methods.h"

namespace osteosign {

std::vector<float> outline_by_graph_cut(const FilmRegion& region, const LesionEvidence& evidence,
                                        const OutlineMethodParameters& parameters) {
  const int count = region.columns * region.rows;
  cv::detail::GCGraph<double> graph;
  graph.create(static_cast<unsigned>(count), static_cast<unsigned>(4 * count));
  for (int i = 0; i < count; ++i) {
    graph.addVtx();
    const double odds = evidence.log_odds[i];
    graph.addTermWeights(i, odds > 0 ? odds : 0, odds < 0 ? -odds : 0);
  }
  const NeighbourContrast contrast = neighbour_contrast(region);
  for_each_neighbour_pair(region.columns, region.rows, [&](int from, int to, double distance) {
    const double pull = parameters.smoothness * contrast.similarity(from, to) / distance;
    graph.addEdges(from, to, pull, pull);
  });
  graph.maxFlow();
  std::vector<float> inside(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) inside[i] = graph.inSourceSegment(i) ? 1.0F : 0.0F;
  return inside;
}

}  // namespace osteosign
