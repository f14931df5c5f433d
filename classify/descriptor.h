#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace osteosign {

/// Whether something is there.
enum class Observed { absent, present };

/// A property of a lesion as a grading system names it: every value that it can have by what is known, one
/// when it is certain, and why. A score over descriptors is the range over all their values, so that nothing
/// unknown is taken for normal.
template <class T>
struct Descriptor {
  std::vector<T> possible;
  std::string because;

  bool certain() const { return possible.size() == 1; }
  bool can_be(const T& value) const { return std::ranges::find(possible, value) != possible.end(); }
};

}  // namespace osteosign
