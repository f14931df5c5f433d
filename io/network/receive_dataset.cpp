#include "io/network/receive_dataset.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmnet/assoc.h>
#include <dcmtk/dcmnet/dul.h>

#include <functional>
#include <optional>

#include "io/network/growing_file.h"

namespace osteosign {
namespace {

constexpr std::uint64_t patience_factor = 4;  // of the limit, read and dropped before the association ends

/// The next fragment of the dataset, or nothing when the association broke.
std::optional<DUL_PDV> next_fragment(T_ASC_Association& association, int presentation_context,
                                     std::chrono::seconds silence) {
  DUL_PDV fragment{};
  if (DUL_NextPDV(&association.DULassociation, &fragment).bad()) {
    const int seconds = static_cast<int>(silence.count());
    if (!ASC_dataWaiting(&association, seconds)) return std::nullopt;
    if (DUL_ReadPDVs(&association.DULassociation, nullptr, DUL_NOBLOCK, seconds) != DUL_PDATAPDUARRIVED)
      return std::nullopt;
    if (DUL_NextPDV(&association.DULassociation, &fragment).bad()) return std::nullopt;
  }
  if (fragment.pdvType != DUL_DATASETPDV || fragment.presentationContextID != presentation_context)
    return std::nullopt;
  return fragment;
}

using Take = std::function<void(const DUL_PDV&)>;

// Reads to the end of the dataset; false when the association broke or the object went on for too long.
bool read_to_end(T_ASC_Association& association, int presentation_context, const DatasetLimits& limits,
                 const Take& take) {
  std::uint64_t bytes = 0;
  for (;;) {
    const auto fragment = next_fragment(association, presentation_context, limits.silence);
    if (!fragment) return false;
    bytes += fragment->fragmentLength;
    if (bytes > patience_factor * limits.largest_bytes) return false;
    take(*fragment);
    if (fragment->lastPDV) return true;
  }
}

}  // namespace

DatasetEnd receive_dataset(T_ASC_Association& association, int presentation_context,
                           const std::filesystem::path& file, const std::string& header,
                           const DatasetLimits& limits) {
  GrowingFile growing(file);
  growing.append(header.data(), header.size());
  std::uint64_t bytes = 0;
  const bool ended = read_to_end(association, presentation_context, limits, [&](const DUL_PDV& fragment) {
    bytes += fragment.fragmentLength;
    if (bytes <= limits.largest_bytes) growing.append(fragment.data, fragment.fragmentLength);
  });
  if (!ended) return DatasetEnd::broken;
  if (bytes > limits.largest_bytes) return DatasetEnd::too_large;
  return growing.keep(limits.flush) ? DatasetEnd::whole : DatasetEnd::disk_full;
}

DatasetEnd drop_dataset(T_ASC_Association& association, int presentation_context,
                        const DatasetLimits& limits) {
  const auto drop = [](const DUL_PDV&) {};
  return read_to_end(association, presentation_context, limits, drop) ? DatasetEnd::dropped
                                                                      : DatasetEnd::broken;
}

}  // namespace osteosign
