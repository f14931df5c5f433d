#pragma once
#include <filesystem>
#include <string>

namespace osteosign::evaluation {

/// What is said of the matrix of real regions: the vertebrae of the real CT, whole and a ball of 9 mm in each
/// body, as if they were lesions (normal bone has neither a chondroid nor an osteoid matrix), and the
/// sarcomas of the soft tissue; and
/// also what the rules would say if slices and
/// blur were no limit, the kernel a soft one where the header does not tell.
std::string evaluate_real_matrix(const std::filesystem::path& data);
std::string list_real_matrix(const std::filesystem::path& data);

}  // namespace osteosign::evaluation
