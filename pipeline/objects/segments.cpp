#include "pipeline/objects/segments.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "io/files/derived_uid.h"
#include "io/values/utf8.h"
#include "pipeline/objects/codes.h"
#include "pipeline/objects/label_regions.h"
#include "pipeline/objects/sites.h"
#include "pipeline/version.h"

namespace osteosign {
namespace {

using Colour = std::array<std::uint8_t, 3>;

SegmentedBy way_of(LesionOrigin origin) {
  switch (origin) {
    case LesionOrigin::candidate:
      return SegmentedBy::automatic;
    case LesionOrigin::seed:
    case LesionOrigin::box:
      return SegmentedBy::semiautomatic;
    case LesionOrigin::mask:
      return SegmentedBy::manual;
  }
  throw InternalError("a lesion of no origin");
}

Region region_of(const CtLesionOutline& outline) {
  Region region;
  region.first = outline.first;
  region.size = outline.box.size;
  region.inside = outline.inside;
  return region;
}

/// Takes the place in the patient from the site.
void put_site(WrittenSegment& segment, const FindingSite& site) {
  segment.region.anatomic_region = site.site;
  segment.laterality = site.laterality;
}

WrittenSegment lesion_segment(const LesionResult& lesion, const CtLesionOutline& outline,
                              const std::string& tracking_uid) {
  constexpr std::array<Colour, 4> colours{Colour{230, 60, 50}, Colour{250, 160, 40}, Colour{200, 60, 180},
                                          Colour{240, 220, 60}};
  const std::size_t number =
      lesion.identity.id.empty() ? 0 : static_cast<std::size_t>(lesion.identity.id.back());
  WrittenSegment segment{.region = region_of(outline),
                         .category = code_of("altered_structure"),
                         .by = way_of(lesion.origin),
                         .tracking_id = "lesion " + lesion.identity.id,
                         .tracking_uid = tracking_uid,
                         .srgb = colours[number % colours.size()]};
  segment.region.name = "Lesion " + lesion.identity.id;
  segment.region.type = code_of("lesion");
  if (const std::vector<FindingSite> sites = sites_of(lesion.location); !sites.empty())
    put_site(segment, sites.front());
  return segment;
}

WrittenSegment structure_segment(Region region, const std::string& name, const CodedName& type,
                                 const Colour& colour, const std::string& tracking_uid) {
  constexpr std::size_t longest_label = 64;
  WrittenSegment segment{.region = std::move(region),
                         .category = code_of("anatomical_structure"),
                         .tracking_id = first_letters(name, longest_label),
                         .tracking_uid = tracking_uid,
                         .srgb = colour};
  segment.region.name = first_letters(name, longest_label);
  segment.region.type = type;
  return segment;
}

void add_lesions(CtSegments& segments, const StudyAnalysis& study, std::size_t ct, const Tracking& tracking) {
  std::size_t lesion = 0;
  for (std::size_t earlier = 0; earlier < ct; ++earlier) lesion += study.cts[earlier].analysis.lesions.size();
  for (const CtLesion& each : study.cts[ct].analysis.lesions) {
    const LesionResult& result = study.lesions.at(lesion);
    if (each.outline.known()) {
      segments.segmentation.segments.push_back(
          lesion_segment(result, each.outline.value(), tracking.lesions.at(lesion)));
      segments.of_lesion[result.identity.id] = static_cast<int>(segments.segmentation.segments.size());
    }
    ++lesion;
  }
}

/// Two colours in turn, so that neighbours are told apart.
void add_vertebrae(CtSegments& segments, const StudyAnalysis& study, std::size_t ct,
                   const Tracking& tracking) {
  constexpr std::array<Colour, 2> colours{Colour{90, 160, 220}, Colour{110, 200, 150}};
  const CtAnalysis& analysis = study.cts[ct].analysis;
  if (!study.spine.known() || analysis.spine.vertebrae.voxels.empty()) return;
  std::size_t next = 0;
  for (std::size_t earlier = 0; earlier < ct; ++earlier)
    next += study.cts[earlier].analysis.spine_measurements.vertebrae.size();
  std::map<std::uint16_t, Region> regions = label_regions(analysis.spine.vertebrae);
  for (const Vertebra& vertebra : analysis.spine_measurements.vertebrae) {
    const VertebraResult& result = study.spine.value().vertebrae.at(next++);
    const auto region = regions.find(vertebra.label);
    if (region == regions.end()) continue;
    const std::string& subject = result.judged.subject;
    segments.segmentation.segments.push_back(
        structure_segment(std::move(region->second), "Vertebra " + subject, code_of("vertebra"),
                          colours[next % colours.size()], tracking.vertebrae.at(subject)));
    put_site(segments.segmentation.segments.back(), {site_of_level(result.judged.level.level)});
    segments.of_vertebra[subject] = static_cast<int>(segments.segmentation.segments.size());
  }
}

void add_bones(CtSegments& segments, const AnalyzedCt& ct, const StudySources& sources) {
  for (auto& [label, region] : label_regions(ct.analysis.bones)) {
    const auto named = ct.analysis.bones.names.find(label);
    const std::string name = named == ct.analysis.bones.names.end()
                                 ? fmt::format("bone {}", label)
                                 : fmt::format("{} {}", named->second, label);
    segments.segmentation.segments.push_back(structure_segment(
        region, name, code_of("bone"), {225, 215, 190},
        derived_uid({"bone", sources.attributes.study_instance_uid, ct.series.series_instance_uid, name})));
  }
}

}  // namespace

Tracking tracking_of(const StudyAnalysis& study, const StudySources& sources) {
  Tracking tracking;
  std::set<std::string> taken;
  const auto unique_uid = [&](std::vector<std::string> words) {
    std::string uid = derived_uid(words);
    while (!taken.insert(uid).second) uid = derived_uid({uid, "next"});
    return uid;
  };
  const std::string& study_uid = sources.attributes.study_instance_uid;
  for (std::size_t ct = 0; ct < study.cts.size(); ++ct)
    for (const CtLesion& lesion : study.cts[ct].analysis.lesions) {
      const Eigen::Vector3d at = lesion.marked_in_patient_mm.center();
      tracking.lesions.push_back(unique_uid({"lesion", study_uid, sources.cts[ct].images.series_instance_uid,
                                             fmt::format("{:.0f} {:.0f} {:.0f}", at.x(), at.y(), at.z())}));
    }
  for (std::size_t film = 0; film < study.films.size(); ++film)
    for (const FilmLesion& lesion : study.films[film].analysis.lesions)
      tracking.lesions.push_back(
          unique_uid({"lesion", study_uid, sources.films[film].images.front().sop_instance_uid,
                      fmt::format("{} {} {} {}", lesion.marked.first_column, lesion.marked.first_row,
                                  lesion.marked.last_column, lesion.marked.last_row)}));
  if (study.spine.known())
    for (const VertebraResult& vertebra : study.spine.value().vertebrae)
      tracking.vertebrae[vertebra.judged.subject] =
          unique_uid({"vertebra", study_uid, vertebra.judged.subject});
  return tracking;
}

CtSegments ct_segments(const StudyAnalysis& study, std::size_t ct, const std::set<SegmentKind>& kinds,
                       const StudySources& sources, const Tracking& tracking) {
  CtSegments segments;
  const CtSource& source = sources.cts[ct];
  WrittenSegmentation& written = segments.segmentation;
  written.grid = study.cts[ct].ct.grid;
  written.frame_of_reference_uid = source.frame_of_reference_uid;
  written.position_reference = source.position_reference;
  written.source = source.images;
  written.dimensions_uid = derived_uid({"dimensions", sources.digest, std::to_string(ct)});
  written.algorithm = fmt::format("{} {}", software_name, software_version);
  if (kinds.contains(SegmentKind::lesions)) add_lesions(segments, study, ct, tracking);
  if (kinds.contains(SegmentKind::vertebrae)) add_vertebrae(segments, study, ct, tracking);
  if (kinds.contains(SegmentKind::bones)) add_bones(segments, study.cts[ct], sources);
  return segments;
}

}  // namespace osteosign
