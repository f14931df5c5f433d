// Seeded byte flips and truncations of films in eight transfer syntaxes: each damaged file is either read or
// refused with a Failure, and takes no memory beyond what an honest file of its size would.
#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <gmock/gmock.h>
#include <sys/resource.h>

#include <fstream>
#include <iterator>
#include <random>

#include "io/dicom/read_radiograph.h"
#include "io/values/errors.h"
#include "tests/io/dicom/independent_decoder.h"
#include "tests/io/dicom/synthetic_film.h"

namespace osteosign {
namespace {

constexpr int damaged_files_of_a_kind = 100;

struct Kind {
  const char* name;
  const char* tool;
  std::vector<std::string> options;
};
const std::vector<Kind> kinds{{"implicit", "dcmconv", {"+ti"}},
                              {"explicit", "dcmconv", {"+te"}},
                              {"deflated", "dcmconv", {"+td"}},
                              {"RLE", "dcmcrle", {}},
                              {"JPEG lossless", "dcmcjpeg", {"+e1"}},
                              {"JPEG extended", "dcmcjpeg", {"+ee"}},
                              {"JPEG-LS", "dcmcjpls", {}},
                              {"JPEG 2000", "gdcmconv", {"--j2k"}}};

using Bytes = std::vector<char>;

Bytes film_of_kind(const Kind& kind) {
  const test::TemporaryFolder folder;
  const test::FilmLayout layout;
  test::save(*test::make_film(layout, test::picture(layout)), folder / "plain.dcm");
  std::vector<std::string> arguments = kind.options;
  arguments.push_back((folder / "plain.dcm").string());
  arguments.push_back((folder / "coded.dcm").string());
  test::run_tool(kind.tool, arguments);
  std::ifstream in(folder / "coded.dcm", std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(in), {});
}

/// 1 to 20 bytes behind the preamble get another value; one file in five is cut off as well.
Bytes damaged(Bytes bytes, unsigned seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::size_t limit) { return random() % limit; };
  for (std::size_t flips = 1 + below(20); flips > 0; --flips)
    bytes[132 + below(bytes.size() - 132)] = static_cast<char>(below(256));
  if (below(5) == 0) bytes.resize(200 + below(bytes.size() - 200));
  return bytes;
}

enum class Outcome { read, refused };

Outcome read_or_refuse(const std::filesystem::path& file) {
  InstanceEntry instance;
  instance.file = file;
  try {
    read_radiograph(instance);
    return Outcome::read;
  } catch (const Failure& failure) {
    EXPECT_THAT(failure.what(), testing::HasSubstr(file.filename().string()));
    return Outcome::refused;
  }
}

long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

TEST(DamagedFiles, AreReadOrRefusedAndTakeNoMoreMemoryThanTheirSizeExplains) {
  const test::TemporaryFolder folder;
  for (const Kind& kind : kinds) {
    const Bytes whole = film_of_kind(kind);
    const long before = peak_megabytes();
    int refused = 0;
    for (unsigned seed = 0; seed < damaged_files_of_a_kind; ++seed) {
      SCOPED_TRACE(std::string(kind.name) + " seed " + std::to_string(seed));
      const Bytes bytes = damaged(whole, seed);
      std::ofstream(folder / "damaged.dcm", std::ios::binary)
          .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
      refused += read_or_refuse(folder / "damaged.dcm") == Outcome::refused;
    }
    std::printf("%-14s %3d of %d refused, peak memory +%ld MB\n", kind.name, refused, damaged_files_of_a_kind,
                peak_megabytes() - before);
    EXPECT_GT(refused, 0) << kind.name;
#ifndef __SANITIZE_ADDRESS__  // the sanitizer keeps freed memory
    EXPECT_LT(peak_megabytes() - before, 32) << kind.name;
#endif
  }
}

}  // namespace
}  // namespace osteosign
