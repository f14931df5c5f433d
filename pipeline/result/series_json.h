#pragma once
#include "pipeline/result/json_values.h"
#include "pipeline/result/series_result.h"

namespace osteosign {

/// The word of a gap policy, as on the command line.
std::string_view word(GapPolicy policy);

/// One entry of `series` in result.json.
ResultJson series_json(const SeriesResult& series);

}  // namespace osteosign
