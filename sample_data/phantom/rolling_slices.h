#pragma once
#include <tbb/parallel_for.h>

#include <vector>

namespace osteosign::phantom {

/// Slices that are made in order, a batch at a time, and dropped when they are no longer needed, so that a
/// long scan does not have to lie in memory as a whole.
class RollingSlices {
 public:
  /// Makes all slices before `end` that were not made yet; `make(k)` gives slice k.
  template <class Make>
  void extend_to(int end, Make&& make) {
    if (end <= made_) return;
    slices_.resize(static_cast<std::size_t>(end));
    tbb::parallel_for(made_, end, [&](int k) { slices_[static_cast<std::size_t>(k)] = make(k); });
    made_ = end;
  }
  void drop_before(int first) {
    for (; dropped_ < first; ++dropped_)
      std::vector<float>().swap(slices_[static_cast<std::size_t>(dropped_)]);
  }
  const std::vector<float>& operator[](int k) const { return slices_[static_cast<std::size_t>(k)]; }

 private:
  std::vector<std::vector<float>> slices_;
  int made_ = 0;
  int dropped_ = 0;
};

}  // namespace osteosign::phantom
