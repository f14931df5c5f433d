#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "io/files/png.h"

namespace osteosign {

struct PrintedHeading {
  std::string text;
  int level = 1;  ///< 1 for the title
};
struct PrintedText {
  std::string text;
};
struct PrintedPicture {
  RgbPicture picture;
  std::string caption;
};
/// Cells of a row; `shares` are the parts of the width that the columns take.
struct PrintedTable {
  std::vector<double> shares;
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
};
using PrintedBlock = std::variant<PrintedHeading, PrintedText, PrintedPicture, PrintedTable>;

/// A document of A4 pages.
struct PrintedDocument {
  std::string title, footer;
  std::string created;  ///< YYYY-MM-DDTHH:MM:SSZ, since a clock would change the bytes
  std::vector<PrintedBlock> blocks;
};

/// The document as a PDF file, fonts inside. Equal documents give equal bytes with the same fonts and the
/// same version of cairo. Throws OutputError, also when no font is installed.
std::vector<std::uint8_t> print_pages(const PrintedDocument& document);

}  // namespace osteosign
