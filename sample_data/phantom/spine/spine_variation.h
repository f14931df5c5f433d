#pragma once
#include "sample_data/phantom/draw.h"
#include "sample_data/phantom/spine/random_spine.h"

namespace osteosign::phantom {

/// Random healthy spines and scans of them; the ranges are those of adults and of everyday scanners, chosen
/// on the development phantoms.
SpineShape random_shape(Draw& draw, int vertebrae);
SpineBone random_bone(Draw& draw);
SpineSurroundings random_surroundings(Draw& draw);
CtScan random_scan(Draw& draw, const SpineCase& which);

/// Makes the grid of a scan just hold all vertebrae of the phantom.
void fit_grid(CtScan& scan, const SpinePhantom& phantom);

}  // namespace osteosign::phantom
