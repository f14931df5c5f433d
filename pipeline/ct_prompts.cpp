#include "pipeline/ct_prompts.h"

#include "features/segment/bones.h"
#include "pipeline/external_labels.h"

namespace osteosign {
namespace {

LabelledBones labelled_elsewhere(ExternalLabels labels) {
  LabelledBones bones{std::move(labels.bones), std::move(labels.notes)};
  bones.notes.insert(bones.notes.end(), labels.warnings.begin(), labels.warnings.end());
  return bones;
}

}  // namespace

Segmenter chosen_segmenter(const AnalysisRequest& request, const Parameters& parameters) {
  const LabelReading reading{request.labels.names, request.labels.scheme};
  if (request.labels.file)
    return [&parameters, reading, file = *request.labels.file](const CtVolume& ct, const ImageQuality&) {
      return labelled_elsewhere(read_external_labels(file, ct, reading, parameters.external_labels));
    };
  if (request.labels.command)
    return
        [&parameters, reading, command = *request.labels.command](const CtVolume& ct, const ImageQuality&) {
          const std::filesystem::path scratch = std::filesystem::temp_directory_path();
          return labelled_elsewhere(
              labels_from_command(command, ct, scratch, reading, parameters.external_labels));
        };
  return [&parameters](const CtVolume& ct, const ImageQuality& quality) {
    return segment_bone_tissue(ct, quality, parameters.bones);
  };
}

CtPrompts ct_prompts(const AnalysisRequest& request, const CtVolume& ct, const Parameters& parameters) {
  CtPrompts prompts;
  prompts.seeds_in_patient_mm = request.seeds_in_patient_mm;
  prompts.boxes_in_patient_mm = request.boxes_in_patient_mm;
  if (request.lesion_mask) {
    LesionLabels read = read_lesion_labels(*request.lesion_mask, ct, parameters.external_labels.resample);
    prompts.lesion_mask = std::move(read.lesions);
    prompts.notes = std::move(read.notes);
  }
  return prompts;
}

}  // namespace osteosign
