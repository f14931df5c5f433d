#include "features/radiograph/grey_mixture.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace osteosign {
namespace {

// The fit runs on a histogram: the cost no longer depends on the size of the region.
constexpr int bins = 128;

struct Histogram {
  std::array<double, bins> centre{}, weight{};
  double total = 0;
  double width = 0;
};

Histogram histogram_of(const std::vector<float>& samples, const std::vector<float>& weights) {
  Histogram h;
  const auto [lowest, highest] = std::minmax_element(samples.begin(), samples.end());
  h.width = std::max(1e-6, static_cast<double>(*highest - *lowest)) / bins;
  for (int b = 0; b < bins; ++b) h.centre[b] = *lowest + (b + 0.5) * h.width;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const int b = std::min(bins - 1, static_cast<int>((samples[i] - *lowest) / h.width));
    h.weight[b] += weights[i];
    h.total += weights[i];
  }
  return h;
}

double quantile(const Histogram& h, double share) {
  double sum = 0;
  for (int b = 0; b < bins; ++b) {
    sum += h.weight[b];
    if (sum >= share * h.total) return h.centre[b];
  }
  return h.centre[bins - 1];
}

double density(const GreyMixture& m, int part, double value) {
  const double z = (value - m.mean[part]) / m.sd[part];
  return m.share[part] * std::exp(-0.5 * z * z) / (m.sd[part] * 2.5066282746310002);
}

GreyMixture improved(const GreyMixture& m, const Histogram& h, double least_sd) {
  std::array<double, GreyMixture::parts> sum{}, first{}, second{};
  for (int b = 0; b < bins; ++b) {
    std::array<double, GreyMixture::parts> d{};
    for (int k = 0; k < GreyMixture::parts; ++k) d[k] = density(m, k, h.centre[b]) + 1e-12;
    const double all = std::accumulate(d.begin(), d.end(), 0.0);
    for (int k = 0; k < GreyMixture::parts; ++k) {
      const double w = h.weight[b] * d[k] / all;
      sum[k] += w;
      first[k] += w * h.centre[b];
      second[k] += w * h.centre[b] * h.centre[b];
    }
  }
  GreyMixture next = m;
  for (int k = 0; k < GreyMixture::parts; ++k) {
    if (sum[k] < 1e-9 * h.total) continue;
    next.share[k] = sum[k] / h.total;
    next.mean[k] = first[k] / sum[k];
    next.sd[k] =
        std::max(least_sd, std::sqrt(std::max(0.0, second[k] / sum[k] - next.mean[k] * next.mean[k])));
  }
  return next;
}

}  // namespace

double GreyMixture::log_density(double value) const {
  double sum = 1e-12;
  for (int k = 0; k < parts; ++k) sum += density(*this, k, value);
  return std::log(sum);
}

GreyMixture fit_grey_mixture(const std::vector<float>& samples, const std::vector<float>& weights,
                             double least_sd) {
  constexpr int rounds = 25;
  const Histogram h = histogram_of(samples, weights);
  GreyMixture m;
  const double spread = std::max(least_sd, 0.25 * (quantile(h, 0.9) - quantile(h, 0.1)));
  for (int k = 0; k < GreyMixture::parts; ++k) {
    m.share[k] = 1.0 / GreyMixture::parts;
    m.mean[k] = quantile(h, (2 * k + 1) / (2.0 * GreyMixture::parts));
    m.sd[k] = spread;
  }
  for (int round = 0; round < rounds; ++round) m = improved(m, h, least_sd);
  return m;
}

}  // namespace osteosign
