#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "tests/evaluation/epidural.h"
#include "tests/evaluation/facet_search.h"
#include "tests/evaluation/film_cortex.h"
#include "tests/evaluation/film_fracture.h"
#include "tests/evaluation/film_fracture_films.h"
#include "tests/evaluation/film_lateral.h"
#include "tests/evaluation/film_pedicles.h"
#include "tests/evaluation/film_periosteum.h"
#include "tests/evaluation/film_signs.h"
#include "tests/evaluation/film_soft_tissue.h"
#include "tests/evaluation/inserted_search.h"
#include "tests/evaluation/lesion_cortex.h"
#include "tests/evaluation/lesion_fracture.h"
#include "tests/evaluation/lesion_matrix.h"
#include "tests/evaluation/lesion_periosteum.h"
#include "tests/evaluation/lesion_size.h"
#include "tests/evaluation/lesion_soft_tissue.h"
#include "tests/evaluation/neck_levels.h"
#include "tests/evaluation/painted_spines.h"
#include "tests/evaluation/phantom_search.h"
#include "tests/evaluation/real_breaches.h"
#include "tests/evaluation/real_matrix.h"
#include "tests/evaluation/real_seeds.h"
#include "tests/evaluation/spine_signs.h"

int main(int count, char** arguments) {
  CLI::App app{"Measures osteosign against phantoms of known truth; prints Markdown tables."};
  // Seeds below 1000 are for developing; those of the tables start at the default.
  osteosign::evaluation::Selection selection;
  app.add_option("--first-seed", selection.first_seed, "Poses, noise and random cases follow from it");
  app.add_option("--stride", selection.stride, "Run every so many-th case only")->check(CLI::PositiveNumber);
  app.add_option("--kind", selection.kind, "Of the vertebral signs, this kind of spine only");
  const CLI::App* p1 = app.add_subcommand("p1", "size and shape of lesions");
  CLI::App* p2 = app.add_subcommand("p2", "cortex beside lesions");
  bool one_by_one = false;
  p2->add_flag("--list", one_by_one, "A line for each case instead of tables");
  const CLI::App* p3 = app.add_subcommand("p3", "margin width and rim");
  CLI::App* p4 = app.add_subcommand("p4", "geometry of spines");
  p4->add_flag("--cases", selection.with_cases, "Print the figures of each case before the tables");
  CLI::App* const p5 = app.add_subcommand("p5", "search for lesions in spines");
  p5->add_flag("--cases", selection.with_cases, "List each lesion and each false candidate");
  p5->add_flag("--list", one_by_one, "What the search sees of each lesion and region, as inserted --list");
  CLI::App* p6 = app.add_subcommand("p6", "periosteal reaction beside lesions");
  p6->add_flag("--list", one_by_one, "A line for each case instead of tables");
  CLI::App* film_periosteum = app.add_subcommand("film-periosteum", "periosteal reaction on films");
  film_periosteum->add_flag("--list", one_by_one, "A line for each case instead of tables");
  CLI::App* film_cortex = app.add_subcommand("film-cortex", "cortex beside lesions on films");
  film_cortex->add_flag("--list", one_by_one, "A line for each case instead of tables");
  CLI::App* const film_fracture = app.add_subcommand("film-fracture", "fracture lines on films");
  film_fracture->add_flag("--list", one_by_one, "A line for each case instead of tables");
  CLI::App* const film_fracture_films = app.add_subcommand(
      "film-fracture-films", "fracture lines painted into real femur films, and imagined there");
  CLI::App* const film_soft_tissue =
      app.add_subcommand("film-soft-tissue", "soft tissue beside lesions on films");
  film_soft_tissue->add_flag("--list", one_by_one, "A line for each case instead of tables");
  CLI::App* soft_tissue = app.add_subcommand("soft-tissue", "soft-tissue mass beside lesions");
  soft_tissue->add_flag("--list", one_by_one, "A line for each case instead of tables");
  CLI::App* const epidural = app.add_subcommand("epidural", "soft tissue in the spinal canal");
  epidural->add_flag("--list", one_by_one, "A line for each vertebra instead of tables");
  CLI::App* fracture = app.add_subcommand("fracture", "fracture lines beside lesions, share of the diameter");
  fracture->add_flag("--list", one_by_one, "A line for each case instead of tables");
  CLI::App* p7 = app.add_subcommand("p7", "matrix of lesions");
  p7->add_flag("--list", one_by_one, "Lines for each case instead of tables");
  const CLI::App* necks = app.add_subcommand("necks", "levels of necks, counted from the dens");
  const CLI::App* signs = app.add_subcommand("signs", "the vertebral signs on random spines");
  CLI::App* const painted = app.add_subcommand("painted", "signs painted into real vertebrae");
  std::string data = OSTEOSIGN_SOURCE_DIR "/../shared/data/ct";
  painted->add_option("--data", data, "Folder with the real CT");
  CLI::App* const epidural_real =
      app.add_subcommand("epidural-real", "the spinal canals of the real CT, a line for each vertebra");
  epidural_real->add_option("--data", data, "Folder with the real CT");
  CLI::App* const inserted = app.add_subcommand("inserted", "lesions painted into real bones, searched for");
  inserted->add_option("--data", data, "Folder with the real CT");
  inserted->add_flag("--cases", selection.with_cases, "List each lesion and each false candidate");
  inserted->add_flag("--list", one_by_one,
                     "Signs of each region instead of the tables, for scripts/learn_candidates");
  CLI::App* const untouched = app.add_subcommand("untouched", "candidates of the real scans as they are");
  untouched->add_option("--data", data, "Folder with the real CT");
  CLI::App* const real_matrix = app.add_subcommand("real-matrix", "matrix of real regions");
  real_matrix->add_option("--data", data, "Folder with the real CT");
  real_matrix->add_flag("--list", one_by_one, "Lines for each region instead of the table");
  CLI::App* const real_seeds = app.add_subcommand("real-seeds", "outlines from seeds in real bone");
  real_seeds->add_option("--data", data, "Folder with the real CT");
  CLI::App* const real_breaches =
      app.add_subcommand("real-breaches", "holes painted into real bone beside drawn tumours");
  real_breaches->add_option("--data", data, "Folder with the real CT");
  real_breaches->add_flag("--list", one_by_one, "A line for each hole instead of the table");
  CLI::App* const film_pedicles = app.add_subcommand("film-pedicles", "one-eyed vertebrae on frontal films");
  std::string radiographs = OSTEOSIGN_SOURCE_DIR "/../shared/data/radiographs";
  film_fracture_films->add_option("--data", radiographs, "Folder with the real radiographs");
  film_fracture_films->add_flag("--list", one_by_one, "A line for each film instead of tables");
  std::string film_cases = "odd";
  film_fracture_films->add_option("--cases", film_cases, "odd, even or all: number of the case of a film");
  film_pedicles->add_option("--data", radiographs, "Folder with the real radiographs");
  film_pedicles->add_flag("--cases", selection.with_cases, "A line for each vertebra before the tables");
  std::string saved_to;
  int saved = 24;
  film_pedicles->add_option("--save", saved_to,
                            "Only write frontal films and the true pedicles to this folder");
  film_pedicles->add_option("--count", saved, "How many films are written");
  CLI::App* const film_lateral = app.add_subcommand("film-lateral", "bodies and walls on lateral films");
  film_lateral->add_option("--data", radiographs, "Folder with the real radiographs");
  film_lateral->add_flag("--cases", selection.with_cases, "A line for each vertebra before the tables");
  film_lateral->add_option("--save", saved_to, "Only write the films and their true corners to this folder");
  film_lateral->add_option("--count", saved, "How many films are written");
  CLI::App* const film_signs = app.add_subcommand("film-signs", "vertebral criteria on films of both views");
  film_signs->add_option("--data", radiographs, "Folder with the real radiographs");
  film_signs->add_flag("--cases", selection.with_cases, "A line for each vertebra before the tables");
  CLI::App* const facets = app.add_subcommand("facets", "search for lesions at facet joints");
  facets->add_flag("--cases", selection.with_cases, "List the dense candidates there");
  const CLI::App* figures =
      app.add_subcommand("sign-figures", "all measurements of those spines, a line each");
  app.require_subcommand(1);
  CLI11_PARSE(app, count, arguments);
  if (p1->parsed()) fmt::print("{}", osteosign::evaluation::evaluate_lesion_size(selection));
  if (p2->parsed())
    fmt::print("{}", one_by_one ? osteosign::evaluation::list_lesion_cortex(selection)
                                : osteosign::evaluation::evaluate_lesion_cortex(selection));
  if (p3->parsed()) fmt::print("{}", osteosign::evaluation::evaluate_lesion_margin(selection));
  if (p4->parsed()) fmt::print("{}", osteosign::evaluation::evaluate_spine_accuracy(selection));
  if (p5->parsed())
    fmt::print("{}", one_by_one ? osteosign::evaluation::list_regions_of_phantoms(selection)
                                : osteosign::evaluation::evaluate_phantom_search(selection));
  if (inserted->parsed())
    fmt::print("{}", one_by_one ? osteosign::evaluation::list_signs_of_inserted_lesions(data, selection)
                                : osteosign::evaluation::evaluate_inserted_lesions(data, selection));
  if (untouched->parsed()) fmt::print("{}", osteosign::evaluation::list_untouched_scans(data));
  if (p6->parsed())
    fmt::print("{}", one_by_one ? osteosign::evaluation::list_lesion_periosteum(selection)
                                : osteosign::evaluation::evaluate_lesion_periosteum(selection));
  if (film_periosteum->parsed())
    fmt::print("{}", one_by_one ? osteosign::evaluation::list_film_periosteum(selection)
                                : osteosign::evaluation::evaluate_film_periosteum(selection));
  if (soft_tissue->parsed())
    fmt::print("{}", one_by_one ? osteosign::evaluation::list_lesion_soft_tissue(selection)
                                : osteosign::evaluation::evaluate_lesion_soft_tissue(selection));
  if (epidural->parsed())
    fmt::print("{}", one_by_one ? osteosign::evaluation::list_epidural(selection)
                                : osteosign::evaluation::evaluate_epidural(selection));
  if (epidural_real->parsed()) fmt::print("{}", osteosign::evaluation::list_real_epidural(data));
  if (fracture->parsed())
    fmt::print("{}", one_by_one ? osteosign::evaluation::list_lesion_fracture(selection)
                                : osteosign::evaluation::evaluate_lesion_fracture(selection));
  if (p7->parsed())
    fmt::print("{}", one_by_one ? osteosign::evaluation::list_lesion_matrix(selection)
                                : osteosign::evaluation::evaluate_lesion_matrix(selection));
  if (real_matrix->parsed())
    fmt::print("{}", one_by_one ? osteosign::evaluation::list_real_matrix(data)
                                : osteosign::evaluation::evaluate_real_matrix(data));
  if (real_breaches->parsed())
    fmt::print("{}", one_by_one ? osteosign::evaluation::list_real_breaches(data, selection)
                                : osteosign::evaluation::evaluate_real_breaches(data, selection));
  if (real_seeds->parsed()) fmt::print("{}", osteosign::evaluation::evaluate_real_seeds(data, selection));
  if (facets->parsed()) fmt::print("{}", osteosign::evaluation::evaluate_facet_search(selection));
  if (figures->parsed()) fmt::print("{}", osteosign::evaluation::list_sign_figures(selection));
  if (film_cortex->parsed())
    fmt::print("{}", one_by_one ? osteosign::evaluation::list_film_cortex(selection)
                                : osteosign::evaluation::evaluate_film_cortex(selection));
  if (film_fracture->parsed())
    fmt::print("{}", one_by_one ? osteosign::evaluation::list_film_fracture(selection)
                                : osteosign::evaluation::evaluate_film_fracture(selection));
  if (film_fracture_films->parsed())
    fmt::print("{}", one_by_one
                         ? osteosign::evaluation::list_film_fracture_films(radiographs, film_cases)
                         : osteosign::evaluation::evaluate_film_fracture_films(radiographs, film_cases));
  if (film_soft_tissue->parsed())
    fmt::print("{}", one_by_one ? osteosign::evaluation::list_film_soft_tissue(selection)
                                : osteosign::evaluation::evaluate_film_soft_tissue(selection));
  if (film_pedicles->parsed())
    fmt::print("{}", saved_to.empty() ? osteosign::evaluation::evaluate_film_pedicles(radiographs, selection)
                                      : osteosign::evaluation::save_frontal_films(radiographs, saved_to,
                                                                                  saved, selection));
  if (film_lateral->parsed())
    fmt::print("{}", saved_to.empty()
                         ? osteosign::evaluation::evaluate_film_lateral(radiographs, selection)
                         : osteosign::evaluation::save_lateral_films(saved_to, saved, selection));
  if (film_signs->parsed())
    fmt::print("{}", osteosign::evaluation::evaluate_film_signs(radiographs, selection));
  if (necks->parsed()) fmt::print("{}", osteosign::evaluation::evaluate_neck_levels(selection));
  if (signs->parsed()) fmt::print("{}", osteosign::evaluation::evaluate_spine_signs(selection));
  if (painted->parsed()) fmt::print("{}", osteosign::evaluation::evaluate_painted_spines(data, selection));
}
