#pragma once
#include <cstdint>
#include <variant>
#include <vector>

class DcmDataset;

namespace osteosign {

/// Modality value = slope * stored value + intercept (PS3.3 C.11.1.1.2).
struct RescaleLine {
  double slope = 1.0;
  double intercept = 0.0;
};

/// Modality value = entry number (stored value - first_mapped); values outside take the first or the last
/// entry (PS3.3 C.11.1.1.1).
struct ModalityTable {
  int first_mapped = 0;
  std::vector<std::uint16_t> entries;
};

using ModalityLut = std::variant<RescaleLine, ModalityTable>;

/// The Modality LUT Sequence (0028,3000) when there is one, else Rescale Slope and Intercept, else the values
/// as stored. The traps of LUT Descriptor (0028,3002) are known: 0 stands for 65536 entries, the first value
/// mapped is signed when the pixels are, 8-bit entries may be packed in words. Throws InputError with tag and
/// value when the table is shorter than announced or the line is none.
ModalityLut read_modality_lut(DcmDataset& dataset, bool pixels_are_signed);

std::vector<float> apply_modality_lut(const ModalityLut& lut, const std::vector<std::int32_t>& stored);

/// Lowest and highest modality value that pixels of so many bits can have.
struct ModalityRange {
  double lowest;
  double highest;
};
ModalityRange modality_range(const ModalityLut& lut, int bits_stored, bool pixels_are_signed);

}  // namespace osteosign
