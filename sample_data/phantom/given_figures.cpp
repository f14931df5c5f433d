#include "sample_data/phantom/given_figures.h"

#include <algorithm>

namespace osteosign::phantom {

namespace {

EdgeShape edge_named(const std::string& name) {
  if (name == "sharp") return EdgeShape::sharp;
  if (name == "linear") return EdgeShape::linear;
  if (name == "gaussian") return EdgeShape::gaussian;
  throw UsageError(fmt::format("lesion_edge is '{}', but must be sharp, linear or gaussian", name));
}

bool names_a_lesion(const GivenFigures& given) {
  return !given.lesion_edge.empty() ||
         std::any_of(given.figures.begin(), given.figures.end(),
                     [](const auto& figure) { return figure.first.starts_with("lesion_"); });
}

}  // namespace

void apply(const GivenFigures& given, Kind& kind) {
  apply(given, kind.phantom.bone);
  apply(given, kind.phantom.damage);
  apply(given, kind.phantom.around);
  apply(given, kind.scan);
  apply(given, kind.exposure);
  if (given.figures.contains("seed") && !given.figures.contains("film_seed"))
    kind.exposure.seed = kind.scan.seed;
  if (!names_a_lesion(given)) return;
  if (kind.phantom.lesions.empty()) kind.phantom.lesions.emplace_back();
  apply(given, kind.phantom.lesions.front());
  if (!given.lesion_edge.empty()) kind.phantom.lesions.front().edge.shape = edge_named(given.lesion_edge);
}

}  // namespace osteosign::phantom
