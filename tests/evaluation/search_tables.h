#pragma once
#include <string>
#include <vector>

#include "tests/evaluation/search_case.h"

namespace osteosign::evaluation {

/// Lesions that a search can be asked to find: large enough, and different enough from the bone round them.
struct Findable {
  double least_mm3;
  double least_contrast_hu;
  bool holds(const TrueLesion& lesion) const;
};

/// Markdown: sensitivity, right type and Dice of all lesions, of the findable ones and by size, type and
/// place; candidates that are no lesion, in scans with and without lesions.
std::string search_tables(const std::vector<SearchedScan>& scans, const Findable& findable);

/// Sensitivity for findable lesions at 1, 2, 4, 8 and 10 candidates per scan, by size and type, with 95 %
/// intervals from 2000 drawings of the patients with replacement (methods C5).
std::string froc_tables(const std::vector<SearchedScan>& scans, const Findable& findable);

/// Each lesion with what was found of it, and each candidate that is no lesion, a line each.
std::string list_of_search(const std::vector<SearchedScan>& scans);

}  // namespace osteosign::evaluation
