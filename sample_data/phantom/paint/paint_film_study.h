#pragma once
#include <filesystem>
#include <string>

#include "sample_data/phantom/paint/paint_film.h"

namespace osteosign::phantom {

/// "column,row,a,b" with, if wanted, ",angle" in degrees. Throws UsageError.
FilmEllipse film_ellipse_of(const std::string& text);

/// Reads a film, takes out what the ellipse holds and writes `output`/dicom/0001.dcm, uncompressed with UIDs
/// of its own and all other attributes as they were, and truth.json. Stored values are painted, so that their
/// meaning stays. Throws UsageError as painted_out does or when the output is already there, InputError when
/// the file holds no single-frame grey film of 8 or 16 bits, OutputError.
void paint_film(const std::filesystem::path& input, const FilmEllipse& ellipse, int seed,
                const std::filesystem::path& output);

}  // namespace osteosign::phantom
