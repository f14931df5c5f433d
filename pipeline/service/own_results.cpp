#include "pipeline/service/own_results.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "pipeline/version.h"

namespace osteosign {
namespace {

bool starts_with_our_name(std::string_view text) {
  return text.size() >= software_name.size() &&
         std::ranges::equal(text.substr(0, software_name.size()), software_name, {},
                            [](unsigned char letter) { return std::tolower(letter); });
}

}  // namespace

bool is_own_result(const ReceivedInstance& instance) {
  return starts_with_our_name(instance.manufacturer) || starts_with_our_name(instance.model);
}

}  // namespace osteosign
