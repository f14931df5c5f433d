#pragma once
#include <vector>

#include "features/spine/column_signals.h"
#include "io/values/described.h"

namespace osteosign {

struct VertebraChainParameters {
  int shortest_mm = 9;
  int longest_mm = 50;
  double length_per_radius = 1.75;
  double length_spread = 0.25;
  double neighbour_spread = 0.2;
  double least_worth = 0.35;
  double sacral_weight = 3;
};

template <class Visitor>
void describe(VertebraChainParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"shortest_mm", "Shortest vertebra with its disc", "methods A2.2, vertebra plana",
                             4, 30},
        p.shortest_mm);
  visit(ParameterDescription{"longest_mm", "Longest vertebra with its disc", "methods A2.2", 20, 80},
        p.longest_mm);
  visit(
      ParameterDescription{"length_per_radius",
                           "Usual length of a vertebra with its disc by half the depth of its body",
                           "methods A2.2: 37 mm at 18 to 20 mm (lumbar), 22 mm at 13 mm (thoracic)", 0.5, 4},
      p.length_per_radius);
  visit(ParameterDescription{"length_spread", "Spread of the logarithm of that ratio",
                             "chosen on the development data", 0.05, 1},
        p.length_spread);
  visit(ParameterDescription{"neighbour_spread",
                             "Spread of the logarithm of the ratio of the lengths of neighbours",
                             "chosen: a height loss of 40 % lies at 2.5 spreads", 0.05, 1},
        p.neighbour_spread);
  visit(ParameterDescription{"least_worth", "What signs of a vertebra must add up to",
                             "chosen: half of a clear disc and of a clear pedicle", 0, 2},
        p.least_worth);
  visit(ParameterDescription{"sacral_weight", "Cost of bone at both sides of a body: a part of the sacrum",
                             "chosen on the development data", 0, 20},
        p.sacral_weight);
}

/// Discs from cranial to caudal, as planes of a straightened spine. Between each two lies a whole vertebra.
struct VertebraChain {
  struct Disc {
    int s = 0;
    DiscSign sign;
  };
  std::vector<Disc> discs;
  double score = 0;
};

/// The most plausible row of vertebrae (methods A2.2 step 4): discs at both ends of each, pedicles in its
/// upper half and open foramina in its lower one, lengths that fit the body and the neighbours. A disc that
/// is not seen in its place moves to one that is clear nearby: beside a collapsed body lengths mislead.
VertebraChain find_vertebra_chain(const ColumnSignals& signals, const BodyAxis& axis,
                                  const VertebraChainParameters& parameters);

}  // namespace osteosign
