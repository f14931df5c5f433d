#pragma once
#include <mstch/mstch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace osteosign {

/// Reasons for what is unknown in a table, numbered from 1 as they come.
class Reasons {
 public:
  std::size_t number_of(const std::string& reason);
  mstch::array nodes() const { return {reasons_.begin(), reasons_.end()}; }
  bool empty() const { return reasons_.empty(); }

 private:
  std::vector<std::string> reasons_;
};

/// A column of the table of measurements: one or several numbers of a vertebra in one cell.
struct MeasuredColumn {
  const char* title;
  std::vector<const char*> pointers;  ///< JSON pointers into the vertebra: to numbers or to measurements
  double factor;
  int decimals;
};

/// Whether a table ends with the Genant grade of each vertebra, which frontal films do not give.
enum class GenantColumn { none, last };

/// The cells of one vertebra; what is unknown refers to a reason.
mstch::array measured_cells(const nlohmann::ordered_json& vertebra,
                            const std::vector<MeasuredColumn>& columns, GenantColumn genant,
                            Reasons& reasons);
mstch::array column_titles(const std::vector<MeasuredColumn>& columns, GenantColumn genant);

}  // namespace osteosign
