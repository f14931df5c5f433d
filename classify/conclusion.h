#pragma once

namespace osteosign {

/// What a study comes to.
enum class Conclusion { suspicious, benign_appearance, indeterminate, no_lesion_found };

}  // namespace osteosign
