#pragma once
#include <string>

namespace osteosign {

/// Markdown tables of every measurement of a lesion, on CT and on radiographs, and of a vertebra: name, unit,
/// definition, unknown when, reference, file. The generated part of features/README.md.
std::string measurement_tables();

}  // namespace osteosign
