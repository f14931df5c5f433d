#include "classify/lodwick.h"

#include <gmock/gmock.h>

#include <set>

namespace osteosign {
namespace {

/// Tables VIII and IX a second time, as sets of what each grade admits; of several that admit a lesion, the
/// fastest counts.
struct Row {
  LodwickGrade grade;
  std::set<Destruction> destruction;
  std::set<LodwickEdge> edge;
  std::set<CorticalPenetration> penetration;
  std::set<Observed> rim;
  std::set<ExpandedShell> shell;
};

const std::set any_destruction{Destruction::geographic, Destruction::moth_eaten, Destruction::permeated};
const std::set any_edge{LodwickEdge::regular, LodwickEdge::ragged, LodwickEdge::moth_eaten_up_to_1_cm,
                        LodwickEdge::moth_eaten_over_1_cm};
const std::set any_penetration{CorticalPenetration::none, CorticalPenetration::partial,
                               CorticalPenetration::total};
const std::set not_total{CorticalPenetration::none, CorticalPenetration::partial};
const std::set any_rim{Observed::absent, Observed::present};
const std::set any_shell{ExpandedShell::none, ExpandedShell::up_to_1_cm, ExpandedShell::over_1_cm};
const std::set small_shell{ExpandedShell::none, ExpandedShell::up_to_1_cm};
const std::set only_geographic{Destruction::geographic};

const std::vector<Row> rows{
    {LodwickGrade::ia, only_geographic, {LodwickEdge::regular}, not_total, {Observed::present}, small_shell},
    {LodwickGrade::ib, only_geographic, {LodwickEdge::regular}, not_total, {Observed::absent}, any_shell},
    {LodwickGrade::ib,
     only_geographic,
     {LodwickEdge::regular},
     not_total,
     any_rim,
     {ExpandedShell::over_1_cm}},
    {LodwickGrade::ib, only_geographic, {LodwickEdge::ragged}, not_total, any_rim, any_shell},
    {LodwickGrade::ic,
     only_geographic,
     {LodwickEdge::moth_eaten_up_to_1_cm},
     any_penetration,
     any_rim,
     any_shell},
    {LodwickGrade::ic, only_geographic, any_edge, {CorticalPenetration::total}, any_rim, any_shell},
    {LodwickGrade::ii,
     only_geographic,
     {LodwickEdge::moth_eaten_over_1_cm},
     any_penetration,
     any_rim,
     any_shell},
    {LodwickGrade::ii, {Destruction::moth_eaten}, any_edge, any_penetration, any_rim, any_shell},
    {LodwickGrade::iii, {Destruction::permeated}, any_edge, any_penetration, any_rim, any_shell}};

TEST(Lodwick, EveryCombinationAgreesWithTheTables) {
  int combinations = 0;
  for (const Destruction destruction : any_destruction)
    for (const LodwickEdge edge : any_edge)
      for (const CorticalPenetration penetration : any_penetration)
        for (const Observed rim : any_rim)
          for (const ExpandedShell shell : any_shell) {
            std::set<LodwickGrade> admitted;
            for (const Row& row : rows)
              if (row.destruction.contains(destruction) && row.edge.contains(edge) &&
                  row.penetration.contains(penetration) && row.rim.contains(rim) && row.shell.contains(shell))
                admitted.insert(row.grade);
            ASSERT_FALSE(admitted.empty());
            EXPECT_EQ(lodwick_grade(destruction, edge, penetration, rim, shell), *admitted.rbegin());
            ++combinations;
          }
  EXPECT_EQ(combinations, 3 * 4 * 3 * 2 * 3);
}

TEST(Lodwick, GradesHaveTheirNames) {
  EXPECT_EQ(word(LodwickGrade::ia), "IA");
  EXPECT_EQ(word(LodwickGrade::ib), "IB");
  EXPECT_EQ(word(LodwickGrade::ic), "IC");
  EXPECT_EQ(word(LodwickGrade::ii), "II");
  EXPECT_EQ(word(LodwickGrade::iii), "III");
}

TEST(LodwickMadewell, FollowsTheDefinitionOfTheMarginUnlessTheLysisIsNotGeographic) {
  using enum Destruction;
  using enum MarginDefinition;
  EXPECT_EQ(word(lodwick_madewell_grade(geographic, well_defined, Observed::present)), "IA");
  EXPECT_EQ(word(lodwick_madewell_grade(geographic, well_defined, Observed::absent)), "IB");
  for (const Observed rim : any_rim) {
    EXPECT_EQ(word(lodwick_madewell_grade(geographic, ill_defined, rim)), "II");
    for (const MarginDefinition margin : {well_defined, ill_defined}) {
      EXPECT_EQ(word(lodwick_madewell_grade(moth_eaten, margin, rim)), "IIIB");
      EXPECT_EQ(word(lodwick_madewell_grade(permeated, margin, rim)), "IIIB");
    }
  }
}

}  // namespace
}  // namespace osteosign
