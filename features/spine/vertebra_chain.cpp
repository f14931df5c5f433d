#include "features/spine/vertebra_chain.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr double nothing = -1e9;
constexpr double largest_length_cost = 1, largest_neighbour_cost = 0.8;  // a vertebra may have collapsed
constexpr double disc_weight = 1.5;
constexpr double uncovered_cost = 0.4;     // of each usual length in view that is no vertebra
constexpr double above_sacrum_cost = 1.5;  // of each usual length above the sacrum that is no vertebra
constexpr double least_in_view = 0.3;
constexpr double of_processes =
    0.08;  // share of transverse processes and ribs where the sacrum is looked for

double usual_length_mm(const BodyAxis& axis, int s, const VertebraChainParameters& parameters) {
  constexpr double least_radius_mm = 6;
  return parameters.length_per_radius *
         std::max(least_radius_mm, axis.radius_mm[static_cast<std::size_t>(s)]);
}

/// Sums over signals, for means in constant time.
class Cumulated {
 public:
  explicit Cumulated(const std::vector<double>& values) : sums_(values.size() + 1, 0) {
    for (std::size_t i = 0; i < values.size(); ++i) sums_[i + 1] = sums_[i] + values[i];
  }
  double mean(double first, double last) const {
    const int size = static_cast<int>(sums_.size()) - 1;
    const int a = std::clamp(static_cast<int>(std::lround(first)), 0, size - 1);
    const int b = std::clamp(static_cast<int>(std::lround(last)), a, size - 1);
    return (sums_[static_cast<std::size_t>(b) + 1] - sums_[static_cast<std::size_t>(a)]) / (b - a + 1);
  }

 private:
  std::vector<double> sums_;
};

/// What each plane tells of a disc. The marrow of a collapsed body between its endplates is as dark a line
/// between bright ones as a disc, but lies where the pedicles close the canal at both sides; beside a disc
/// the foramina are open, at least within some millimetres. Limits chosen on development phantoms: 1.0 within
/// such a body, at most 0.55 beside discs.
std::vector<double> disc_strengths(const ColumnSignals& signals) {
  constexpr int beside = 3;
  constexpr double half_closed = 0.75, closed = 0.95;
  const int count = static_cast<int>(signals.discs.size());
  std::vector<double> strengths;
  for (int s = 0; s < count; ++s) {
    const auto first = signals.pedicle.begin() + std::max(0, s - beside);
    const auto end = signals.pedicle.begin() + std::min(count, s + beside + 1);
    const double open =
        std::clamp((closed - *std::min_element(first, end)) / (closed - half_closed), 0.0, 1.0);
    const double strength = signals.discs[static_cast<std::size_t>(s)].strength;
    strengths.push_back(strength > 0 ? open * strength : strength);
  }
  return strengths;
}

class Chainer {
 public:
  Chainer(const ColumnSignals& signals, const BodyAxis& axis, const VertebraChainParameters& parameters)
      : signals_(signals),
        axis_(axis),
        parameters_(parameters),
        discs_(disc_strengths(signals)),
        pedicle_(signals.pedicle),
        sacral_(signals.sacral),
        count_(static_cast<int>(signals.discs.size())),
        lengths_(parameters.longest_mm - parameters.shortest_mm + 1),
        best_(static_cast<std::size_t>(count_ * lengths_), nothing),
        came_(best_.size(), 0) {}

  VertebraChain best() {
    for (int end = parameters_.shortest_mm; end < count_; ++end)
      for (int length = parameters_.shortest_mm; length <= std::min(end, parameters_.longest_mm); ++length)
        extend(end - length, end);
    return traced();
  }

 private:
  double usual_mm(int s) const { return usual_length_mm(axis_, s, parameters_); }
  double disc(int s) const { return discs_[static_cast<std::size_t>(s)]; }
  bool in_view(int s) const { return signals_.body_in_view[static_cast<std::size_t>(s)] >= least_in_view; }

  double worth(int from, int to) const {
    const double length = to - from;
    const double pedicle = pedicle_.mean(from + 0.15 * length, from + 0.55 * length) -
                           pedicle_.mean(from + 0.65 * length, from + 1.02 * length);
    const double ratio = std::log(length / usual_mm((from + to) / 2)) / parameters_.length_spread;
    return std::clamp(pedicle, -0.6, 0.8) + disc_weight * (disc(from) + disc(to)) / 2 -
           parameters_.least_worth - std::min(ratio * ratio / 2, largest_length_cost) -
           parameters_.sacral_weight *
               std::max(0.0, sacral_.mean(from + 0.2 * length, from + 0.8 * length) - of_processes) -
           into_sacrum(to);
  }
  /// The last disc may lie a little below the wings of the sacrum, since it is tilted against them.
  double into_sacrum(int to) const {
    constexpr double free_mm = 12, full_mm = 10;
    return std::max(0.0, to - signals_.sacral_from - free_mm) / full_mm;
  }
  /// Cost of a part above the first vertebra that is none.
  double uncovered_above(int first) const {
    return uncovered_cost * std::max(0.0, first / usual_mm(first / 2) - 1);
  }
  /// The same below the last one: up to the sacrum where it is seen, else to the end.
  double uncovered_below(int last) const {
    const double usual = usual_mm(last);
    if (signals_.sacral_from < count_)
      return above_sacrum_cost * std::max(0.0, (signals_.sacral_from - last) / usual - 0.6);
    return uncovered_cost * std::max(0.0, (count_ - 1 - last) / usual - 1);
  }
  /// Best score of the chain that ends with the vertebra [from, to].
  void extend(int from, int to) {
    if (!in_view(from) || !in_view(to)) return;
    const double own = worth(from, to);
    double before = -uncovered_above(from);
    int came = 0;
    for (int length = parameters_.shortest_mm; length <= std::min(from, parameters_.longest_mm); ++length) {
      const double score = best_[index(from, length)];
      if (score == nothing) continue;
      const double ratio = std::log(static_cast<double>(to - from) / length) / parameters_.neighbour_spread;
      const double joined = score - std::min(ratio * ratio / 2, largest_neighbour_cost);
      if (joined <= before) continue;
      before = joined;
      came = length;
    }
    best_[index(to, to - from)] = before + own;
    came_[index(to, to - from)] = came;
  }
  VertebraChain traced() const {
    VertebraChain chain;
    double highest = -uncovered_above(std::min(signals_.sacral_from, count_ - 1));
    int end = -1, length = 0;
    for (int to = 0; to < count_; ++to)
      for (int l = parameters_.shortest_mm; l <= parameters_.longest_mm; ++l) {
        if (best_[index(to, l)] == nothing) continue;
        const double score = best_[index(to, l)] - uncovered_below(to);
        if (score <= highest) continue;
        highest = score;
        end = to;
        length = l;
      }
    chain.score = highest;
    while (length > 0) {
      chain.discs.push_back({end, signals_.discs[static_cast<std::size_t>(end)]});
      const int next = came_[index(end, length)];
      end -= length;
      length = next;
    }
    if (end >= 0) chain.discs.push_back({end, signals_.discs[static_cast<std::size_t>(end)]});
    std::ranges::reverse(chain.discs);
    return chain;
  }
  std::size_t index(int end, int length) const {
    return static_cast<std::size_t>(end * lengths_ + length - parameters_.shortest_mm);
  }

  const ColumnSignals& signals_;
  const BodyAxis& axis_;
  const VertebraChainParameters& parameters_;
  std::vector<double> discs_;
  Cumulated pedicle_;
  Cumulated sacral_;
  int count_;
  int lengths_;
  std::vector<double> best_;
  std::vector<int> came_;
};

/// How long the vertebrae between clear discs are, by what is usual at their depth; 1 when too few are seen.
/// Bodies of some patients are tall for their depth, and a vertebra at the end of the row, whose outer disc
/// is not in view, is as tall as the others.
/// The limits are chosen: discs in view show 0.9 and more, and a median farther from usual is a wrong chain.
double length_of_this_spine(const VertebraChain& chain, const BodyAxis& axis,
                            const VertebraChainParameters& parameters) {
  constexpr double clear = 0.8, lowest = 0.7, highest = 1.5;
  constexpr std::size_t fewest = 3;
  std::vector<double> ratios;
  for (std::size_t i = 1; i < chain.discs.size(); ++i) {
    const VertebraChain::Disc& above = chain.discs[i - 1];
    const VertebraChain::Disc& below = chain.discs[i];
    if (std::min(above.sign.strength, below.sign.strength) < clear) continue;
    ratios.push_back((below.s - above.s) / usual_length_mm(axis, (above.s + below.s) / 2, parameters));
  }
  return ratios.size() < fewest ? 1 : std::clamp(median(ratios), lowest, highest);
}

/// The clearest disc at open foramina between two planes; `own` where none is clear and clearer than it.
int clear_disc_between(const ColumnSignals& signals, int first, int last, int own) {
  constexpr double clear = 0.8, open = 0.5;
  int best = own;
  double clearest = std::max(clear, signals.discs[static_cast<std::size_t>(own)].strength);
  for (int s = std::max(0, first); s <= std::min(last, static_cast<int>(signals.discs.size()) - 1); ++s) {
    const auto at = static_cast<std::size_t>(s);
    if (signals.discs[at].strength <= clearest || signals.pedicle[at] > open) continue;
    clearest = signals.discs[at].strength;
    best = s;
  }
  return best;
}

/// Lengths alone put a disc beside a collapsed body where it would be beside a healthy one: on an endplate or
/// within a body. Where nothing is seen there, and a disc is clear within two fifths of the vertebrae on
/// either side, that one is meant. Limits chosen on development phantoms with crushed bodies: discs show 0.9
/// and more at foramina closed to 0.2, the misplaced ones 0.03 at 1.0.
void move_to_clear_discs(VertebraChain& chain, const ColumnSignals& signals) {
  constexpr double weak = 0.3, reach = 0.4;
  constexpr int beside = 2;  // a disc that is seen lies where it is clearest
  const std::size_t count = chain.discs.size();
  if (count < 2) return;
  for (std::size_t i = 0; i < count; ++i) {
    VertebraChain::Disc& disc = chain.discs[i];
    int above = beside, below = beside;
    if (disc.sign.strength < weak) {
      const int length_above = i > 0 ? disc.s - chain.discs[i - 1].s : chain.discs[i + 1].s - disc.s;
      const int length_below = i + 1 < count ? chain.discs[i + 1].s - disc.s : length_above;
      above = static_cast<int>(reach * length_above);
      below = static_cast<int>(reach * length_below);
    }
    disc.s = clear_disc_between(signals, disc.s - above, disc.s + below, disc.s);
    disc.sign = signals.discs[static_cast<std::size_t>(disc.s)];
  }
}

}  // namespace

VertebraChain find_vertebra_chain(const ColumnSignals& signals, const BodyAxis& axis,
                                  const VertebraChainParameters& parameters) {
  VertebraChain chain = Chainer(signals, axis, parameters).best();
  VertebraChainParameters of_this_spine = parameters;
  of_this_spine.length_per_radius *= length_of_this_spine(chain, axis, parameters);
  chain = Chainer(signals, axis, of_this_spine).best();
  move_to_clear_discs(chain, signals);
  return chain;
}

}  // namespace osteosign
