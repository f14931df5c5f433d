#pragma once
#include "io/values/described.h"

namespace osteosign {

/// The rows of CtLesionMeasurements that describe the matrix of a lesion.
template <class Measurements, class Visitor>
void describe_matrix_rows(Measurements& m, Visitor& visit) {
  visit(MeasurementDescription{"matrix_mineral_fraction",
                               "Part of the inside of the lesion that is mineral, without bone from outside",
                               Unit::fraction,
                               "noise or blur are not known, or too few voxels lie inside of the wall",
                               "methods A7.2", "features/lesion/matrix.h"},
        m.matrix_mineral_fraction);
  visit(MeasurementDescription{"matrix_mineral_hu", "Mean of the native HU of the mineral", Unit::hu,
                               "there is no mineral", "methods A7.2", "features/lesion/matrix.h"},
        m.matrix_mineral_hu);
  visit(MeasurementDescription{"matrix_mineral_components", "Separate pieces of mineral", Unit::count,
                               "as matrix_mineral_fraction", "methods A7.2", "features/lesion/matrix.h"},
        m.matrix_mineral_components);
  visit(MeasurementDescription{"matrix_largest_mineral_share",
                               "Part of the mineral that its largest piece is", Unit::fraction,
                               "there is no mineral", "methods A7.2", "features/lesion/matrix.h"},
        m.matrix_largest_mineral_share);
  visit(
      MeasurementDescription{
          "matrix_fine_mineral_share",
          "Part of the mineral's excess density that is narrower than 5 mm in one direction", Unit::fraction,
          "there is no mineral", "methods A7.2", "features/lesion/matrix.h"},
      m.matrix_fine_mineral_share);
  visit(MeasurementDescription{"matrix_ring_arc_score",
                               "Part of the mineral, seen in three planes, that lies on rings and arcs",
                               Unit::fraction, "there is no mineral", "methods A7.2",
                               "features/lesion/matrix.h"},
        m.matrix_ring_arc_score);
  visit(MeasurementDescription{"matrix_fat_fraction", "Part of the inside of the lesion that is fat",
                               Unit::fraction, "as matrix_mineral_fraction", "methods A7.2",
                               "features/lesion/matrix.h"},
        m.matrix_fat_fraction);
  visit(MeasurementDescription{"matrix_gas_fraction", "Part of the inside of the lesion that is gas",
                               Unit::fraction, "as matrix_mineral_fraction", "methods A7.2",
                               "features/lesion/matrix.h"},
        m.matrix_gas_fraction);
  visit(MeasurementDescription{"matrix_fluid_level_step",
                               "How much denser the fluid below the largest fluid level is", Unit::hu,
                               "there is no fluid level, or the position of the patient is not known",
                               "methods A7.2", "features/lesion/matrix.h"},
        m.matrix_fluid_level_step);
  visit(
      MeasurementDescription{
          "matrix_spread",
          "Half the distance of the 16th and 84th percentile of the HU inside, noise taken off", Unit::hu,
          "as matrix_mineral_fraction", "methods A7.2", "features/lesion/matrix.h"},
      m.matrix_spread);
  visit(MeasurementDescription{"matrix_nidus_diameter", "Diameter of the lucent ball round a dense centre",
                               Unit::mm, "there is no nidus", "methods A7.2", "features/lesion/matrix.h"},
        m.matrix_nidus_diameter);
}

}  // namespace osteosign
