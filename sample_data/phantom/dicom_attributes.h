#pragma once
#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <Eigen/Core>
#include <filesystem>
#include <string>

namespace osteosign::phantom {

/// How the pixels are stored in the files.
enum class Compression { none, deflate, jpeg_ls };

/// Puts a string, or throws InternalError naming the tag.
void put(DcmItem& item, const DcmTagKey& tag, const std::string& value);
void put(DcmItem& item, const DcmTagKey& tag, std::uint16_t value);

/// A decimal string of at most 16 characters (PS3.5 6.2), as precise as they allow.
std::string decimal_string(double value);
std::string decimal_strings(const Eigen::VectorXd& values);

/// Appends an item with one code (PS3.3 8.8) to a sequence.
struct Code {
  std::string value, scheme, meaning;
};
void add_code(DcmItem& item, const DcmTagKey& sequence, const Code& code);

/// Patient, study, series and equipment of a phantom, the same in CT and DX.
struct SeriesIdentity {
  std::string study_instance_uid, series_instance_uid, modality, series_description;
  std::string body_part;  ///< no attribute where it is empty
};
void put_identity(DcmItem& item, const SeriesIdentity& identity);

/// Rows of a 12-bit unsigned image.
void put_pixels(DcmItem& item, int columns, int rows, const std::vector<std::uint16_t>& values);

/// Writes a Part 10 file. Throws OutputError naming the file.
void save(DcmFileFormat& file, const std::filesystem::path& path, Compression compression);

}  // namespace osteosign::phantom
