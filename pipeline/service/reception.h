#pragma once
#include <string_view>

#include "io/network/receiver_settings.h"
#include "pipeline/service/service_folders.h"
#include "pipeline/service/service_settings.h"

namespace osteosign {

/// What the receiver is told by the settings of the service.
ReceiverSettings receiver_settings(const ReceiveSettings& given, const ServiceFolders& folders);

/// How the log calls an event that is worth a line; empty for those of every day.
std::string_view name_of_trouble(NetworkEvent::Kind kind);

}  // namespace osteosign
