#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "features/segment/check_label_map.h"
#include "features/segment/resample_labels.h"
#include "features/values/lesion.h"
#include "io/images/radiograph.h"

namespace osteosign {

/// How the numbers of a label map from elsewhere are to be understood. A table of names wins over a scheme,
/// a scheme over the names in the file itself.
struct LabelReading {
  std::optional<std::filesystem::path> names_file{};  ///< --label-names
  std::optional<std::string> scheme{};                ///< --label-scheme
};

struct ExternalLabelsParameters {
  ResampleLabelsParameters resample{};
  CheckLabelMapParameters check{};
  double command_limit_s = 3600;
};

template <class Visitor>
void describe(ExternalLabelsParameters& p, Visitor&& visit) {
  describe(p.resample, visit);
  describe(p.check, visit);
  visit(
      ParameterDescription{"command_limit_s", "seconds after which the command of --labels-command is killed",
                           "chosen: a segmentation network on a slow machine takes minutes", 1.0, 86400.0},
      p.command_limit_s);
}

/// The bones of a CT as somebody else segmented them.
struct ExternalLabels {
  LabelMap bones;                     ///< on the grid of the CT; organs and other labels are 0
  LabelMeanings meanings;             ///< of the labels in `bones`
  std::vector<std::string> notes;     ///< for the provenance: from where, resampled how, what was contested
  std::vector<std::string> warnings;  ///< for the report
};

/// --labels FILE: NIfTI, NRRD, DICOM SEG or RTSTRUCT, told apart by their content. Throws a Failure naming
/// the file and what is wrong with it.
ExternalLabels read_external_labels(const std::filesystem::path& file, const CtVolume& ct,
                                    const LabelReading& reading, const ExternalLabelsParameters& parameters);

/// --labels-command "prog {input} {output}": runs it (see run_command.h) with {input} replaced by a folder
/// that holds ct.nii.gz and {output} by an empty folder, into which it writes one label file. Both lie in a
/// folder of their own inside `scratch`, which is removed. Throws UsageError when {input} or {output} is
/// missing from the command.
ExternalLabels labels_from_command(const std::string& command, const CtVolume& ct,
                                   const std::filesystem::path& scratch, const LabelReading& reading,
                                   const ExternalLabelsParameters& parameters);

/// Lesions of a CT drawn elsewhere, each number one lesion, on the grid of the CT.
struct LesionLabels {
  LabelMap lesions;
  std::vector<std::string> notes;  ///< from where, resampled how, what was contested
};

/// --lesion FILE for a CT: the same kinds of files. Throws InputError naming the file and what is wrong with
/// it.
LesionLabels read_lesion_labels(const std::filesystem::path& file, const CtVolume& ct,
                                const ResampleLabelsParameters& parameters);

/// --lesion FILE for a radiograph: PNG or NIfTI on its pixels, or a DICOM SEG that refers to it. Throws
/// InputError naming the file.
std::vector<RadiographLesionOutline> read_film_lesions(const std::filesystem::path& file,
                                                       const Radiograph& film);

}  // namespace osteosign
