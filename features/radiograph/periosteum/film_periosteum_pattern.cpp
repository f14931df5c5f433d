#include "features/radiograph/periosteum/film_periosteum_pattern.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr double fan_explained = 0.4;
constexpr double at_lesion_part = 0.2;
constexpr double codman_reach_mm = 12;
constexpr double end_mm = 0.8;          // over which the height of an end is taken
constexpr double upper_part = 2.0 / 3;  // of a plate that must still rise

class Reader {
 public:
  Reader(const NewBoneReading& reading, const PeriosteumBand& band, const FilmPeriosteumParameters& p)
      : bone_(reading.bone), layers_(reading.layers), spicules_(reading.spicules), band_(band), p_(p) {}

  Measured<PeriostealPattern> pattern() const;

 private:
  bool too_coarse() const { return 1 / band_.mm_px > p_.coarsest_pixel_mm; }
  /// Without pixel spacing nothing tells what a film resolves.
  bool resolves_layers() const { return band_.has_spacing && !too_coarse(); }
  bool has_face() const { return bone_.face_contrast > p_.least_face_contrast; }
  bool lies_at_lesion() const;
  bool outgrowth() const {
    return has_face() && lies_at_lesion() && bone_.height_90_mm > p_.outgrowth_height_mm &&
           bone_.height_90_mm > p_.outgrowth_slimness * bone_.length_mm &&
           spicules_.count < p_.least_spicules;
  }
  bool pushed_out() const;
  bool codman() const;
  bool interrupted() const;
  bool filled() const;
  double end_height(const NewBoneRun& run, bool last) const;
  double rise_deg(const NewBoneRun& run, bool towards_last, double part) const;
  bool ends_freely(std::size_t run, bool last) const;
  int rows_to_lesion(int row) const;
  bool points_to_lesion(const NewBoneRun& run, bool last) const;

  const NewBone& bone_;
  const FilmLayers& layers_;
  const SpiculeLines& spicules_;
  const PeriosteumBand& band_;
  const FilmPeriosteumParameters& p_;
};

/// Along at least a fifth of the lesion.
bool Reader::lies_at_lesion() const {
  int beside = 0, covered = 0;
  for (std::size_t row = 0; row < band_.lesion.size(); ++row) {
    beside += band_.lesion[row];
    covered += band_.lesion[row] != 0 && bone_.height_mm[row] > 0 ? 1 : 0;
  }
  return covered > at_lesion_part * beside;
}

/// The edge of the undamaged bone is no edge any more where its cortex has moved out.
bool Reader::pushed_out() const {
  const int deep = band_.column_at(-0.5 * band_.cortex_mm), below = band_.column_at(-0.1 * band_.cortex_mm);
  const int above = band_.column_at(0.4), far = band_.column_at(0.9);
  std::vector<double> falls;
  for (int row = 0; row < band_.grey.rows; ++row)
    if (bone_.height_mm[row] > 0)
      falls.push_back(cv::mean(band_.grey.row(row).colRange(deep, below + 1))[0] -
                      cv::mean(band_.grey.row(row).colRange(above, far + 1))[0]);
  return order_statistic(std::move(falls), 0.5) < p_.cortex_left * bone_.cortex_contrast;
}

double Reader::end_height(const NewBoneRun& run, bool last) const {
  const int rows = std::max(1, static_cast<int>(end_mm / band_.along_mm()));
  double height = 0;
  for (int i = 0; i < std::min(rows, run.rows()); ++i)
    height = std::max(height, bone_.height_mm[last ? run.last - i : run.first + i]);
  return height;
}

/// Slope of the regression line of the height over the last `part` of a run.
double Reader::rise_deg(const NewBoneRun& run, bool towards_last, double part) const {
  const int rows = std::max(2, static_cast<int>(part * run.rows()));
  double n = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (int i = 0; i < rows; ++i) {
    const double at = -i * band_.along_mm();
    const double height = bone_.height_mm[towards_last ? run.last - i : run.first + i];
    n += 1;
    x += at;
    y += height;
    xx += at * at;
    xy += at * height;
  }
  return std::atan((xy - x * y / n) / (xx - x * x / n)) * 180 / std::numbers::pi;
}

/// High above the bone, with no new bone behind it.
bool Reader::ends_freely(std::size_t run, bool last) const {
  if (end_height(bone_.runs[run], last) < p_.free_end_mm) return false;
  const double gap = p_.gap_mm / band_.along_mm();
  if (last)
    return bone_.runs[run].last + gap < band_.grey.rows &&
           (run + 1 == bone_.runs.size() || bone_.runs[run + 1].first - bone_.runs[run].last > gap);
  return bone_.runs[run].first - gap >= 0 &&
         (run == 0 || bone_.runs[run].first - bone_.runs[run - 1].last > gap);
}

/// Rows between a place and the nearest one that the lesion lies beside.
int Reader::rows_to_lesion(int row) const {
  int nearest = band_.grey.rows;
  for (int other = 0; other < band_.grey.rows; ++other)
    if (band_.lesion[other] != 0) nearest = std::min(nearest, std::abs(other - row));
  return nearest;
}

/// The end is near the lesion, and no farther from it than the other end.
bool Reader::points_to_lesion(const NewBoneRun& run, bool last) const {
  const int end = rows_to_lesion(last ? run.last : run.first),
            base = rows_to_lesion(last ? run.first : run.last);
  return end <= base && end * band_.along_mm() <= codman_reach_mm;
}

bool Reader::codman() const {
  for (std::size_t i = 0; i < bone_.runs.size(); ++i)
    for (const bool last : {false, true}) {
      const NewBoneRun& run = bone_.runs[i];
      if (points_to_lesion(run, last) && ends_freely(i, last) &&
          end_height(run, last) > p_.codman_height_mm && rise_deg(run, last, 1) > p_.codman_rise_deg &&
          rise_deg(run, last, upper_part) > p_.codman_rise_deg)
        return true;
    }
  return false;
}

bool Reader::interrupted() const {
  for (std::size_t i = 0; i + 1 < bone_.runs.size(); ++i)
    if (ends_freely(i, true) && ends_freely(i + 1, false)) return true;
  return false;
}

/// Against a full body of the same height: its chord grows with the root of the depth, as that of the cortex
/// does.
bool Reader::filled() const {
  const int middle = band_.column_at(bone_.height_90_mm / 2);
  std::vector<double> excess;
  for (int row = 0; row < band_.grey.rows; ++row)
    if (bone_.height_mm[row] > 0) excess.push_back(bone_.excess(row, middle));
  const double full =
      bone_.cortex_contrast * std::sqrt(bone_.height_90_mm / 2 / std::max(band_.cortex_mm, 0.5));
  return order_statistic(std::move(excess), 0.5) > p_.filled_part * full;
}

Measured<PeriostealPattern> Reader::pattern() const {
  if (bone_.length_mm < p_.least_length_mm) {
    if (too_coarse()) return Unknown{"the pixels of the film are too large to show a thin lamella"};
    return PeriostealPattern::none;
  }
  if (outgrowth()) return PeriostealPattern::outgrowth;
  if (spicules_.count >= p_.least_spicules)
    return spicules_.fan_deg_per_mm > p_.fan_deg_per_mm && spicules_.fan_determination > fan_explained
               ? PeriostealPattern::sunburst
               : PeriostealPattern::hair_on_end;
  if (!has_face()) return Unknown{"what is brighter beside the bone has no face as new bone has"};
  if (!resolves_layers())
    return Unknown{"new bone lies on the cortex, but its layers are not resolvable on this film"};
  const double layered = layers_.part_with(1, 100);
  if (layered > p_.layered_part && pushed_out())
    return Unknown{"what lies outside of the undamaged edge may be the cortex itself, pushed out"};
  if (codman()) return PeriostealPattern::codman_triangle;
  if (layered > p_.layered_part) {
    if (layers_.part_with(2, 100) > layers_.part_with(1, 1)) return PeriostealPattern::multilamellated;
    if (interrupted()) return PeriostealPattern::interrupted;
    return PeriostealPattern::single_lamella;
  }
  if (filled()) return PeriostealPattern::solid;
  return Unknown{"new bone lies on the cortex, but its layers are not resolvable on this film"};
}

}  // namespace

Measured<PeriostealPattern> film_pattern_of(const NewBoneReading& reading, const PeriosteumBand& band,
                                            const FilmPeriosteumParameters& parameters) {
  return Reader(reading, band, parameters).pattern();
}

}  // namespace osteosign
