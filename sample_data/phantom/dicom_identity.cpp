#include "sample_data/phantom/dicom_identity.h"

#include <openssl/sha.h>

#include <algorithm>
#include <array>

namespace osteosign::phantom {

namespace {
__extension__ using Bits128 = unsigned __int128;
}

std::string uid_from(std::string_view text) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  Bits128 number = 0;
  for (std::size_t i = 0; i < 16; ++i) number = (number << 8) | digest[i];
  std::string digits;
  for (; number != 0; number /= 10) digits.push_back(static_cast<char>('0' + static_cast<int>(number % 10)));
  std::reverse(digits.begin(), digits.end());
  return "2.25." + digits;
}

std::string figures_of_phantom(const BonePhantom& phantom) {
  std::string text = figures_of(phantom.bone) + figures_of(phantom.damage) + figures_of(phantom.around);
  for (const LesionBody& lesion : phantom.lesions)
    text += figures_of(lesion) + "edge=" + std::to_string(static_cast<int>(lesion.edge.shape)) + ";";
  if (phantom.reaction.form != ReactionForm::none)
    text += figures_of(phantom.reaction) + "form=" + name_of(phantom.reaction.form) + ";";
  if (!phantom.soft_tissue.is_plain()) text += figures_of(phantom.soft_tissue);
  const std::string matrix = figures_of(phantom.matrix);
  if (phantom.matrix.form != MatrixForm::none || matrix != figures_of(MatrixContent{}))
    text += matrix + "matrix=" + name_of(phantom.matrix.form) + ";";
  return text;
}

}  // namespace osteosign::phantom
