#pragma once
#include "pipeline/report/report_nodes.h"

namespace osteosign {

/// The section on the spine as the template takes it, from `spine` and `scores` of result.json: tables of
/// vertebrae with numbered reasons for what is unknown, and one part for each vertebra.
mstch::map spine_node(const nlohmann::ordered_json& result, const std::vector<ReportPicture>& pictures);

}  // namespace osteosign
