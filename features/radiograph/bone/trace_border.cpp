#include "features/radiograph/bone/trace_border.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "features/profile/order_statistics.h"
#include "features/profile/smooth_curve.h"
#include "features/radiograph/bone/steepest_path.h"

namespace osteosign {
namespace {

/// Linear between columns.
double at(const cv::Mat1f& image, int row, double column) {
  const double inside = std::clamp(column, 0.0, image.cols - 1.001);
  const int c = static_cast<int>(inside);
  return image(row, c) + (inside - c) * (image(row, c + 1) - image(row, c));
}

double mean_between(const cv::Mat1f& image, int row, double first, double last) {
  constexpr int samples = 8;
  double sum = 0;
  for (int i = 0; i < samples; ++i) sum += at(image, row, first + (i + 0.5) / samples * (last - first));
  return sum / samples;
}

/// Mean grey of a layer of the cortex in one row, and of the soft tissue beside it.
struct Layer {
  double grey;
  double beside;
};

/// A layer along the border, by its usual contrast.
struct LayerLeft {
  std::vector<double> contrast;
  std::vector<double> darker;
  double spread;
};

class BorderTracer {
 public:
  BorderTracer(const StraightBorder& border, const BoneTracingParameters& parameters)
      : border_(border), p_(parameters), rows_(static_cast<std::size_t>(border.rows())) {
    const double along = std::max(1.0, p_.blur_along_widths * border.width);
    const double across = std::max(1.0, p_.blur_across_widths * border.width);
    cv::GaussianBlur(border.grey, along_, cv::Size(1, 2 * static_cast<int>(std::ceil(3 * along)) + 1), 1,
                     along);
    cv::Mat1f smooth;
    cv::GaussianBlur(along_, smooth, cv::Size(2 * static_cast<int>(std::ceil(3 * across)) + 1, 1), across, 1);
    const cv::Matx13f difference(-0.5F, 0, 0.5F);
    cv::filter2D(smooth, slope_, CV_32F, difference);
    set_beyond();
  }

  Measured<BorderTrace> trace() {
    const double wave = p_.ghost_wave_widths * border_.width;
    const std::vector<double> expected = robustly_smoothed(border_.expected, std::vector<double>(rows_, 1),
                                                           stiffness_of_wave(0.5 * wave, 1), 1);
    const std::vector<double> first = outer_edge(expected, border_.error, border_.error);
    const std::vector<double> clear = clear_beyond(first);
    if (const auto reason = too_little_beyond(clear)) return Unknown{*reason};
    BorderTrace trace;
    trace.ghost = robustly_smoothed(first, clear, stiffness_of_wave(wave, 1), 0.7);
    trace.outer = outer_edge(trace.ghost, p_.outward_widths * border_.width,
                             std::max(1.5, p_.inward_widths * border_.width));
    set_thickness(trace, clear);
    set_edge_left(trace, clear);
    // From the edge on: the thin shell that may be left of a cortex lies there.
    LayerLeft band = layer_left(trace, clear, 0, 0.5);
    trace.band_left = std::move(band.contrast);
    trace.band_darker = std::move(band.darker);
    trace.band_spread = band.spread;
    LayerLeft inner = layer_left(trace, clear, 0.5, 1);
    trace.inner_left = std::move(inner.contrast);
    trace.inner_spread = inner.spread;
    set_seen(trace, clear, expected);
    for (std::size_t r = 0; r < rows_; ++r) {
      trace.traced.push_back(trace.edge_left[r] >= p_.least_edge_fraction ? 1 : 0);
      if (trace.traced[r] == 0) trace.outer[r] = trace.ghost[r];
    }
    return trace;
  }

 private:
  /// Rows beyond the lesion: there the bone is taken as undamaged.
  void set_beyond() {
    beyond_.assign(rows_, 1);
    const int margin = static_cast<int>(std::ceil(p_.lesion_margin_widths * border_.width));
    for (int r = 0; r < border_.rows(); ++r) {
      if (cv::countNonZero(border_.lesion.row(r)) == 0) continue;
      for (int near = std::max(0, r - margin); near <= std::min(border_.rows() - 1, r + margin); ++near)
        beyond_[static_cast<std::size_t>(near)] = 0;
    }
  }

  std::vector<double> outer_edge(const std::vector<double>& middle, double outward, double inward) const {
    return steepest_path(slope_, beyond_, {middle, outward, inward}, p_.step_cost);
  }

  /// 1 in the rows beyond the lesion where the film is usable and the edge has its usual strength.
  std::vector<double> clear_beyond(const std::vector<double>& outer) const {
    std::vector<double> strength, usual, clear(rows_, 0);
    for (std::size_t r = 0; r < rows_; ++r) {
      strength.push_back(at(slope_, static_cast<int>(r), outer[r]));
      if (usable(r, outer[r]) && beyond_[r] != 0) usual.push_back(strength.back());
    }
    if (usual.empty()) return clear;
    const double least = std::max(1e-9, p_.least_edge_fraction * median(usual));
    for (std::size_t r = 0; r < rows_; ++r)
      if (beyond_[r] != 0 && usable(r, outer[r]) && strength[r] >= least) clear[r] = 1;
    return clear;
  }

  bool usable(std::size_t row, double column) const {
    const int reach = static_cast<int>(std::max(3.0, 0.06 * border_.width));
    const int c = static_cast<int>(std::lround(column));
    for (int near = c - reach; near <= c + reach; near += reach)
      if (near < 0 || near >= border_.columns() || border_.usable(static_cast<int>(row), near) == 0)
        return false;
    return true;
  }

  std::optional<std::string> too_little_beyond(const std::vector<double>& clear) const {
    double of_clear = 0, of_beyond = 0;
    for (std::size_t r = 0; r < rows_; ++r) {
      of_clear += clear[r];
      of_beyond += beyond_[r];
    }
    if (of_beyond < p_.least_beyond_widths * border_.width)
      return "too little of the shaft beyond the lesion lies on the film";
    constexpr double least_share = 0.7;
    if (of_clear < p_.least_beyond_widths * border_.width || of_clear < least_share * of_beyond)
      return "the border of the bone beyond the lesion is not seen clearly enough";
    return std::nullopt;
  }

  /// What is usual beyond the lesion, bridged over it: slowly changing, robust against single rows.
  std::vector<double> bridged(const std::vector<double>& values, std::vector<double> weights) const {
    const double wave = 1.5 * p_.ghost_wave_widths * border_.width;
    const double tension = std::pow(wave / (2 * M_PI), 2);
    std::vector<double> level = smoothed(values, weights, 0, tension);
    for (int round = 0; round < 2; ++round) {
      for (std::size_t r = 0; r < rows_; ++r)
        if (weights[r] > 0) weights[r] = values[r] < 0.5 * level[r] || values[r] > 2 * level[r] ? 0.05 : 1;
      level = smoothed(values, weights, 0, tension);
    }
    return level;
  }

  double spread_beyond(const std::vector<double>& difference, const std::vector<double>& weights) const {
    std::vector<double> distances;
    for (std::size_t r = 0; r < rows_; ++r)
      if (weights[r] > 0) distances.push_back(std::abs(difference[r]));
    constexpr double sd_of_mad = 1.4826;
    return sd_of_mad * median(std::move(distances));
  }

  void set_thickness(BorderTrace& trace, const std::vector<double>& clear) const {
    const double thinnest = std::max(1.5, p_.thinnest_widths * border_.width);
    const double thickest = p_.thickest_widths * border_.width;
    std::vector<double> middle(rows_);
    for (std::size_t r = 0; r < rows_; ++r) middle[r] = trace.outer[r] + thinnest;
    const std::vector<double> inner =
        steepest_path(cv::Mat1f(-slope_), beyond_, {middle, 0, thickest - thinnest}, p_.step_cost);
    std::vector<double> difference(rows_);
    trace.thickness.resize(rows_);
    for (std::size_t r = 0; r < rows_; ++r) trace.thickness[r] = inner[r] - trace.outer[r];
    trace.expected_thickness = bridged(trace.thickness, clear);
    for (std::size_t r = 0; r < rows_; ++r) difference[r] = trace.thickness[r] - trace.expected_thickness[r];
    trace.thickness_spread = spread_beyond(difference, clear);
  }

  void set_edge_left(BorderTrace& trace, const std::vector<double>& clear) const {
    std::vector<double> strength(rows_);
    for (std::size_t r = 0; r < rows_; ++r) strength[r] = at(slope_, static_cast<int>(r), trace.outer[r]);
    const std::vector<double> usual = bridged(strength, clear);
    for (std::size_t r = 0; r < rows_; ++r) trace.edge_left.push_back(strength[r] / std::max(1e-9, usual[r]));
  }

  /// Depths are parts of the expected thickness.
  Layer layer(std::size_t row, const BorderTrace& trace, double first_part, double last_part) const {
    const double thickness = std::max(4.0, trace.expected_thickness[row]);
    // Where the edge is traced inside of the undamaged one, as the bottom of a gap is, the cortex that is
    // looked for lay farther out.
    const double outer = std::min(trace.outer[row], trace.ghost[row]);
    const double beside = std::clamp(0.5 * thickness, 2.0, std::max(2.0, 0.06 * border_.width));
    constexpr double edge = 1;  // columns of the edge itself
    const int r = static_cast<int>(row);
    return {mean_between(along_, r, outer + first_part * thickness, outer + last_part * thickness),
            mean_between(along_, r, outer - edge - beside, outer - edge)};
  }

  LayerLeft layer_left(const BorderTrace& trace, const std::vector<double>& clear, double first_part,
                       double last_part) const {
    std::vector<double> grey(rows_), contrast(rows_), difference(rows_);
    for (std::size_t r = 0; r < rows_; ++r) {
      const Layer found = layer(r, trace, first_part, last_part);
      grey[r] = found.grey;
      contrast[r] = found.grey - found.beside;
    }
    const std::vector<double> usual_grey = bridged(grey, clear), usual = bridged(contrast, clear);
    LayerLeft left;
    for (std::size_t r = 0; r < rows_; ++r) {
      const double whole = std::max(1e-9, usual[r]);
      left.contrast.push_back(contrast[r] / whole);
      left.darker.push_back((usual_grey[r] - grey[r]) / whole);
      difference[r] = left.contrast[r] - 1;
    }
    left.spread = spread_beyond(difference, clear);
    return left;
  }

  /// Usable, and not far beyond the last clear row: between clear rows the ghost edge is bridged, beyond them
  /// it is a guess. Where the edge is lost, the ghost must agree with the expected border: over a trochanter
  /// it does not.
  void set_seen(BorderTrace& trace, const std::vector<double>& clear,
                const std::vector<double>& expected) const {
    const auto is_clear = [](double weight) { return weight > 0; };
    const auto first = std::ranges::find_if(clear, is_clear) - clear.begin();
    const auto last = static_cast<std::ptrdiff_t>(rows_) - 1 -
                      (std::find_if(clear.rbegin(), clear.rend(), is_clear) - clear.rbegin());
    constexpr double guess_widths = 0.3;
    const double guess = guess_widths * border_.width;
    for (std::size_t r = 0; r < rows_; ++r) {
      const auto row = static_cast<double>(r);
      const bool near = row >= static_cast<double>(first) - guess && row <= static_cast<double>(last) + guess;
      const bool found = trace.edge_left[r] >= p_.least_edge_fraction;
      const bool agrees = std::abs(trace.ghost[r] - expected[r]) <= p_.agreeing_errors * border_.error;
      trace.seen.push_back(near && (found || agrees) && usable(r, trace.ghost[r]) ? 1 : 0);
    }
  }

  const StraightBorder& border_;
  const BoneTracingParameters& p_;
  std::size_t rows_;
  cv::Mat1f along_;  ///< blurred along the shaft alone
  cv::Mat1f slope_;  ///< of the blurred film, growing into the bone
  std::vector<std::uint8_t> beyond_;
};

}  // namespace

Measured<BorderTrace> trace_border(const StraightBorder& border, const BoneTracingParameters& parameters) {
  constexpr int fewest_rows = 8, fewest_columns = 12;
  if (border.rows() < fewest_rows || border.columns() < fewest_columns)
    return Unknown{"the bone is too small on the film to trace its borders"};
  return BorderTracer(border, parameters).trace();
}

}  // namespace osteosign
