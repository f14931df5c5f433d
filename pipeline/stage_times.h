#pragma once
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace osteosign {

/// Wall time of each stage in the order they ran; a stage that runs again adds to its entry.
class StageTimes {
 public:
  /// Runs a stage and keeps its time; returns what the stage returns.
  template <class Stage>
  decltype(auto) timed(const std::string& name, Stage&& stage) {
    const Stop stop{*this, name, std::chrono::steady_clock::now()};
    return std::forward<Stage>(stage)();
  }
  /// Adds the times of a part that kept its own.
  void add(const StageTimes& part) {
    for (const auto& [name, milliseconds] : part.milliseconds_) add(name, milliseconds);
  }
  const std::vector<std::pair<std::string, double>>& milliseconds() const { return milliseconds_; }

 private:
  struct Stop {
    StageTimes& times;
    const std::string& name;
    std::chrono::steady_clock::time_point start;
    ~Stop() {
      times.add(name,
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
  };
  void add(const std::string& name, double milliseconds) {
    for (auto& [known, total] : milliseconds_)
      if (known == name) {
        total += milliseconds;
        return;
      }
    milliseconds_.emplace_back(name, milliseconds);
  }
  std::vector<std::pair<std::string, double>> milliseconds_;
};

}  // namespace osteosign
