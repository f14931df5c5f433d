#pragma once
#include <string_view>

#include "classify/descriptor.h"

namespace osteosign {

/// How bone is destroyed, the first question of Lodwick 1980.
enum class Destruction { geographic, moth_eaten, permeated };
/// Edge of a geographic lesion.
enum class LodwickEdge { regular, ragged, moth_eaten_up_to_1_cm, moth_eaten_over_1_cm };
enum class CorticalPenetration { none, partial, total };
/// Expanded shell of the cortex, by how far it stands out.
enum class ExpandedShell { none, up_to_1_cm, over_1_cm };

/// In the order of growing speed.
enum class LodwickGrade { ia, ib, ic, ii, iii };

/// Grade by Lodwick et al., Radiology 1980;134:577, tables VIII and IX, asked in the order destruction,
/// penetration, rim, shell. Two things are open in the tables, and are taken as the faster grade: a
/// moth-eaten edge up to 1 cm without total penetration (IC), and a ragged edge inside a rim (IB).
LodwickGrade lodwick_grade(Destruction destruction, LodwickEdge edge, CorticalPenetration penetration,
                           Observed rim, ExpandedShell shell);
std::string_view word(LodwickGrade grade);

/// Grades of the modified Lodwick-Madewell system that one study can show. IIIA (a changing margin) needs an
/// earlier study, IIIC is what a radiograph does not show.
enum class LodwickMadewellGrade { ia, ib, ii, iiib };

/// Whether the whole margin of a geographic lesion is well defined.
enum class MarginDefinition { well_defined, ill_defined };

/// Grade by Caracciolo et al. 2016: IA well defined with a rim, IB well defined without, II geographic and
/// ill defined in part or all of it, IIIB moth-eaten or permeative.
LodwickMadewellGrade lodwick_madewell_grade(Destruction destruction, MarginDefinition margin, Observed rim);
std::string_view word(LodwickMadewellGrade grade);

}  // namespace osteosign
