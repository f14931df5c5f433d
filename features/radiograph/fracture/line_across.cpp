#include "features/radiograph/fracture/line_across.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

/// Rows beside a path that belong to the line, and those on either side that tell what is usual.
struct Window {
  int line;
  int side;
  int reach() const { return line + side; }
};

/// A gap that is wider than the line it was found with is still seen whole.
Window window_for(double sigma) {
  const int line = static_cast<int>(std::ceil(3.5 * sigma)) + 1;
  return {line, std::max(2, static_cast<int>(std::ceil(2 * sigma)))};
}

/// Rows across a path that it passes per row along the bone: the cosine of its mean slope.
double cosine(const PathAcross& path) {
  const double slope = static_cast<double>(path.rows.back() - path.rows.front()) /
                       std::max(1.0, static_cast<double>(path.rows.size()) - 1);
  return 1 / std::hypot(1, slope);
}

class LineOnStrip {
 public:
  LineOnStrip(const BoneStrip& strip, const PathAcross& path)
      : strip_(strip), path_(path), window_(window_for(path.sigma)) {}

  /// Missing bone over some columns, in rows, with the whole path `moved` along the bone; nothing when less
  /// than half of them can be judged.
  std::optional<double> gap(const std::vector<int>& columns, int moved) const {
    std::vector<double> profile(static_cast<std::size_t>(2 * window_.reach() + 1), 0);
    std::size_t judged = 0;
    for (const int c : columns) {
      if (!clear(c, moved)) continue;
      ++judged;
      for (int k = -window_.reach(); k <= window_.reach(); ++k)
        profile[static_cast<std::size_t>(k + window_.reach())] +=
            strip_.contrast(row(c, moved) + k, column(c));
    }
    if (2 * judged < columns.size()) return std::nullopt;
    return missing(profile);
  }

  /// Mean contrast that is lost in the middle of the line, over columns of the strip beside the bone; the
  /// path goes on with its slope and may lie a little off it.
  double depth_beside(const ColumnRange& columns) const {
    double deepest = 0;
    const int wobble = window_.line;
    for (int off = -wobble; off <= wobble; ++off) {
      double sum = 0;
      for (int c = columns.first; c < columns.last; ++c) sum += depth(extended_row(c) + off, c);
      deepest = std::max(deepest, sum / columns.count());
    }
    return deepest;
  }

  double depth_within() const {
    double sum = 0;
    int judged = 0;
    for (int c = 0; c < strip_.bone.count(); ++c) {
      if (!clear(c, 0)) continue;
      sum += depth(row(c, 0), column(c));
      ++judged;
    }
    return sum / std::max(1, judged);
  }

  double length_px() const {
    double length = 0;
    for (std::size_t c = 1; c < path_.rows.size(); ++c) length += (pixel(c) - pixel(c - 1)).norm();
    return length;
  }

  /// Steps along the bone by which the path can be moved to lie elsewhere.
  std::vector<int> moves(const std::vector<int>& elsewhere) const {
    const int middle = path_.rows[path_.rows.size() / 2];
    std::vector<int> moves;
    for (const int r : elsewhere) moves.push_back(r - middle);
    return moves;
  }

 private:
  int row(int column_of_bone, int moved) const {
    return path_.rows[static_cast<std::size_t>(column_of_bone)] + moved;
  }
  int column(int column_of_bone) const { return strip_.bone.first + column_of_bone; }
  Eigen::Vector2d pixel(std::size_t c) const {
    return strip_.film_px(path_.rows[c], strip_.bone.first + static_cast<double>(c));
  }

  bool clear(int c, int moved) const {
    const int middle = row(c, moved);
    if (middle - window_.reach() < 0 || middle + window_.reach() >= strip_.rows()) return false;
    for (int k = -window_.reach(); k <= window_.reach(); ++k)
      if (strip_.usable(middle + k, column(c)) == 0 || strip_.lesion(middle + k, column(c)) != 0)
        return false;
    return true;
  }

  double missing(const std::vector<double>& profile) const {
    const auto side = static_cast<std::size_t>(window_.side);
    const auto mean = [&](auto first) {
      return std::accumulate(first, first + window_.side, 0.0) / window_.side;
    };
    const double above = mean(profile.begin()), below = mean(profile.end() - window_.side);
    double gap = 0;
    const std::size_t last = profile.size() - side;
    for (std::size_t k = side; k < last; ++k) {
      const double part = (static_cast<double>(k) - (window_.side - 1) / 2.0) /
                          (static_cast<double>(profile.size()) - window_.side);
      const double usual = above + part * (below - above);
      if (usual <= 0) return 0;
      gap += 1 - profile[k] / usual;
    }
    return gap;
  }

  double depth(int row, int column) const {
    const int apart = window_.reach();
    if (row - apart < 0 || row + apart >= strip_.rows()) return 0;
    return (strip_.contrast(row - apart, column) + strip_.contrast(row + apart, column)) / 2 -
           strip_.contrast(row, column);
  }

  int extended_row(int column_of_strip) const {
    const int reach = std::max(1, strip_.bone.count() / 4);
    const int last = strip_.bone.count() - 1;
    const int c = column_of_strip - strip_.bone.first;
    const int end = c < 0 ? 0 : last, inner = c < 0 ? std::min(last, reach) : std::max(0, last - reach);
    const double slope = static_cast<double>(row(end, 0) - row(inner, 0)) / (end - inner);
    return row(end, 0) + static_cast<int>(std::lround(slope * (c - end)));
  }

  const BoneStrip& strip_;
  const PathAcross& path_;
  Window window_;
};

std::vector<int> columns_between(int first, int last) {
  std::vector<int> columns(static_cast<std::size_t>(std::max(0, last - first)));
  std::iota(columns.begin(), columns.end(), first);
  return columns;
}

std::optional<double> gap_spread(const LineOnStrip& line, const std::vector<int>& columns,
                                 const std::vector<int>& elsewhere) {
  std::vector<double> gaps;
  for (const int moved : line.moves(elsewhere))
    if (const auto gap = line.gap(columns, moved)) gaps.push_back(*gap);
  constexpr std::size_t fewest = 10;
  if (gaps.size() < fewest) return std::nullopt;
  return robust_deviation(std::move(gaps));
}

}  // namespace

Measured<LineFigures> measure_line(const BoneStrip& strip, const PathAcross& path,
                                   const std::vector<int>& elsewhere) {
  const LineOnStrip line(strip, path);
  const int last = strip.bone.count();
  const std::array parts{columns_between(0, strip.left_cortex),
                         columns_between(strip.left_cortex, last - strip.right_cortex),
                         columns_between(last - strip.right_cortex, last)};
  const auto left = line.gap(parts[0], 0), middle = line.gap(parts[1], 0), right = line.gap(parts[2], 0);
  if (!left || !right)
    return Unknown{"a dark line crosses the bone, but not both cortices can be judged where it does"};
  std::vector<int> cortices = parts[0];
  cortices.insert(cortices.end(), parts[2].begin(), parts[2].end());
  const std::optional<double> spread = gap_spread(line, cortices, elsewhere);
  if (!spread) return Unknown{"too little of the same bone is seen away from the lesion to compare with"};
  const double across_px = cosine(path) * strip.step_px;
  LineFigures figures;
  figures.gap_px = line.gap(cortices, 0).value_or((*left + *right) / 2) * across_px;
  figures.gap_spread_px = *spread * across_px;
  figures.part_gap_px = {*left * across_px, Unknown{"the lesion hides most of it"}, *right * across_px};
  if (middle) figures.part_gap_px[1] = *middle * across_px;
  const int edge = std::max(1, static_cast<int>(0.03 * strip.width()));
  const double within = std::max(1e-9, line.depth_within());
  figures.outside_fraction = std::min(line.depth_beside({0, strip.bone.first - edge}),
                                      line.depth_beside({strip.bone.last + edge, strip.contrast.cols})) /
                             within;
  figures.length_px = line.length_px();
  return figures;
}

}  // namespace osteosign
