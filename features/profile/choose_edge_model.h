#pragma once
#include <optional>

#include "features/profile/fit_edge.h"
#include "features/profile/fit_shell.h"

namespace osteosign {

enum class EdgeModel { constant, edge, edge_with_shell };

/// The simplest model that explains a profile, and the fits that were made.
struct EdgeChoice {
  EdgeModel model = EdgeModel::constant;
  std::optional<EdgeFit> edge;
  std::optional<ShellFit> shell;
  double shell_bic_gain =
      0;  ///< BIC of the edge minus BIC of the edge with shell; positive speaks for a shell
};

/// Chooses between a constant (M0), an edge (M1) and an edge with a dense shell behind it (M2) by the
/// Bayesian information criterion, counted on the independent samples of the best fit (methods A4.1;
/// Schwarz 1978). The shell must win by more than `least_shell_gain`.
EdgeChoice choose_edge_model(const Profile& profile, double least_shell_gain, const ShellKnowledge& shell);

}  // namespace osteosign
