#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sample_data/phantom/bone_phantom.h"
#include "sample_data/phantom/ct_scan.h"
#include "sample_data/phantom/film_of_ct.h"
#include "sample_data/phantom/spine/spine_phantom.h"

namespace osteosign::phantom {

enum class Modality { ct, dx };

/// A study that osteosign-phantom makes by name, before the options change its figures.
struct Kind {
  std::string name;
  std::string meaning;
  Modality modality = Modality::ct;
  BonePhantom phantom{};
  CtScan scan{};
  FilmExposure exposure{};
  std::optional<SpinePhantom> spine{};  ///< made instead of `phantom` when there is one
  FilmView view = FilmView::ap;         ///< of the film of a spine, cast through its CT
};

/// All kinds, in the order in which `list` prints them.
std::vector<Kind> kinds();

/// Throws UsageError naming the kinds there are.
Kind kind_named(const std::string& name);

}  // namespace osteosign::phantom
