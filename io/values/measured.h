#pragma once
#include <string>
#include <utility>
#include <variant>

#include "io/values/errors.h"

namespace osteosign {

/// Why a value is not known, as a sentence for the report ("no pixel spacing in this radiograph").
struct Unknown {
  std::string reason;
  friend bool operator==(const Unknown&, const Unknown&) = default;
};

/// A value, or the reason why it could not be measured. Never NaN, -1 or an invented default.
template <class T>
class Measured {
 public:
  Measured(T value) : state_(std::move(value)) {}
  Measured(Unknown unknown) : state_(std::move(unknown)) {}

  bool known() const { return std::holds_alternative<T>(state_); }
  /// The value. Asking an unknown one for it is a bug.
  const T& value() const {
    if (!known()) throw InternalError("value of an unknown asked for: " + std::get<Unknown>(state_).reason);
    return std::get<T>(state_);
  }
  /// The value, or null.
  const T* if_known() const { return std::get_if<T>(&state_); }
  /// Why it is unknown; empty when it is known.
  std::string reason() const { return known() ? std::string{} : std::get<Unknown>(state_).reason; }
  Unknown unknown() const { return Unknown{reason()}; }

  friend bool operator==(const Measured&, const Measured&) = default;

 private:
  std::variant<T, Unknown> state_;
};

}  // namespace osteosign
