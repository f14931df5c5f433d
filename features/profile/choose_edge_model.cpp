#include "features/profile/choose_edge_model.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>

namespace osteosign {
namespace {

/// BIC of the model that says: nothing but a mean value.
double constant_bic(const Profile& profile, double independent_samples) {
  const Eigen::Map<const Eigen::VectorXd> y(profile.values.data(),
                                            static_cast<Eigen::Index>(profile.values.size()));
  const double mean_square = std::max((y.array() - y.mean()).square().mean(), 1e-12);
  return independent_samples * std::log(mean_square) + std::log(independent_samples);
}

}  // namespace

EdgeChoice choose_edge_model(const Profile& profile, double least_shell_gain, const ShellKnowledge& known) {
  EdgeChoice choice;
  if (const Measured<EdgeFit> edge = fit_edge(profile); edge.known()) choice.edge = edge.value();
  if (!choice.edge) return choice;
  if (const Measured<ShellFit> shell = fit_shell(profile, known); shell.known()) choice.shell = shell.value();
  const bool shell_is_closer =
      choice.shell && choice.shell->curve.residual_sum < choice.edge->curve.residual_sum;
  const CurveFit& closest = shell_is_closer ? choice.shell->curve : choice.edge->curve;
  const double independent = std::max(closest.effective_samples(), 3.0);
  const double edge_bic = choice.edge->curve.bic(independent);
  if (choice.shell) choice.shell_bic_gain = edge_bic - choice.shell->curve.bic(independent);
  if (choice.shell && choice.shell_bic_gain > least_shell_gain)
    choice.model = EdgeModel::edge_with_shell;
  else if (edge_bic < constant_bic(profile, independent))
    choice.model = EdgeModel::edge;
  return choice;
}

}  // namespace osteosign
