#pragma once
#include <string>
#include <vector>

#include "pipeline/batch/file_hashes.h"
#include "pipeline/batch/study_index.h"

namespace osteosign {

/// What a result depends on, as one hash: version, commit and rules of the software; the options; the content
/// of the files that options name and of all input files, whatever they are called. Limits, number of threads
/// and the place of the result are left out. Throws InputError when a file cannot be read.
std::string result_key(const BatchStudy& study, const std::vector<std::string>& analyze_words,
                       FileHashes& hashes);

}  // namespace osteosign
