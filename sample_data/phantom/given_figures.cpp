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

/// The vertebra that figures of signs and of a lesion go to; the one in the middle when none is named.
int named_vertebra(const GivenFigures& given, const SpinePhantom& spine) {
  const auto found = given.figures.find("sign_vertebra");
  return found == given.figures.end() ? (spine.shape.vertebrae + 1) / 2 : static_cast<int>(found->second);
}

bool names_facets(const GivenFigures& given) {
  return std::any_of(given.figures.begin(), given.figures.end(),
                     [](const auto& figure) { return figure.first.starts_with("facet_"); });
}

bool names_a_sign(const GivenFigures& given) {
  return std::any_of(given.figures.begin(), given.figures.end(), [](const auto& figure) {
    return figure.first.starts_with("sign_") && figure.first != "sign_vertebra";
  });
}

void apply(const GivenFigures& given, SpinePhantom& spine) {
  apply(given, spine.shape);
  apply(given, spine.bone);
  apply(given, spine.around);
  const int vertebra = named_vertebra(given, spine);
  if (names_a_sign(given)) apply(given, spine.signs[vertebra]);
  if (names_facets(given)) apply(given, spine.facets[vertebra]);
  if (!names_a_lesion(given)) return;
  if (spine.lesions.empty()) spine.lesions.push_back({vertebra, {}});
  apply(given, spine.lesions.front().body);
  if (!given.lesion_edge.empty()) spine.lesions.front().body.edge.shape = edge_named(given.lesion_edge);
}

}  // namespace

void apply(const GivenFigures& given, Kind& kind) {
  if (kind.spine) {
    apply(given, *kind.spine);
    apply(given, kind.scan);
    apply(given, kind.exposure);
    return;
  }
  apply(given, kind.phantom.bone);
  apply(given, kind.phantom.damage);
  apply(given, kind.phantom.fracture);
  apply(given, kind.phantom.nutrient_canal);
  apply(given, kind.phantom.reaction);
  apply(given, kind.phantom.matrix);
  apply(given, kind.phantom.around);
  apply(given, kind.phantom.soft_tissue);
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
