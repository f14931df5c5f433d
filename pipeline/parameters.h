#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "classify/criteria_parameters.h"
#include "features/find/candidates/find_candidates.h"
#include "features/find/lesion_from_seed.h"
#include "features/follow_up/compare_studies.h"
#include "features/lesion/measure_lesions.h"
#include "features/radiograph/bone/trace_bone.h"
#include "features/radiograph/femur/femur_on_film.h"
#include "features/radiograph/femur/lesion_search.h"
#include "features/radiograph/fracture/film_fracture_parameters.h"
#include "features/radiograph/measure_radiograph_lesion.h"
#include "features/radiograph/outline_from_seed.h"
#include "features/radiograph/periosteum/film_periosteum_parameters.h"
#include "features/radiograph/soft_tissue/film_soft_tissue_parameters.h"
#include "features/radiograph/spine/spine_on_film.h"
#include "features/segment/bones.h"
#include "features/spine/find_spine.h"
#include "features/vertebra/measure_vertebrae.h"
#include "pipeline/external_labels.h"

namespace osteosign {

/// Every parameter of the program: one group for each stage, described in the header of that stage.
struct Parameters {
  BoneParameters bones;
  ExternalLabelsParameters external_labels;
  SpineParameters spine;
  VertebraParameters vertebra;
  CandidateParameters candidates;
  LesionOutlineParameters lesion_outline;
  CtLesionParameters ct_lesion;
  RadiographPreparationParameters film;
  RadiographSeedParameters film_outline;
  RadiographLesionParameters film_lesion;
  FemurParameters film_femur;
  FilmSearchParameters film_search;
  FilmSpineParameters film_spine;
  BoneTracingParameters film_bone;
  FilmPeriosteumParameters film_periosteum;
  FilmSoftTissueParameters film_soft_tissue;
  FilmFractureParameters film_fracture;
  FollowUpParameters follow_up;
  CriteriaParameters criteria;
};

/// Visits each group: its key in parameter files, what it is for, and its struct.
template <class Visitor>
void describe_groups(Parameters& parameters, Visitor&& visit) {
  visit("bones", "Image quality, body, metal and bone of a CT series.", parameters.bones);
  visit("external_labels", "How labels from elsewhere are brought onto the CT and checked.",
        parameters.external_labels);
  visit("spine", "Canal, vertebrae and their levels in a CT.", parameters.spine);
  visit("vertebra", "Frame, endplates and heights of a vertebra on CT, and the curve of the column.",
        parameters.vertebra.shape);
  visit("posterior_wall", "Posterior wall of a vertebra on CT.", parameters.vertebra.wall);
  visit("canal", "Bony canal beside a vertebra on CT.", parameters.vertebra.canal);
  visit("epidural", "Soft tissue in the place of epidural fat on CT.", parameters.vertebra.epidural);
  visit("pedicles", "Pedicles of a vertebra on CT.", parameters.vertebra.pedicles);
  visit("vertebral_vein", "Window of the basivertebral vein in a vertebra on CT.", parameters.vertebra.vein);
  visit("trabeculae", "Trabecular frame of a vertebra on CT.", parameters.vertebra.trabeculae);
  visit("lysis", "Lysis, gaps of the cortex and gas in a vertebra on CT.", parameters.vertebra.lysis);
  visit("vertebral_sclerosis", "Dense regions of a vertebra on CT, for the search for lesions.",
        parameters.vertebra.dense);
  visit("candidates", "Search for lesions on CT that nobody pointed at.", parameters.candidates);
  visit("lesion_outline", "Outline of a lesion on CT from one point inside it.", parameters.lesion_outline);
  visit("ct_lesion", "Measurements of a lesion on CT.", parameters.ct_lesion);
  visit("film", "Exposed field, air, letters, metal and noise of a radiograph.", parameters.film);
  visit("film_outline", "Outline of a lesion on a radiograph.", parameters.film_outline);
  visit("film_lesion", "Measurements of a lesion on a radiograph.", parameters.film_lesion);
  visit("film_femur", "The femur on a radiograph, and what its size says of lesions.", parameters.film_femur);
  visit("film_search", "Search for lesions on a radiograph of the femur that nobody pointed at.",
        parameters.film_search);
  visit("film_spine", "The column of vertebrae on a radiograph.", parameters.film_spine);
  visit("film_bone", "The cortices of the bone beside a lesion on a radiograph.", parameters.film_bone);
  visit("film_periosteum", "New bone beside a lesion on a radiograph.", parameters.film_periosteum);
  visit("film_soft_tissue", "Soft tissue beside a lesion on a radiograph.", parameters.film_soft_tissue);
  visit("film_fracture", "Fracture line across the bone near a lesion on a radiograph.",
        parameters.film_fracture);
  visit("follow_up", "Lesions of two studies: which are the same, and what is growth.", parameters.follow_up);
  visit("criteria", "What verdicts are held against.", parameters.criteria);
}

/// One parameter with its value in force.
struct ParameterRow {
  std::string_view group;
  std::string_view group_meaning;
  ParameterDescription description;
  double value;
};

/// All parameters in the order of their groups: what every text about parameters is printed from.
std::vector<ParameterRow> list_parameters(const Parameters& parameters);

/// The defaults, overridden by a parameter file: JSON with comments, groups as objects, every key optional.
/// Throws InputError when the file cannot be read, UsageError with the full path of the key on an unknown or
/// repeated key, a wrong type or a value out of its range ("site.json: criteria.margin_sharp_limit_mm: 40 is
/// above 20"), or when a margin would be counted at another width than it is judged at.
Parameters read_parameters(const std::filesystem::path& file);
/// The same from a text; `origin` names it in messages.
Parameters parse_parameters(const std::string& text, const std::string& origin);

}  // namespace osteosign
