#include "sample_data/phantom/film_of_ct_study.h"

#include <fmt/format.h>

#include "io/dicom/read_ct.h"
#include "io/values/errors.h"
#include "sample_data/phantom/film_json.h"
#include "sample_data/phantom/study_folder.h"
#include "sample_data/phantom/write_film_dicom.h"

namespace osteosign::phantom {

namespace {

SeriesEntry ct_series_in(const std::vector<std::filesystem::path>& inputs) {
  std::vector<SeriesEntry> found;
  const Listing listing = find_series(inputs);
  for (const StudyEntry& study : listing.studies)
    for (const SeriesEntry* series : choose_ct_series(study).chosen) found.push_back(*series);
  if (found.size() != 1)
    throw UsageError(fmt::format("the input holds {} CT series to radiograph; name one", found.size()));
  return found.front();
}

}  // namespace

void write_film_of_ct(const FilmOfCtRequest& request) {
  const ReadCt read = read_ct(ct_series_in(request.inputs), GapPolicy::error);
  FilmOfCt made = film_of_ct(read.ct, request.view, request.exposure);
  if (!request.body_part.empty()) made.film.body_part = request.body_part;
  make_empty_folder(request.output / "dicom");
  write_film_dicom(made.film, made.exposure, request.output / "dicom" / "0001.dcm", request.compression);
  nlohmann::ordered_json truth{{"schema_version", 1}, {"kind", "film-of-ct"}};
  truth.update(truth_of(made));
  write_truth(truth, request.output / "truth.json");
}

}  // namespace osteosign::phantom
