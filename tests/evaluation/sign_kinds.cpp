#include "tests/evaluation/sign_kinds.h"

#include <random>

namespace osteosign::evaluation {

using phantom::SpineSign;

const std::vector<SpineKind>& spine_kinds() {
  static const std::vector<SpineKind> kinds{
      {SpineSign::none, 0, "", 24},
      {SpineSign::osteoporosis, 0.2, "", 12},
      {SpineSign::osteophytes, 0.2, "", 12},
      {SpineSign::anterior_loss, 0.45, "", 16},
      {SpineSign::middle_loss, 0.45, "", 12},
      {SpineSign::crush_loss, 0.45, "", 12},
      {SpineSign::retropulsion, 0.4, "", 16},
      {SpineSign::schmorl_node, 0.4, "", 12},
      {SpineSign::vacuum_cleft, 0.4, "", 8},
      {SpineSign::haemangioma, 0.4, "", 8},
      {SpineSign::coronal_wedge, 0.8, "asymmetric_collapse", 24},
      {SpineSign::bulge, 0.64, "posterior_wall", 16},
      {SpineSign::breach, 0.5, "posterior_wall", 16},
      {SpineSign::left_pedicle, 0.8, "pedicle_absent", 12},
      {SpineSign::right_pedicle, 0.8, "pedicle_absent", 12},
      {SpineSign::lytic_body, 0.56, "vertebral_lysis", 16},
      {SpineSign::lytic_arch, 0.56, "vertebral_lysis", 12},
      {SpineSign::patches, 0.5, "trabecular_heterogeneity", 12},
      {SpineSign::holes, 0.45, "trabecular_heterogeneity", 12},
      {SpineSign::anterior_loss, 0.45, "fracture_above_t5", 12, 6, 13},
  };
  return kinds;
}

const std::vector<std::string_view>& vertebral_criteria() {
  static const std::vector<std::string_view> criteria{"vertebral_lysis",          "pedicle_absent",
                                                      "asymmetric_collapse",      "posterior_wall",
                                                      "trabecular_heterogeneity", "fracture_above_t5"};
  return criteria;
}

std::vector<SignCase> sign_cases(const Selection& selection) {
  std::vector<SignCase> cases;
  int seed = selection.first_seed;
  for (const SpineKind& kind : spine_kinds())
    for (int i = 0; i < kind.cases; ++i, ++seed) {
      if ((seed - selection.first_seed) % selection.stride != 0) continue;
      if (!selection.kind.empty() && selection.kind != phantom::name_of(kind.sign)) continue;
      std::mt19937 random(static_cast<unsigned>(seed));
      const double part = static_cast<double>(random()) / 4294967296.0;
      cases.push_back({&kind,
                       {.seed = static_cast<std::uint64_t>(seed),
                        .sign = kind.sign,
                        .severity = kind.least_severity + part * (1 - kind.least_severity),
                        .vertebrae = kind.vertebrae,
                        .lowest_level = kind.lowest_level}});
    }
  return cases;
}

}  // namespace osteosign::evaluation
