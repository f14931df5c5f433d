#include "features/radiograph/weighted_diffusion.h"

#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>

#include "io/values/errors.h"

namespace osteosign {
namespace {

using Triplets = std::vector<Eigen::Triplet<double>>;

void add_pull(Triplets& entries, int from, int to, double pull) {
  entries.emplace_back(from, from, pull);
  entries.emplace_back(to, to, pull);
  entries.emplace_back(std::max(from, to), std::min(from, to), -pull);  // lower half only
}

Triplets matrix_entries(const DiffusionProblem& p) {
  Triplets entries;
  entries.reserve(static_cast<std::size_t>(p.columns) * p.rows * 13);
  for (int r = 0; r < p.rows; ++r)
    for (int c = 0; c < p.columns; ++c) {
      const int i = r * p.columns + c;
      entries.emplace_back(i, i, p.tie[i]);
      const bool below = r + 1 < p.rows;
      if (c + 1 < p.columns) add_pull(entries, i, i + 1, p.pull_right[i]);
      if (below) add_pull(entries, i, i + p.columns, p.pull_down[i]);
      if (below && c + 1 < p.columns) add_pull(entries, i, i + p.columns + 1, p.pull_lower_right[i]);
      if (below && c > 0) add_pull(entries, i, i + p.columns - 1, p.pull_lower_left[i]);
    }
  return entries;
}

}  // namespace

std::vector<float> solve(const DiffusionProblem& problem) {
  const int count = problem.columns * problem.rows;
  const Triplets entries = matrix_entries(problem);
  Eigen::SparseMatrix<double> matrix(count, count);
  matrix.setFromTriplets(entries.begin(), entries.end());
  Eigen::VectorXd right_side(count);
  for (int i = 0; i < count; ++i) right_side[i] = static_cast<double>(problem.tie[i]) * problem.target[i];
  const Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> factor(matrix);
  if (factor.info() != Eigen::Success) throw InternalError("a diffusion problem without any tie was posed");
  const Eigen::VectorXd x = factor.solve(right_side);
  std::vector<float> values(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) values[static_cast<std::size_t>(i)] = static_cast<float>(x[i]);
  return values;
}

}  // namespace osteosign
