#pragma once
#include <string>

namespace osteosign {

/// What the file meta information says of a received object.
struct ReceivedIdentity {
  std::string sop_class_uid;
  std::string sop_instance_uid;
  std::string transfer_syntax_uid;
  std::string sending_title;  ///< AE title of the sender
};

/// Preamble and file meta information (PS3.10 7.1): what stands in a file before the bytes of the dataset as
/// they came from the network.
std::string part10_header(const ReceivedIdentity& identity);

}  // namespace osteosign
