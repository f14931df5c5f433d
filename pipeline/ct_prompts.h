#pragma once
#include "features/segment/segmenter.h"
#include "io/images/ct_volume.h"
#include "pipeline/analysis_request.h"
#include "pipeline/ct_analysis.h"
#include "pipeline/parameters.h"

namespace osteosign {

/// The segmenter that a request asks for: the built-in one, labels from a file, or a command.
Segmenter chosen_segmenter(const AnalysisRequest& request, const Parameters& parameters);

/// What the user pointed at in a CT: seeds, boxes, and the lesion mask on the grid of the CT. Throws
/// InputError naming the mask and what is wrong with it.
CtPrompts ct_prompts(const AnalysisRequest& request, const CtVolume& ct, const Parameters& parameters);

}  // namespace osteosign
