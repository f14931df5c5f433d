#pragma once
#include <stdexcept>
#include <string>

namespace osteosign {

/// What a failure means for the person who started the program; the numbers are its exit codes.
enum class FailureKind {
  usage = 1,            ///< wrong command line or parameter file
  cannot_read = 20,     ///< a file or folder that does not exist or cannot be parsed
  no_images = 21,       ///< nothing in the input that osteosign reads
  not_usable = 22,      ///< images are there, but cannot be analyzed (the message gives the figures)
  cannot_write = 40,    ///< the output could not be written
  analysis_failed = 80  ///< a stage could not finish on valid input
};

/// Bad input, bad parameters or a failing disk. The message is a chain from what was attempted to the cause:
/// "read series 1.2.3: slice.dcm: Rows (0028,0010) is 0".
class Failure : public std::runtime_error {
 public:
  Failure(FailureKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  FailureKind kind() const { return kind_; }
  int exit_code() const { return static_cast<int>(kind_); }
  /// True when an input is to blame: the rest of a study, or of a batch, can go on without it.
  bool blames_input() const { return kind_ != FailureKind::usage && kind_ != FailureKind::cannot_write; }
  /// The same failure, seen from one step further out.
  Failure within(const std::string& what_was_attempted) const {
    return {kind_, what_was_attempted + ": " + what()};
  }

 private:
  FailureKind kind_;
};

struct UsageError : Failure {
  explicit UsageError(const std::string& message) : Failure(FailureKind::usage, message) {}
};
struct InputError : Failure {
  explicit InputError(const std::string& message, FailureKind kind = FailureKind::cannot_read)
      : Failure(kind, message) {}
};
struct OutputError : Failure {
  explicit OutputError(const std::string& message) : Failure(FailureKind::cannot_write, message) {}
};

/// Our own bug: a promise between two parts of the program was broken. Exit code 100.
struct InternalError : std::logic_error {
  using std::logic_error::logic_error;
};

}  // namespace osteosign
