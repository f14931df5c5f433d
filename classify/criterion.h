#pragma once
#include <span>
#include <string_view>

namespace osteosign {

/// Which part of the rule of one sign a criterion belongs to: `benign_appearance` needs every criterion of
/// the imaging group; a malignant verdict counts from any group.
enum class CriterionGroup { imaging, soft_tissue, course, number, vertebral };

std::string_view name(CriterionGroup group);

/// The one place where a criterion is described: `osteosign criteria`, the report and the generated table of
/// classify/README.md are printed from it. Its thresholds are the members of CriteriaParameters whose names
/// start with its id.
struct Criterion {
  std::string_view id;
  std::string_view subject_en;
  std::string_view subject_fr;  ///< the seed's own word
  std::string_view statement;   ///< what is looked at
  std::string_view benign_when;
  std::string_view malignant_when;
  CriterionGroup group;
  std::string_view reference;
};

/// All criteria in the order of the seed: table 28.2 with its two additions, then the vertebral signs.
std::span<const Criterion> all_criteria();

/// The criterion of that id. Asking for one that does not exist is a bug.
const Criterion& criterion(std::string_view id);

/// Place of a criterion in the order of the seed, from 0.
std::size_t rank(std::string_view criterion_id);

}  // namespace osteosign
