#include "io/dicom/kernel_class.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>

#include "io/values/errors.h"

namespace osteosign {
namespace {

std::string upper_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
  return text;
}

template <std::size_t N>
bool has_any(const std::string& text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&text](std::string_view word) { return text.find(word) != std::string::npos; });
}

bool is_word(const std::string& text, std::size_t start, std::size_t length) {
  const auto is_letter = [&text](std::size_t i) {
    return i < text.size() && std::isalpha(static_cast<unsigned char>(text[i])) != 0;
  };
  return (start == 0 || !is_letter(start - 1)) && !is_letter(start + length);
}

/// Words of a description in English, French and German; "OS" (bone in French) only as a word of its own.
std::optional<KernelClass> class_from_words(const std::string& text) {
  constexpr std::array<std::string_view, 5> lung{"LUNG", "POUMON", "LUNGE", "PARENCHYM", "THORAX HR"};
  constexpr std::array<std::string_view, 6> bone{"BONE", "KNOCHEN", "OSSEUX", "OSSEUSE", "EDGE", "SHARP"};
  constexpr std::array<std::string_view, 6> soft{"SOFT", "STANDARD", "STND", "STD", "WEICHTEIL", "MOU"};
  if (has_any(text, lung)) return KernelClass::lung;
  if (has_any(text, bone)) return KernelClass::bone;
  for (std::size_t at = text.find("OS"); at != std::string::npos; at = text.find("OS", at + 1))
    if (is_word(text, at, 2)) return KernelClass::bone;
  if (has_any(text, soft)) return KernelClass::soft;
  return std::nullopt;
}

/// Letters, then a number, then anything: "BR36F", "FC30", "B70F".
struct NumberedKernel {
  std::string letters;
  int number;
};

std::optional<NumberedKernel> numbered(const std::string& kernel) {
  const auto is_digit = [](unsigned char letter) { return std::isdigit(letter) != 0; };
  const auto first = std::find_if(kernel.begin(), kernel.end(), is_digit);
  const auto last = std::find_if_not(first, kernel.end(), is_digit);
  constexpr std::ptrdiff_t most_digits = 3;
  if (first == kernel.begin() || first == last || last - first > most_digits) return std::nullopt;
  return NumberedKernel{{kernel.begin(), first}, std::stoi(std::string(first, last))};
}

KernelClass canon_class(int number) {
  if (number >= 50 && number < 60) return KernelClass::lung;
  return number >= 30 ? KernelClass::bone : KernelClass::soft;
}

KernelClass siemens_class(const NumberedKernel& kernel) {
  constexpr int first_sharp = 55;
  constexpr int first_medium = 41;
  if (kernel.letters == "BL") return KernelClass::lung;
  if (kernel.number >= first_sharp) return KernelClass::bone;
  return kernel.number >= first_medium ? KernelClass::medium : KernelClass::soft;
}

std::optional<KernelClass> philips_class(const std::string& kernel) {
  if (kernel == "L" || kernel == "YL") return KernelClass::lung;
  if (kernel == "A" || kernel == "B") return KernelClass::soft;
  if (kernel == "D" || kernel == "E" || kernel == "YB" || kernel == "YC" || kernel == "YD")
    return KernelClass::bone;
  return std::nullopt;
}

std::optional<KernelClass> class_from_kernel(const std::string& kernel) {
  if (kernel == "DETAIL") return KernelClass::medium;
  if (kernel == "CHEST") return KernelClass::soft;
  if (const auto by_word = class_from_words(kernel)) return by_word;
  if (const auto philips = philips_class(kernel)) return philips;
  const std::optional<NumberedKernel> parts = numbered(kernel);
  if (!parts) return std::nullopt;
  if (parts->letters == "FC") return canon_class(parts->number);
  return parts->letters.size() <= 2 ? std::optional(siemens_class(*parts)) : std::nullopt;
}

}  // namespace

KernelClass kernel_class(const std::string& convolution_kernel, const std::string& series_description) {
  // Siemens writes a second value, the strength of iterative reconstruction.
  const std::string kernel = upper_case(convolution_kernel.substr(0, convolution_kernel.find('\\')));
  const std::optional<KernelClass> by_kernel = class_from_kernel(kernel);
  // A sharp kernel serves lung and bone alike: the description tells for what it was made.
  const std::optional<KernelClass> by_description = class_from_words(upper_case(series_description));
  if (by_kernel == KernelClass::bone && by_description == KernelClass::lung) return KernelClass::lung;
  if (by_kernel) return *by_kernel;
  return by_description.value_or(KernelClass::medium);
}

std::string kernel_class_name(KernelClass kernel) {
  switch (kernel) {
    case KernelClass::bone:
      return "bone kernel";
    case KernelClass::medium:
      return "medium or unknown kernel";
    case KernelClass::soft:
      return "soft kernel";
    case KernelClass::lung:
      return "lung kernel";
  }
  throw InternalError("kernel class without a name");
}

}  // namespace osteosign
