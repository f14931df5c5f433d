#pragma once
#include "io/values/described.h"

namespace osteosign {

/// The rows of CtLesionMeasurements that describe the soft tissue beside a lesion.
template <class Measurements, class Visitor>
void describe_soft_tissue_rows(Measurements& m, Visitor& visit) {
  visit(
      MeasurementDescription{
          "soft_tissue_mass_thickness",
          "Largest distance of a soft-tissue mass from the undamaged surface of the bone, 0 for no mass",
          Unit::mm,
          "where the undamaged surface was or whether the cortex is broken is not known, the lesion is as "
          "dense as muscle and no fat shows that there is no mass, or no mass is seen but less than 0.9 of "
          "the tissue beside the lesion is visible",
          "methods A7.1", "features/lesion/soft_tissue.h"},
      m.soft_tissue_mass_thickness);
  visit(MeasurementDescription{"soft_tissue_mass_volume", "Volume of that mass outside of the undamaged bone",
                               Unit::mm3,
                               "as soft_tissue_mass_thickness, the mass was told by its density alone, or it "
                               "goes on where the volume ends or 40 mm from the bone",
                               "methods A7.1", "features/lesion/soft_tissue.h"},
        m.soft_tissue_mass_volume);
  visit(MeasurementDescription{"soft_tissue_mass_coverage",
                               "Part of the circumference of the bone that has at least 2 mm of the mass on "
                               "it, where it is thickest",
                               Unit::fraction, "as soft_tissue_mass_thickness, or the bone is no tube here",
                               "methods A7.1", "features/lesion/soft_tissue.h"},
        m.soft_tissue_mass_coverage);
  visit(MeasurementDescription{"soft_tissue_mass_focality",
                               "Greatest thickness of the mass by its median thickness round the bone there; "
                               "1 for an even sheet",
                               Unit::one,
                               "as soft_tissue_mass_coverage, there is no mass, or it covers less than half "
                               "of the circumference",
                               "methods A7.1", "features/lesion/soft_tissue.h"},
        m.soft_tissue_mass_focality);
  visit(
      MeasurementDescription{"soft_tissue_mass_contrast",
                             "Density of the mass minus that of muscle; of the lesion where no mass is seen",
                             Unit::hu,
                             "too little muscle is visible, or no mass is seen and the lesion has not the "
                             "density of soft tissue",
                             "methods A7.1", "features/lesion/soft_tissue.h"},
      m.soft_tissue_mass_contrast);
  visit(
      MeasurementDescription{
          "soft_tissue_fat_plane_loss",
          "Part of the fat plane on the bone (fat within 4 mm) that is lost beside the lesion, against away "
          "from "
          "it",
          Unit::fraction,
          "less than half of the bone away from the lesion has fat on it, or too little of it is visible",
          "methods A7.1", "features/lesion/soft_tissue.h"},
      m.soft_tissue_fat_plane_loss);
  visit(
      MeasurementDescription{"soft_tissue_assessed_fraction",
                             "Part of the tissue within 10 mm of the bone beside the lesion that is visible: "
                             "inside of the volume and away from metal",
                             Unit::fraction, "where the undamaged surface was is not known", "methods A7.1",
                             "features/lesion/soft_tissue.h"},
      m.soft_tissue_assessed_fraction);
}

}  // namespace osteosign
