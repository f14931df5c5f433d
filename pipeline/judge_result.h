#pragma once
#include <filesystem>
#include <optional>

#include "pipeline/parameters.h"
#include "pipeline/result/json_values.h"

namespace osteosign {

/// Judges the measurements of a stored result again, without images: by the rules of this version, by other
/// thresholds (the group `criteria` of the parameters; what was measured stays measured as it was), and with
/// other clinical facts, which replace the stored ones key by key. Everything else stays as it was stored.
/// Throws InputError when the text is no result, UsageError when the context is wrong.
ResultJson judged_again(const ResultJson& stored, const std::string& origin,
                        const CriteriaParameters& criteria, const std::optional<std::string>& context_text);

}  // namespace osteosign
