#pragma once
#include <string>

#include "io/network/owned_socket.h"

namespace osteosign::test {

/// A caller that speaks bytes, so that it can say what no DICOM library would.
class RawCaller {
 public:
  explicit RawCaller(int port);
  void say(const std::string& bytes);
  /// What comes back within the time; empty when nothing does or the connection ends.
  std::string hear(int milliseconds);
  /// True when the other side has closed the connection within the time.
  bool is_closed_within(int milliseconds);

 private:
  OwnedSocket socket_;
};

/// PDUs (PS3.8 9.3) with the bytes given.
std::string pdu(int type, const std::string& body);
/// A-ASSOCIATE-RQ for CT images and C-ECHO in implicit little endian; contexts 1 and 3.
std::string associate_request(const std::string& called, const std::string& calling);
/// P-DATA-TF with one fragment of context 1. `control`: 3 last of a command, 2 last of a dataset, 0 neither.
std::string fragment(int control, const std::string& bytes);
/// A C-STORE-RQ command set for an instance of CT images.
std::string store_command(const std::string& sop_instance_uid);
std::string little_endian(unsigned long number, int width);
/// An element in implicit little endian, its length as given.
std::string element(int group, int number, const std::string& value, unsigned long announced_length);
std::string element(int group, int number, const std::string& value);

}  // namespace osteosign::test
