#pragma once
#include <string>

#include "io/values/measured.h"

namespace osteosign {

enum class Sex { female, male, other };
enum class PainRhythm { none, mechanical, night_only, inflammatory };
/// How bad the pain is, as Mirels grades it; functional: brought on by use of the limb.
enum class PainSeverity { mild, moderate, functional };
enum class Course { slow, fast };

/// Pain as the seed's section II.A describes it.
struct Pain {
  Measured<PainRhythm> rhythm = Unknown{"pain rhythm was not given"};
  Measured<bool> increasing = Unknown{"whether the pain grows was not given"};
  Measured<bool> relieved_by_nsaid = Unknown{"relief by NSAID or aspirin was not given"};
  Measured<bool> mechanical = Unknown{"whether the pain is mechanical was not given"};  ///< for SINS
  Measured<PainSeverity> severity = Unknown{"severity of the pain was not given"};      ///< for Mirels
};

/// Laboratory values in the units of their names.
struct LaboratoryValues {
  Measured<double> esr_mm_h = Unknown{"ESR was not given"};
  Measured<double> crp_mg_l = Unknown{"CRP was not given"};
  Measured<double> calcium_mmol_l = Unknown{"calcium was not given"};
  Measured<double> psa_ng_ml = Unknown{"PSA was not given"};
  Measured<double> ca15_3_u_ml = Unknown{"CA 15-3 was not given"};
  Measured<double> ca125_u_ml = Unknown{"CA 125 was not given"};
  Measured<double> afp_ng_ml = Unknown{"AFP was not given"};
  Measured<double> beta_hcg_iu_l = Unknown{"beta-hCG was not given"};
  Measured<double> ca19_9_u_ml = Unknown{"CA 19-9 was not given"};
  Measured<double> nse_ng_ml = Unknown{"NSE was not given"};
  Measured<double> cyfra21_1_ng_ml = Unknown{"CYFRA 21-1 was not given"};
  Measured<double> thyroglobulin_ng_ml = Unknown{"thyroglobulin was not given"};
  Measured<bool> monoclonal_peak = Unknown{"whether there is a monoclonal peak was not given"};
};

/// What is known about the patient beside the images. Nothing is guessed: what was
/// not given is unknown.
struct ClinicalContext {
  Measured<double> age_years = Unknown{"age was not given"};
  Measured<Sex> sex = Unknown{"sex was not given"};
  Pain pain{};
  Measured<bool> nerve_compression = Unknown{"signs of nerve compression were not given"};
  Measured<bool> altered_general_state = Unknown{"general state was not given"};
  Measured<Course> course = Unknown{"course was not given"};
  /// Name of the organ, or "none" when it is known that there is no other cancer.
  Measured<std::string> known_primary = Unknown{"a known primary cancer was not given"};
  Measured<bool> family_history_of_cancer = Unknown{"family history was not given"};
  Measured<bool> known_scoliosis = Unknown{"whether a scoliosis is known was not given"};
  LaboratoryValues laboratory{};
};

}  // namespace osteosign
