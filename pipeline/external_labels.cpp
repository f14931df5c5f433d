#include "pipeline/external_labels.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <set>

#include "features/segment/outlines_from_mask.h"
#include "io/dicom/read_dicom_regions.h"
#include "io/dicom/read_segmentation.h"
#include "io/files/label_map_file.h"
#include "io/files/label_names_file.h"
#include "io/files/mask_picture.h"
#include "io/files/nifti_labels.h"
#include "io/files/nrrd_labels.h"
#include "io/values/errors.h"
#include "pipeline/run_command.h"

namespace osteosign {
namespace {

// Programs often call a segment "Segment_1" and say what it is in its codes only.
std::string telling_name(const Region& region) {
  if (meaning_of_name(region.name).is_bone) return region.name;
  std::string name = region.name + " " + region.type.meaning;
  if (meaning_of_name(region.type.meaning).is_bone) name += " " + region.anatomic_region.meaning;
  return meaning_of_name(name).is_bone ? name : region.name;
}

LabelMap flat_labels(RegionSet set, std::vector<std::string>& notes) {
  for (Region& region : set.regions) region.name = telling_name(region);
  notes.insert(notes.end(), set.notes.begin(), set.notes.end());
  FlattenedRegions flat = flatten(set);
  for (const ContestedVoxels& pair : flat.contested)
    notes.push_back(fmt::format("{}: {} voxels lie in both \"{}\" and \"{}\"; they went to the smaller one",
                                set.origin, pair.voxels, flat.labels.names[pair.first],
                                flat.labels.names[pair.second]));
  return flat.labels;
}

LabelMap read_any(const std::filesystem::path& file, const ImageGrid& grid, std::vector<std::string>& notes) {
  if (!std::filesystem::is_regular_file(file)) throw InputError(file.string() + ": there is no such file");
  if (is_nrrd(file) || is_nifti(file)) return read_label_map(file);
  return flat_labels(read_dicom_regions(file, grid), notes);
}

std::set<std::uint16_t> labels_in(const LabelMap& map) {
  std::vector<bool> seen(65536);
  for (const std::uint16_t label : map.voxels) seen[label] = true;
  std::set<std::uint16_t> labels;
  for (std::size_t label = 1; label < seen.size(); ++label)
    if (seen[label]) labels.insert(static_cast<std::uint16_t>(label));
  return labels;
}

LabelMeanings understood(const LabelMap& map, const LabelReading& reading) {
  const std::set<std::uint16_t> labels = labels_in(map);
  try {
    if (reading.names_file)
      return meanings_of_labels(labels, read_label_names(*reading.names_file), LabelScheme::names);
    if (reading.scheme) return meanings_of_labels(labels, map.names, label_scheme_of(*reading.scheme));
    return meanings_of_labels(labels, map.names);
  } catch (const Failure& failure) {
    throw failure.within(map.origin);
  }
}

// Background for every label that is no bone; the names become those of the scheme.
void keep_bones(ExternalLabels& found) {
  std::erase_if(found.meanings, [](const auto& entry) { return !entry.second.is_bone; });
  std::vector<bool> is_bone(65536);
  found.bones.names.clear();
  for (const auto& [label, meaning] : found.meanings) {
    is_bone[label] = true;
    found.bones.names[label] = meaning.name;
  }
  for (std::uint16_t& label : found.bones.voxels)
    if (!is_bone[label]) label = 0;
}

/// A new folder that goes with its owner.
class ScratchFolder {
 public:
  explicit ScratchFolder(const std::filesystem::path& inside) {
    std::string name = (inside / "labels-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw OutputError(inside.string() + ": no folder can be made there");
    path_ = name;
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::filesystem::path make(const char* name) const {
    std::filesystem::create_directory(path_ / name);
    return path_ / name;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::vector<std::string> filled_in(const std::string& command, const std::filesystem::path& input,
                                   const std::filesystem::path& output) {
  std::vector<std::string> words = split_command(command);
  for (const auto& [place, folder] :
       {std::pair<std::string, std::string>{"{input}", input.string()}, {"{output}", output.string()}}) {
    if (command.find(place) == std::string::npos)
      throw UsageError(fmt::format("--labels-command `{}` has no {}", command, place));
    for (std::string& word : words)
      for (std::size_t at = word.find(place); at != std::string::npos;
           at = word.find(place, at + folder.size()))
        word.replace(at, place.size(), folder);
  }
  return words;
}

std::filesystem::path only_file_in(const std::filesystem::path& folder, const std::string& command) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  if (files.size() != 1)
    throw InputError(
        fmt::format("--labels-command `{}` left {} files in its output folder; one label file is expected",
                    command, files.size()),
        FailureKind::analysis_failed);
  return files.front();
}

}  // namespace

ExternalLabels read_external_labels(const std::filesystem::path& file, const CtVolume& ct,
                                    const LabelReading& reading, const ExternalLabelsParameters& parameters) {
  ExternalLabels found;
  const LabelMap map = read_any(file, ct.grid, found.notes);
  found.meanings = understood(map, reading);
  LabelsOnGrid on_grid = resample_labels(map, ct.grid, parameters.resample);
  found.bones = std::move(on_grid.labels);
  found.bones.grid = ct.grid;
  found.notes.push_back(on_grid.note);
  keep_bones(found);
  found.warnings = check_label_map(found.bones, found.meanings, ct, parameters.check).warnings;
  return found;
}

ExternalLabels labels_from_command(const std::string& command, const CtVolume& ct,
                                   const std::filesystem::path& scratch, const LabelReading& reading,
                                   const ExternalLabelsParameters& parameters) {
  const ScratchFolder folder(scratch);
  const std::filesystem::path input = folder.make("input");
  const std::filesystem::path output = folder.make("output");
  const std::vector<std::string> words = filled_in(command, input, output);
  write_nifti(ct, input / "ct.nii.gz");
  run_command(words, folder.path() / "stderr.txt",
              std::chrono::seconds(std::lround(parameters.command_limit_s)));
  ExternalLabels found = read_external_labels(only_file_in(output, command), ct, reading, parameters);
  found.bones.origin = "command `" + command + "`";
  found.notes.push_back("labels made by the command `" + command + "`");
  return found;
}

LesionLabels read_lesion_labels(const std::filesystem::path& file, const CtVolume& ct,
                                const ResampleLabelsParameters& parameters) {
  LesionLabels found;
  LabelsOnGrid on_grid = resample_labels(read_any(file, ct.grid, found.notes), ct.grid, parameters);
  found.lesions = std::move(on_grid.labels);
  found.lesions.grid = ct.grid;
  found.notes.push_back(on_grid.note);
  if (labels_in(found.lesions).empty())
    throw InputError(file.string() + ": no lesion is drawn in it", FailureKind::not_usable);
  return found;
}

std::vector<RadiographLesionOutline> read_film_lesions(const std::filesystem::path& file,
                                                       const Radiograph& film) {
  if (!std::filesystem::is_regular_file(file)) throw InputError(file.string() + ": there is no such file");
  std::vector<RadiographLesionOutline> lesions;
  try {
    const bool is_picture = file.extension() == ".png" || is_nifti(file);
    for (auto& [label, outline] :
         is_picture ? outlines_from_mask(read_mask_picture(file), film.columns, film.rows)
                    : outlines_from_mask(read_picture_segmentation(file), film.columns, film.rows))
      lesions.push_back(std::move(outline));
  } catch (const Failure& failure) {
    throw failure.within("--lesion for " + film.file);
  }
  return lesions;
}

}  // namespace osteosign
