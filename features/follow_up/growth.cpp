#include "features/follow_up/growth.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>

namespace osteosign {
namespace {

constexpr double spread_of_95_percent = 1.96;

/// The logarithm of the ratio of volumes, and how far it may be off.
struct LogRatio {
  double value;
  double reach;
};

double relative_sd(const Quantity& quantity) { return quantity.sd.value_or(0) / quantity.value; }

LogRatio log_ratio(const Quantity& earlier, const Quantity& now, double repeatable) {
  constexpr double no_idea =
      10;  // a size that may be off by more tells nothing, and e to it is still a number
  const double sd = std::min(std::hypot(relative_sd(earlier), relative_sd(now)), no_idea);
  return {std::log(now.value / earlier.value), std::max(std::log1p(repeatable), spread_of_95_percent * sd)};
}

bool both_positive(const MeasuredQuantity& earlier, const MeasuredQuantity& now) {
  return earlier.known() && now.known() && earlier.value().value > 0 && now.value().value > 0;
}

Measured<LogRatio> volume_log_ratio(const LesionSize& earlier, const LesionSize& now,
                                    const GrowthParameters& parameters) {
  if (both_positive(earlier.volume, now.volume))
    return log_ratio(earlier.volume.value(), now.volume.value(), parameters.repeatable_volume_fraction);
  if (both_positive(earlier.longest_diameter, now.longest_diameter)) {
    const Quantity& then = earlier.longest_diameter.value();
    const double repeatable =
        std::max(parameters.repeatable_diameter_fraction, parameters.repeatable_diameter_mm / then.value);
    const LogRatio diameters = log_ratio(then, now.longest_diameter.value(), repeatable);
    return LogRatio{3 * diameters.value, 3 * diameters.reach};
  }
  for (const LesionSize* size : {&earlier, &now})
    if (!size->longest_diameter.known()) return size->longest_diameter.unknown();
  return Unknown{"a size of 0 does not tell growth"};
}

/// Unknown where it does not grow.
MeasuredQuantity doubling_time(double log_of_ratio, const Measured<double>& interval_days,
                               const char* when_none) {
  if (!interval_days.known()) return interval_days.unknown();
  if (log_of_ratio <= 0) return Unknown{when_none};
  return Quantity{std::numbers::ln2 * interval_days.value() / log_of_ratio, Unit::day};
}

std::optional<std::chrono::sys_days> day_of(const std::string& date) {
  int number = 0;
  const auto [end, error] = std::from_chars(date.data(), date.data() + date.size(), number);
  if (date.size() != 8 || error != std::errc() || end != date.data() + date.size()) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year(number / 10000),
                                        std::chrono::month(static_cast<unsigned>(number / 100 % 100)),
                                        std::chrono::day(static_cast<unsigned>(number % 100))};
  if (!day.ok()) return std::nullopt;
  return std::chrono::sys_days(day);
}

}  // namespace

LesionGrowth growth_between(const LesionSize& earlier, const LesionSize& now,
                            const Measured<double>& interval_days, const GrowthParameters& parameters) {
  LesionGrowth growth;
  growth.interval = interval_days.known() ? MeasuredQuantity(Quantity{interval_days.value(), Unit::day})
                                          : MeasuredQuantity(interval_days.unknown());
  if (both_positive(earlier.longest_diameter, now.longest_diameter))
    growth.diameter_change =
        Quantity{now.longest_diameter.value().value - earlier.longest_diameter.value().value, Unit::mm};
  else
    growth.diameter_change = Unknown{"the longest diameter is not known in mm in both studies"};
  const Measured<LogRatio> ratio = volume_log_ratio(earlier, now, parameters);
  if (!ratio.known()) {
    for (MeasuredQuantity* each :
         {&growth.volume_ratio, &growth.volume_ratio_lowest, &growth.volume_ratio_highest,
          &growth.doubling_time, &growth.doubling_time_shortest, &growth.doubling_time_longest})
      *each = ratio.unknown();
    return growth;
  }
  const auto [value, reach] = ratio.value();
  growth.volume_ratio = Quantity{std::exp(value), Unit::one};
  growth.volume_ratio_lowest = Quantity{std::exp(value - reach), Unit::one};
  growth.volume_ratio_highest = Quantity{std::exp(value + reach), Unit::one};
  const char* const not_grown = "it has not grown by more than a repeated measurement may differ";
  growth.doubling_time =
      value > reach ? doubling_time(value, interval_days, not_grown) : MeasuredQuantity(Unknown{not_grown});
  growth.doubling_time_longest = doubling_time(value - reach, interval_days, not_grown);
  growth.doubling_time_shortest = doubling_time(
      value + reach, interval_days, "it has become smaller, whatever the measurements may be off");
  return growth;
}

Measured<double> days_between(const std::string& earlier, const std::string& later) {
  const auto first = day_of(earlier), second = day_of(later);
  if (!first || !second) return Unknown{"a study has no date"};
  const auto days = (*second - *first).count();
  if (days <= 0) return Unknown{"the study that was given as the earlier one is not earlier"};
  return static_cast<double>(days);
}

}  // namespace osteosign
