#include "sample_data/phantom/paint/paint_film_study.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "io/values/errors.h"
#include "sample_data/phantom/dicom_attributes.h"
#include "sample_data/phantom/dicom_identity.h"
#include "sample_data/phantom/study_folder.h"
#include "sample_data/phantom/truth_json.h"

namespace osteosign::phantom {

namespace {

/// The decoders of DCMTK while this lives.
struct JpegDecoders {
  JpegDecoders() { DJDecoderRegistration::registerCodecs(); }
  ~JpegDecoders() { DJDecoderRegistration::cleanup(); }
  JpegDecoders(const JpegDecoders&) = delete;
  JpegDecoders& operator=(const JpegDecoders&) = delete;
};

void require(const OFCondition& condition, const std::filesystem::path& file, const char* what) {
  if (condition.bad()) throw InputError(fmt::format("{}: {}: {}", file.string(), what, condition.text()));
}

std::uint16_t number(DcmDataset& image, const DcmTagKey& tag, const std::filesystem::path& file) {
  Uint16 value = 0;
  require(image.findAndGetUint16(tag, value), file, DcmTag(tag).getTagName());
  return value;
}

/// Paints in the stored pixels, whatever their size.
template <class Pixel>
void paint_pixels(Pixel* stored, FilmValues film, const FilmEllipse& ellipse, int seed, int largest) {
  film.values.assign(stored, stored + static_cast<std::ptrdiff_t>(film.columns) * film.rows);
  const FilmValues painted = painted_out(film, ellipse, seed);
  for (std::size_t i = 0; i < painted.values.size(); ++i)
    if (painted.values[i] != film.values[i])
      stored[i] = static_cast<Pixel>(std::clamp<long>(std::lround(painted.values[i]), 0, largest));
}

}  // namespace

FilmEllipse film_ellipse_of(const std::string& text) {
  std::vector<double> numbers;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, ',');) {
    try {
      std::size_t read = 0;
      numbers.push_back(std::stod(part, &read));
      if (read != part.size()) numbers.clear();
    } catch (const std::exception&) {
      numbers.clear();
    }
    if (numbers.empty()) break;
  }
  if (numbers.size() < 4 || numbers.size() > 5)
    throw UsageError(fmt::format("'{}' is no ellipse; expected column,row,a,b[,angle]", text));
  return {{numbers[0], numbers[1]}, {numbers[2], numbers[3]}, numbers.size() > 4 ? numbers[4] : 0};
}

void paint_film(const std::filesystem::path& input, const FilmEllipse& ellipse, int seed,
                const std::filesystem::path& output) {
  const JpegDecoders decoders;
  DcmFileFormat format;
  require(format.loadFile(input.c_str()), input, "read");
  DcmDataset& image = *format.getDataset();
  require(image.chooseRepresentation(EXS_LittleEndianExplicit, nullptr), input, "decode");
  const FilmValues film{number(image, DCM_Columns, input), number(image, DCM_Rows, input), {}};
  const int bits = number(image, DCM_BitsAllocated, input),
            stored_bits = number(image, DCM_BitsStored, input);
  const auto pixels = static_cast<unsigned long>(film.columns) * static_cast<unsigned long>(film.rows);
  DcmElement* element = nullptr;
  require(image.findAndGetElement(DCM_PixelData, element), input, "Pixel Data (7FE0,0010)");
  if ((bits != 8 && bits != 16) || element->getLength() < pixels * static_cast<unsigned long>(bits) / 8)
    throw InputError(fmt::format("{}: no single-frame grey film of 8 or 16 bits", input.string()));
  const int largest = (1 << stored_bits) - 1;
  if (bits == 8) {
    Uint8* stored = nullptr;
    require(element->getUint8Array(stored), input, "Pixel Data (7FE0,0010)");
    paint_pixels(stored, film, ellipse, seed, largest);
  } else {
    Uint16* stored = nullptr;
    require(element->getUint16Array(stored), input, "Pixel Data (7FE0,0010)");
    paint_pixels(stored, film, ellipse, seed, largest);
  }
  OFString uid;
  image.findAndGetOFString(DCM_SOPInstanceUID, uid);
  const std::string figures =
      fmt::format("{} {} {} {} {} {} {}", uid.c_str(), ellipse.centre_px.x(), ellipse.centre_px.y(),
                  ellipse.semi_axes_px.x(), ellipse.semi_axes_px.y(), ellipse.angle_deg, seed);
  const std::string painted_uid = uid_from("painted film:" + figures);
  put(image, DCM_SOPInstanceUID, painted_uid);
  put(image, DCM_SeriesInstanceUID, uid_from("series of a painted film:" + figures));
  make_empty_folder(output / "dicom");
  save(format, output / "dicom" / "0001.dcm", Compression::none);
  write_truth({{"schema_version", 1},
               {"kind", "paint-film"},
               {"modality", "DX"},
               {"sop_instance_uid", painted_uid},
               {"painted",
                {{"centre_px", numbers(ellipse.centre_px)},
                 {"semi_axes_px", numbers(ellipse.semi_axes_px)},
                 {"angle_deg", rounded(ellipse.angle_deg)}}}},
              output / "truth.json");
}

}  // namespace osteosign::phantom
