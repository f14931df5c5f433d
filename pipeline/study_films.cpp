#include "pipeline/study_films.h"

#include "io/dicom/read_radiograph.h"
#include "io/values/errors.h"
#include "pipeline/analyze_radiograph.h"
#include "pipeline/film_prompts.h"
#include "pipeline/study_cts.h"

namespace osteosign {
namespace {

struct ReadFilms {
  std::vector<SeriesEntry> series;  ///< of each film
  std::vector<Radiograph> films;
};

/// What the user says wins over the header, and is said to come from the user.
void apply_facts(Radiograph& film, const FilmFactsFromUser& facts) {
  const auto apply = [&film](Measured<std::string>& fact, const std::optional<std::string>& from_user,
                             const char* name) {
    if (!from_user) return;
    film.notes.push_back(std::string(name) + " " + *from_user + " was given by the user; the header says " +
                         (fact.known() ? fact.value() : "nothing"));
    fact = *from_user;
  };
  apply(film.view, facts.view, "view");
  apply(film.laterality, facts.laterality, "laterality");
  apply(film.body_part, facts.body_part, "body part");
}

void read_film(StudyAnalysis& study, const SeriesEntry& series, const InstanceEntry& instance,
               ReadFilms& read) {
  try {
    read.films.push_back(read_radiograph(instance));
    read.series.push_back(series);
  } catch (const Failure& failure) {
    if (!failure.blames_input()) throw;
    SeriesEntry one_film = series;
    one_film.instances = {instance};
    refuse_series(study, one_film, failure.what());
  }
}

ReadFilms read_films(StudyAnalysis& study, const AnalysisRequest& request) {
  ReadFilms read;
  for (const SeriesEntry& series : study.study.series)
    if (series.kind == SeriesKind::radiograph)
      for (const InstanceEntry& instance : series.instances) read_film(study, series, instance, read);
  for (Radiograph& film : read.films) apply_facts(film, request.film_facts);
  return read;
}

}  // namespace

StudyAnalysis with_films(StudyAnalysis study, const AnalysisRequest& request, const Parameters& parameters) {
  ReadFilms read = study.times.timed("read_radiographs", [&] { return read_films(study, request); });
  const std::vector<FilmPrompts> prompts = prompts_by_film(request, read.films);
  for (std::size_t film = 0; film < read.films.size(); ++film) {
    FilmAnalysis analysis = analyze_radiograph(read.films[film], prompts[film], parameters);
    study.times.add(analysis.times);
    study.warnings.insert(study.warnings.end(), read.films[film].notes.begin(), read.films[film].notes.end());
    study.warnings.insert(study.warnings.end(), analysis.notes.begin(), analysis.notes.end());
    if (analysis.spine.known())
      for (const std::string& note : analysis.spine.value().notes) study.warnings.push_back(note);
    study.films.push_back({read.series[film], std::move(read.films[film]), std::move(analysis)});
  }
  return study;
}

}  // namespace osteosign
