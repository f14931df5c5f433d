#pragma once
#include <vector>

#include "features/values/lesion.h"
#include "io/images/radiograph.h"
#include "pipeline/report/picture.h"

namespace osteosign {

/// An outlined lesion as the pictures need it.
struct OutlinedOnFilm {
  std::string lesion_id;
  const RadiographLesionOutline* outline;
};

/// The whole film with every outline, for the overview.
ReportPicture film_overview(const Radiograph& film, const std::vector<OutlinedOnFilm>& lesions,
                            const std::string& film_name);
/// The film around one lesion, enlarged, with the outline that was measured.
ReportPicture film_lesion_picture(const Radiograph& film, const OutlinedOnFilm& lesion);

}  // namespace osteosign
