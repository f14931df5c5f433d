#include "io/dicom/radiograph_spacing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace osteosign {
namespace {

std::string text(const PixelPitch& pitch) { return fmt::format("{}\\{} mm", pitch.row_mm, pitch.column_mm); }

/// Why a pitch is not believed; empty when it is.
std::string doubt(const PixelPitch& pitch, const SpacingAttributes& film, const SpacingLimits& limits) {
  const auto [low, high] = std::minmax(pitch.row_mm, pitch.column_mm);
  if (!(low > 0) || !std::isfinite(high)) return "which is no distance";
  if (low == 1.0 && high == 1.0) return "which converters write when they know no spacing";
  if (low < limits.smallest_pitch_mm || high > limits.largest_pitch_mm)
    return fmt::format("outside {} to {} mm", limits.smallest_pitch_mm, limits.largest_pitch_mm);
  if (high / low > limits.largest_aspect) return "whose values are too different for one detector";
  const double side_mm = std::max(film.rows * pitch.row_mm, film.columns * pitch.column_mm);
  if (side_mm > limits.largest_side_mm) return fmt::format("which makes the image {:.0f} mm long", side_mm);
  return {};
}

Measured<PixelPitch> believed(const Measured<PixelPitch>& pitch, const char* name,
                              const SpacingAttributes& film, const SpacingLimits& limits) {
  if (!pitch.known()) return pitch;
  const std::string why_not = doubt(pitch.value(), film, limits);
  if (why_not.empty()) return pitch;
  return Unknown{fmt::format("{} is {}, {}", name, text(pitch.value()), why_not)};
}

/// A magnification with the tags that it comes from.
struct Magnification {
  double factor;
  std::string source;
};

Measured<Magnification> stated_magnification(const SpacingAttributes& film, const SpacingLimits& limits) {
  if (!film.magnification.known()) return film.magnification.unknown();
  const double factor = film.magnification.value();
  const std::string named = fmt::format("Estimated Radiographic Magnification Factor (0018,1114) {}", factor);
  if (factor == 1.0) return Unknown{named + " corrects nothing"};
  if (!(factor > 1.0 && factor <= limits.largest_magnification))
    return Unknown{named + fmt::format(", outside 1 to {}", limits.largest_magnification)};
  return Magnification{factor, named};
}

Measured<Magnification> magnification_by_distances(const SpacingAttributes& film,
                                                   const SpacingLimits& limits) {
  if (!film.source_to_detector_mm.known()) return film.source_to_detector_mm.unknown();
  if (!film.source_to_patient_mm.known()) return film.source_to_patient_mm.unknown();
  const double detector_mm = film.source_to_detector_mm.value();
  const double patient_mm = film.source_to_patient_mm.value();
  const std::string named = fmt::format(
      "Distance Source to Detector (0018,1110) {} mm and Distance Source to Patient (0018,1111) {} mm",
      detector_mm, patient_mm);
  if (!(detector_mm > 0 && patient_mm > 0)) return Unknown{named + " are no distances"};
  const double factor = detector_mm / patient_mm;
  if (factor == 1.0) return Unknown{named + " correct nothing"};
  if (!(factor > 1.0 && factor <= limits.largest_magnification))
    return Unknown{named +
                   fmt::format(" give {:.3g}, outside 1 to {}", factor, limits.largest_magnification)};
  return Magnification{factor, named};
}

/// The attributes after the believable has been parted from the rest.
struct Believed {
  Measured<PixelPitch> pixel;
  Measured<PixelPitch> imager;
  Measured<PixelPitch> scanned;
  Measured<Magnification> stated;
  Measured<Magnification> by_distances;
};

SpacingDecision decide(SpacingRow row, const PixelPitch& pitch, std::string source) {
  const bool in_detector_plane = row >= SpacingRow::imager_only;
  if (in_detector_plane) source += "; in the detector plane, true size 3 to 25 % smaller";
  return {row, PixelSpacing{pitch.column_mm, pitch.row_mm, in_detector_plane}, std::move(source), {}};
}

double mean_quotient(const PixelPitch& a, const PixelPitch& b) {
  return 0.5 * (a.row_mm / b.row_mm + a.column_mm / b.column_mm);
}

bool same(double a, double b, double fraction) { return std::abs(a / b - 1.0) <= fraction; }

bool same(const PixelPitch& a, const PixelPitch& b, double fraction) {
  return same(a.row_mm, b.row_mm, fraction) && same(a.column_mm, b.column_mm, fraction);
}

std::optional<SpacingDecision> by_calibration(const SpacingAttributes& film, const Believed& header) {
  if (!header.pixel.known()) return std::nullopt;
  const PixelPitch& pitch = header.pixel.value();
  const std::string named = "Pixel Spacing (0028,0030) " + text(pitch) + ", ";
  if (film.calibration_type == "FIDUCIAL")
    return decide(SpacingRow::fiducial, pitch, named + "calibrated: FIDUCIAL (0028,0A02)");
  if (film.calibration_type == "GEOMETRY")
    return decide(SpacingRow::geometry, pitch, named + "calibrated: GEOMETRY (0028,0A02)");
  return std::nullopt;
}

std::optional<SpacingDecision> by_difference(const Believed& header, const SpacingLimits& limits) {
  if (!header.pixel.known() || !header.imager.known()) return std::nullopt;
  const PixelPitch& pixel = header.pixel.value();
  const PixelPitch& imager = header.imager.value();
  if (same(imager, pixel, limits.equal_fraction)) return std::nullopt;
  const double factor = mean_quotient(imager, pixel);
  const std::string both = fmt::format(
      "Pixel Spacing (0028,0030) {} beside Imager Pixel Spacing (0018,1164) {}", text(pixel), text(imager));
  if (factor > 1.0 && factor <= limits.largest_magnification)
    return decide(SpacingRow::differs_from_imager, pixel,
                  fmt::format("{}: corrected for a magnification of {:.3f}", both, factor));
  return SpacingDecision{
      SpacingRow::none,
      Unknown{fmt::format("{}: a magnification of {:.3f}, which no projection gives", both, factor)},
      "none",
      {}};
}

std::optional<SpacingDecision> by_imager(const Believed& header) {
  if (!header.imager.known()) return std::nullopt;
  const PixelPitch& imager = header.imager.value();
  const std::string named = "Imager Pixel Spacing (0018,1164) " + text(imager);
  const auto corrected = [&](SpacingRow row, const Magnification& magnification) {
    const PixelPitch pitch{imager.row_mm / magnification.factor, imager.column_mm / magnification.factor};
    return decide(row, pitch,
                  fmt::format("{} divided by {:.3f}: {}", named, magnification.factor, magnification.source));
  };
  if (header.stated.known()) return corrected(SpacingRow::magnification_factor, header.stated.value());
  if (header.by_distances.known())
    return corrected(SpacingRow::source_distances, header.by_distances.value());
  return decide(SpacingRow::imager_only, imager, named + ", magnification not known");
}

SpacingDecision by_the_rest(const SpacingAttributes& film, const Believed& header) {
  if (header.pixel.known())
    return decide(
        SpacingRow::pixel_spacing_only, header.pixel.value(),
        "Pixel Spacing (0028,0030) " + text(header.pixel.value()) + " without a word on its calibration");
  if (header.scanned.known() && film.modality == "CR")
    return decide(SpacingRow::scanned_plate, header.scanned.value(),
                  "Nominal Scanned Pixel Spacing (0018,2010) " + text(header.scanned.value()) +
                      " of a CR plate, which is scanned itself");
  const std::string scanned =
      header.scanned.known() ? "Nominal Scanned Pixel Spacing (0018,2010) " + text(header.scanned.value()) +
                                   " is that of a scanned film, which may have been printed at any scale"
                             : header.scanned.reason();
  return {SpacingRow::none,
          Unknown{fmt::format("no pixel spacing in this radiograph: {}; {}; {}", header.pixel.reason(),
                              header.imager.reason(), scanned)},
          "none",
          {}};
}

/// Attributes that are there, but were not believed or contradict what was used.
std::vector<std::string> contradictions(const SpacingAttributes& film, const Believed& header,
                                        const SpacingDecision& decision, const SpacingLimits& limits) {
  std::vector<std::string> notes;
  const auto note_if_given = [&](const auto& given, const auto& used) {
    if (given.known() && !used.known()) notes.push_back(used.reason());
  };
  note_if_given(film.pixel_spacing, header.pixel);
  note_if_given(film.imager_pixel_spacing, header.imager);
  note_if_given(film.magnification, header.stated);
  if (!header.imager.known()) return notes;
  const PixelSpacing& used = decision.spacing.value();
  const double factor = mean_quotient(header.imager.value(), {used.row_mm, used.column_mm});
  const auto note_if_other = [&](const Measured<Magnification>& magnification) {
    if (magnification.known() && !same(factor, magnification.value().factor, limits.agreement_fraction))
      notes.push_back(fmt::format("the spacing in use means a magnification of {:.3f}, {} means {:.3f}",
                                  factor, magnification.value().source, magnification.value().factor));
  };
  note_if_other(header.stated);
  note_if_other(header.by_distances);
  return notes;
}

}  // namespace

SpacingDecision decide_spacing(const SpacingAttributes& film, const SpacingLimits& limits) {
  const Believed header{
      believed(film.pixel_spacing, "Pixel Spacing (0028,0030)", film, limits),
      believed(film.imager_pixel_spacing, "Imager Pixel Spacing (0018,1164)", film, limits),
      believed(film.nominal_scanned_pixel_spacing, "Nominal Scanned Pixel Spacing (0018,2010)", film, limits),
      stated_magnification(film, limits), magnification_by_distances(film, limits)};
  std::optional<SpacingDecision> decision = by_calibration(film, header);
  if (!decision) decision = by_difference(header, limits);
  if (!decision) decision = by_imager(header);
  if (!decision) decision = by_the_rest(film, header);
  if (decision->spacing.known()) decision->notes = contradictions(film, header, *decision, limits);
  return *decision;
}

}  // namespace osteosign
