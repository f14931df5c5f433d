#include "pipeline/service/own_results.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "pipeline/version.h"

namespace osteosign {
namespace {

bool is_our_name(std::string_view text) {
  return std::ranges::equal(text, software_name, {},
                            [](unsigned char letter) { return std::tolower(letter); });
}

}  // namespace

bool is_own_result(const ReceivedInstance& instance) {
  return is_our_name(instance.model) || (instance.model.empty() && is_our_name(instance.manufacturer));
}

}  // namespace osteosign
