#pragma once
#include <set>
#include <string>

#include "pipeline/service/service_settings.h"

namespace osteosign {

/// What the result of a job depends on besides the images: version of the program and its rules, the worker
/// and the content of its parameter file. Throws InputError when that cannot be read.
std::string analysis_identity(const WorkerSettings& worker);

/// 64 hexadecimal digits: the same study, images and analysis give the same key, so that nothing is analyzed
/// or sent twice.
std::string job_key(const std::string& study, const std::set<std::string>& images,
                    const std::string& analysis);

}  // namespace osteosign
