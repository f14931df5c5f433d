#include "pipeline/measurement_texts.h"

#include <fmt/format.h>

#include "features/values/lesion_growth.h"
#include "features/values/lesion_measurements.h"
#include "features/values/radiograph_lesion_measurements.h"
#include "features/values/radiograph_vertebra_measurements.h"
#include "features/values/vertebra_measurements.h"

namespace osteosign {
namespace {

template <class Measurements>
std::string table_of(std::string_view title) {
  std::string table = fmt::format(
      "### {}\n\n| measurement | unit (UCUM) | definition | unknown when | reference | file |\n"
      "|---|---|---|---|---|---|\n",
      title);
  Measurements measured;
  describe(measured, [&](const MeasurementDescription& about, const MeasuredQuantity&) {
    table += fmt::format("| `{}` | {} | {} | {} | {} | `{}` |\n", about.name, ucum(about.unit),
                         about.definition, about.unknown_when, about.reference, about.file);
  });
  return table;
}

}  // namespace

std::string measurement_tables() {
  return table_of<CtLesionMeasurements>("Lesion on CT") + '\n' +
         table_of<RadiographLesionMeasurements>("Lesion on a radiograph") + '\n' +
         table_of<VertebraMeasurements>("Vertebra on CT") + '\n' +
         table_of<RadiographVertebraMeasurements>("Vertebra on a radiograph") + '\n' +
         table_of<LesionGrowth>("Lesion since a prior study");
}

}  // namespace osteosign
