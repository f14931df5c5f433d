#pragma once
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// Phantom of a neck, from the base of the skull to T2 to T6: vertebrae lost and invented and what their
/// levels were called, for whole necks (thin slices and slices of 3 mm) and for those cut above the body of
/// C2, in which no dens is in view. 24 and 8 spines, all of them healthy.
std::string evaluate_neck_levels(const Selection& selection);

}  // namespace osteosign::evaluation
