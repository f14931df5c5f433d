#pragma once
#include <string>

#include "io/network/receiver_settings.h"

struct T_ASC_Association;

namespace osteosign {

/// Answers an association request (PS3.8 7.1): accepts C-ECHO and every storage SOP class, in the transfer
/// syntaxes that osteosign decodes, uncompressed ones first; rejects a caller that is not on the list, a
/// called title that is not ours, and an application context other than DICOM's. Empty when accepted, else
/// the reason of the rejection.
std::string negotiate(T_ASC_Association& association, const ReceiverSettings& settings);

/// The caller's AE title without padding blanks.
std::string calling_title(const T_ASC_Association& association);

}  // namespace osteosign
