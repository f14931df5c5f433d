#include "pipeline/overview/histogram_svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr int bars = 20;
constexpr double width = 220, height = 84, base = 62, edge = 6;

double place_of(double value, double lowest, double highest) {
  return edge + (width - 2 * edge) * (value - lowest) / (highest - lowest);
}

}  // namespace

std::string short_number(double number) { return fmt::format("{:.4g}", number); }

std::string histogram_svg(const std::vector<double>& values, const std::vector<double>& far_away) {
  const auto [lowest, highest] = std::ranges::minmax(values);
  std::array<int, bars> counts{};
  for (const double value : values) {
    const double share = (value - lowest) / (highest - lowest);
    ++counts[static_cast<std::size_t>(std::min(bars - 1, static_cast<int>(share * bars)))];
  }
  const double most = *std::ranges::max_element(counts), bar = (width - 2 * edge) / bars;
  std::string svg = fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\">", width, height);
  for (std::size_t each = 0; each < counts.size(); ++each)
    if (const double tall = (base - 4) * counts[each] / most; tall > 0)
      svg +=
          fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"#5b7fa6\"/>",
                      edge + bar * static_cast<double>(each), base - tall, bar - 1, tall);
  svg += fmt::format("<path d=\"M{} {}H{}\" stroke=\"#57606a\"/>", edge, base, width - edge);
  for (const double value : far_away)
    svg += fmt::format("<path d=\"M{0:.1f} {1}V{2}\" stroke=\"#a40e26\" stroke-width=\"1.5\"/>",
                       place_of(value, lowest, highest), base + 1, base + 7);
  svg += fmt::format("<path d=\"M{:.1f} 2V{}\" stroke=\"#1b1f23\" stroke-dasharray=\"3 2\"/>",
                     place_of(averaged_median(values), lowest, highest), base);
  svg += fmt::format(
      "<g font-size=\"10\" fill=\"#57606a\"><text x=\"{}\" y=\"{}\">{}</text><text x=\"{}\" y=\"{}\" "
      "text-anchor=\"end\">{}</text></g></svg>",
      edge, height - 4, short_number(lowest), width - edge, height - 4, short_number(highest));
  return svg;
}

}  // namespace osteosign
