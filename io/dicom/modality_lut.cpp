#include "io/dicom/modality_lut.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/dicom/attribute_values.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

RescaleLine read_rescale_line(DcmDataset& dataset) {
  RescaleLine line;
  const auto read = [&](const DcmTagKey& tag, double& value) {
    if (!dataset.tagExistsWithValue(tag)) return;
    const auto number = number_of(dataset, tag);
    if (!number) throw InputError(name_of(tag) + " " + state_of(dataset, tag));
    value = *number;
  };
  read(DCM_RescaleSlope, line.slope);
  read(DCM_RescaleIntercept, line.intercept);
  if (line.slope == 0) throw InputError("Rescale Slope (0028,1053) is 0: every pixel would be the same");
  return line;
}

/// LUT Descriptor has three values of VR US or SS; the bits are read, and given a sign where one belongs.
struct LutDescriptor {
  std::size_t entries;
  int first_mapped;
  int bits_of_entry;
};

LutDescriptor read_descriptor(DcmItem& item, bool pixels_are_signed) {
  const std::vector<double> numbers = numbers_of(item, DCM_LUTDescriptor);
  if (numbers.size() != 3)
    throw InputError(fmt::format("LUT Descriptor (0028,3002) {}", state_of(item, DCM_LUTDescriptor)));
  const auto word = [&](int i) { return static_cast<std::uint16_t>(static_cast<std::int32_t>(numbers[i])); };
  const bool is_signed = pixels_are_signed || numbers[1] < 0;
  return {word(0) == 0 ? 65536U : word(0), is_signed ? static_cast<std::int16_t>(word(1)) : word(1), word(2)};
}

std::vector<std::uint16_t> read_words(DcmItem& item, std::size_t entries) {
  DcmElement* element = nullptr;
  item.findAndGetElement(DCM_LUTData, element);
  Uint16* words = nullptr;
  if (element == nullptr || element->getUint16Array(words).bad() || words == nullptr)
    throw InputError(fmt::format("LUT Data (0028,3006) of the Modality LUT Sequence {}",
                                 element == nullptr ? "is absent" : "holds no words"));
  const std::size_t count = element->getLength() / 2;
  const bool packed = count < entries && count >= (entries + 1) / 2;
  if (count < entries && !packed)
    throw InputError(fmt::format(
        "LUT Data (0028,3006) has {} values, LUT Descriptor (0028,3002) announces {}", count, entries));
  std::vector<std::uint16_t> values(entries);
  for (std::size_t i = 0; i < entries; ++i)
    values[i] = packed ? static_cast<std::uint16_t>(words[i / 2] >> (8 * (i % 2)) & 0xFF) : words[i];
  return values;
}

ModalityTable read_table(DcmItem& item, bool pixels_are_signed) {
  const LutDescriptor descriptor = read_descriptor(item, pixels_are_signed);
  if (descriptor.bits_of_entry < 8 || descriptor.bits_of_entry > 16)
    throw InputError(
        fmt::format("LUT Descriptor (0028,3002) announces {} bits for each entry; 8 to 16 are defined",
                    descriptor.bits_of_entry));
  ModalityTable table{descriptor.first_mapped, read_words(item, descriptor.entries)};
  const auto mask = static_cast<std::uint16_t>((1U << descriptor.bits_of_entry) - 1U);
  for (std::uint16_t& entry : table.entries) entry &= mask;
  return table;
}

std::uint16_t entry_for(const ModalityTable& table, std::int64_t stored) {
  const auto last = static_cast<std::int64_t>(table.entries.size()) - 1;
  return table
      .entries[static_cast<std::size_t>(std::clamp<std::int64_t>(stored - table.first_mapped, 0, last))];
}

}  // namespace

ModalityLut read_modality_lut(DcmDataset& dataset, bool pixels_are_signed) {
  DcmItem* item = nullptr;
  if (dataset.findAndGetSequenceItem(DCM_ModalityLUTSequence, item).good() && item != nullptr)
    return read_table(*item, pixels_are_signed);
  return read_rescale_line(dataset);
}

std::vector<float> apply_modality_lut(const ModalityLut& lut, const std::vector<std::int32_t>& stored) {
  std::vector<float> values(stored.size());
  if (const auto* line = std::get_if<RescaleLine>(&lut))
    std::transform(stored.begin(), stored.end(), values.begin(), [line](std::int32_t value) {
      return static_cast<float>(line->slope * value + line->intercept);
    });
  else
    std::transform(stored.begin(), stored.end(), values.begin(),
                   [&table = std::get<ModalityTable>(lut)](std::int32_t value) {
                     return static_cast<float>(entry_for(table, value));
                   });
  return values;
}

ModalityRange modality_range(const ModalityLut& lut, int bits_stored, bool pixels_are_signed) {
  if (const auto* table = std::get_if<ModalityTable>(&lut)) {
    const auto [low, high] = std::minmax_element(table->entries.begin(), table->entries.end());
    return {static_cast<double>(*low), static_cast<double>(*high)};
  }
  const auto& line = std::get<RescaleLine>(lut);
  const double lowest = pixels_are_signed ? -std::ldexp(1.0, bits_stored - 1) : 0.0;
  const double highest = std::ldexp(1.0, pixels_are_signed ? bits_stored - 1 : bits_stored) - 1.0;
  const double a = line.slope * lowest + line.intercept;
  const double b = line.slope * highest + line.intercept;
  return {std::min(a, b), std::max(a, b)};
}

}  // namespace osteosign
