#pragma once
#include <filesystem>
#include <string>

#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// Lesions of known shape painted into real CT (methods C7, 1): lytic, sclerotic and mixed ellipsoids of 0.15
/// to 5 cm3 at random places inside of bone, five in each copy of a scan, at least 60 mm apart. Tables of
/// sensitivity by size, type and place, FROC with intervals by drawing patients, and the candidates of the
/// untouched scans, each in a line. Reads shared/data/ct.
std::string evaluate_inserted_lesions(const std::filesystem::path& data, const Selection& selection);

/// The signs of every region that differs from the bone round it, a line each, for scripts/learn_candidates.
std::string list_signs_of_inserted_lesions(const std::filesystem::path& data, const Selection& selection);

/// The candidates of the untouched scans alone.
std::string list_untouched_scans(const std::filesystem::path& data);

}  // namespace osteosign::evaluation
