#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "sample_data/phantom/dicom_attributes.h"
#include "sample_data/phantom/film_of_ct.h"

namespace osteosign::phantom {

/// What `osteosign-phantom film-of-ct` is asked for.
struct FilmOfCtRequest {
  std::vector<std::filesystem::path> inputs;  ///< files or folders with one CT series
  std::filesystem::path output;               ///< folder for dicom/ and truth.json
  FilmView view = FilmView::ap;
  std::string body_part;  ///< of the film; that of the CT when empty
  FilmExposure exposure = trunk_exposure();
  Compression compression = Compression::none;
};

/// Reads the CT, radiographs it and writes the film and how points of the patient project on it. Throws
/// UsageError when the input holds no CT or the output is already there, InputError when the CT can not be
/// read, OutputError.
void write_film_of_ct(const FilmOfCtRequest& request);

}  // namespace osteosign::phantom
