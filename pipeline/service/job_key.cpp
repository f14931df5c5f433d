#include "pipeline/service/job_key.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "classify/rules_version.h"
#include "io/files/sha256.h"
#include "pipeline/version.h"

namespace osteosign {

std::string analysis_identity(const WorkerSettings& worker) {
  const std::string parameters = worker.parameters.empty() ? "default" : sha256_of_file(worker.parameters);
  return fmt::format("{} {} {} {}\n{}\n{}\n{}", software_name, software_version, software_commit,
                     rules_version, worker.command, worker.formats, parameters);
}

std::string job_key(const std::string& study, const std::set<std::string>& images,
                    const std::string& analysis) {
  return sha256_of_text(fmt::format("{}\n{}\n{}", study, fmt::join(images, " "), analysis));
}

}  // namespace osteosign
