#pragma once

namespace osteosign {

/// Language of the report. Files for programs (result.json, tables) stay English.
enum class Language { english, french };

}  // namespace osteosign
