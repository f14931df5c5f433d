#include "sample_data/phantom/write_study.h"

#include "sample_data/phantom/film_json.h"
#include "sample_data/phantom/spine/spine_json.h"
#include "sample_data/phantom/study_folder.h"
#include "sample_data/phantom/truth_json.h"
#include "sample_data/phantom/write_ct_dicom.h"
#include "sample_data/phantom/write_film_dicom.h"

namespace osteosign::phantom {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// A film cast through the CT of a spine; the CT itself is not written.
void write_film_of_spine(const Kind& kind, const fs::path& folder, Compression compression, Json& truth) {
  const SpineCt scanned = scan_spine(*kind.spine, kind.scan);
  const FilmOfCt made = film_of_ct(scanned.ct, kind.view, kind.exposure);
  write_film_dicom(made.film, made.exposure, folder / "dicom" / "0001.dcm", compression);
  truth.update(truth_of(made));
  truth["vertebrae_on_film"] = vertebrae_json(scanned, made);
  const Json of_spine = truth_of(scanned);
  for (const char* name : {"cobb_deg", "vertebrae", "lesions"}) truth[name] = of_spine[name];
}

}  // namespace

void write_study(const Kind& kind, const fs::path& folder, Compression compression) {
  make_empty_folder(folder / "dicom");
  Json truth{{"schema_version", 1}, {"kind", kind.name}};
  Json description{
      {"phantom", kind.spine ? described_phantom(*kind.spine) : described_phantom(kind.phantom)}};
  if (kind.spine && kind.modality == Modality::dx) {
    write_film_of_spine(kind, folder, compression, truth);
    description["scan"] = described(kind.scan);
    description["exposure"] = described(kind.exposure);
  } else if (kind.spine) {
    const SpineCt scanned = scan_spine(*kind.spine, kind.scan);
    write_ct_dicom(scanned.ct, folder / "dicom", compression);
    truth.update(truth_of(scanned));
    description["scan"] = described(kind.scan);
  } else if (kind.modality == Modality::ct) {
    const PhantomCt scanned = scan_phantom(kind.phantom, kind.scan);
    write_ct_dicom(scanned.ct, folder / "dicom", compression, "L");
    truth.update(truth_of(scanned));
    description["scan"] = described(kind.scan);
  } else {
    const PhantomFilm exposed = expose_phantom(kind.phantom, kind.exposure);
    write_film_dicom(exposed.film, kind.exposure, folder / "dicom" / "0001.dcm", compression);
    truth.update(truth_of(exposed));
    description["exposure"] = described(kind.exposure);
  }
  truth["description"] = description;
  write_truth(truth, folder / "truth.json");
}

}  // namespace osteosign::phantom
