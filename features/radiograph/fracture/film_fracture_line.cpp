#include "features/radiograph/fracture/film_fracture_line.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "features/radiograph/fracture/border_step.h"
#include "features/radiograph/fracture/line_across.h"
#include "features/radiograph/in_millimetres.h"

namespace osteosign {
namespace {

constexpr const char* method = "bone that is missing across the line";

/// Why a dark path is not called a fracture line; nothing when it is one.
std::optional<Unknown> against(const LineFigures& line, const FilmFractureParameters& p) {
  if (line.gap_px < p.least_gap_spreads * line.gap_spread_px)
    return Unknown{"a dark line crosses the bone, but the same line misses as much bone elsewhere"};
  for (const Measured<double>& part : line.part_gap_px)
    if (part.known() && (part.value() < p.least_part_fraction * line.gap_px ||
                         part.value() > p.greatest_part_fraction * line.gap_px))
      return Unknown{"a dark line crosses the bone, but it is not as even as a gap would be"};
  if (line.outside_fraction > p.greatest_outside_fraction)
    return Unknown{"a dark line crosses the bone and goes on beside it: it overlies it"};
  return std::nullopt;
}

void set_unknown(const Unknown& why, FilmFractureLine& found) {
  found.length_to_width = found.gap_to_width = found.step_to_width = why;
  found.middle_px = why;
}

class FractureOnFilm {
 public:
  FractureOnFilm(const BoneStrip& strip, const LinesAcross& lines, const TracedBone& bone,
                 const FilmFractureParameters& parameters)
      : strip_(strip), lines_(lines), path_(lines.near.value()), bone_(bone), p_(parameters) {}

  FilmFractureLine measured() const {
    FilmFractureLine found;
    found.excess = path_.excess;
    found.excess_elsewhere = lines_.greatest_elsewhere;
    found.assessed_fraction = Quantity{lines_.judged_fraction, Unit::fraction};
    const double needed = std::max(p_.least_excess, p_.least_ratio_to_elsewhere * lines_.greatest_elsewhere);
    const Measured<double> least_rows = lines_.least_gap(needed);
    if (least_rows.known())
      found.least_gap_to_width = Quantity{least_rows.value() / strip_.width(), Unit::one};
    else
      found.least_gap_to_width = least_rows.unknown();
    if (path_.excess >= needed)
      set_line(found);
    else if (path_.excess >= p_.unclear_fraction * needed)
      set_unknown(Unknown{"a dark line crosses the bone, but not clearly darker than lines elsewhere"},
                  found);
    else
      set_none(found);
    return found;
  }

 private:
  void set_none(FilmFractureLine& found) const {
    if (!found.least_gap_to_width.known()) return set_unknown(found.least_gap_to_width.unknown(), found);
    if (found.least_gap_to_width.value().value > p_.greatest_least_gap_widths)
      return set_unknown(Unknown{"the film would not show a narrow gap here"}, found);
    set_unknown(Unknown{"there is no fracture line"}, found);
    found.length_to_width = Quantity{0, Unit::one};
  }

  void set_line(FilmFractureLine& found) const {
    const Measured<LineFigures> line = measure_line(strip_, path_, lines_.elsewhere);
    if (!line.known()) return set_unknown(line.unknown(), found);
    if (const auto reason = against(line.value(), p_)) return set_unknown(*reason, found);
    const double width_px = strip_.width() * strip_.step_px;
    found.length_to_width = Quantity{line.value().length_px / width_px, Unit::one};
    found.gap_to_width =
        Quantity{line.value().gap_px / width_px, Unit::one, line.value().gap_spread_px / width_px, method};
    const Measured<BorderStep> step =
        border_step(bone_, path_.rows.front(), path_.rows.back(), lines_.elsewhere);
    if (step.known())
      found.step_to_width = Quantity{step.value().step_px / width_px, Unit::one,
                                     step.value().spread_px / width_px, "traced borders on both sides"};
    else
      found.step_to_width = step.unknown();
    for (std::size_t c = 0; c < path_.rows.size(); ++c)
      found.line_px.push_back(
          strip_.film_px(path_.rows[c], static_cast<double>(strip_.bone.first) + static_cast<double>(c)));
    found.middle_px = found.line_px[found.line_px.size() / 2];
  }

  const BoneStrip& strip_;
  const LinesAcross& lines_;
  const PathAcross& path_;
  const TracedBone& bone_;
  const FilmFractureParameters& p_;
};

}  // namespace

FilmFractureLine unmeasured_fracture_line(const Unknown& why) {
  FilmFractureLine found;
  found.least_gap_to_width = found.assessed_fraction = why;
  set_unknown(why, found);
  found.length = found.gap = found.least_gap = found.step = why;
  return found;
}

FilmFractureLine measure_film_fracture_line(const Radiograph& film, const RadiographField& field,
                                            const TracedBone& bone, const RadiographLesionOutline& lesion,
                                            const FilmFractureParameters& parameters) {
  const Measured<BoneStrip> strip = bone_strip(film, field, bone, lesion, parameters);
  if (!strip.known()) return unmeasured_fracture_line(strip.unknown());
  const Measured<LinesAcross> lines = lines_across(strip.value(), parameters);
  if (!lines.known()) return unmeasured_fracture_line(lines.unknown());
  if (!lines.value().near.known()) return unmeasured_fracture_line(lines.value().near.unknown());
  FilmFractureLine found = FractureOnFilm(strip.value(), lines.value(), bone, parameters).measured();
  const double width_px = strip.value().width() * strip.value().step_px;
  found.length = in_millimetres(found.length_to_width, width_px, film.spacing);
  found.gap = in_millimetres(found.gap_to_width, width_px, film.spacing);
  found.least_gap = in_millimetres(found.least_gap_to_width, width_px, film.spacing);
  found.step = in_millimetres(found.step_to_width, width_px, film.spacing);
  return found;
}

}  // namespace osteosign
