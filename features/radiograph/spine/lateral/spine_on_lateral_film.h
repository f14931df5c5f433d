#pragma once
#include "features/radiograph/radiograph_field.h"
#include "features/values/spine_on_film.h"
#include "io/images/radiograph.h"

namespace osteosign {

/// True for a lateral view: by View Position or View Code (LL, RL, LATERAL), or, where neither is known, by
/// rows of the film that run to the front or the back of the patient (Patient Orientation).
bool is_lateral_view(const Radiograph& film);

/// The bodies of the vertebrae on a lateral film with heights and posterior wall (methods B8.2). Unknown
/// when: the film shows no spine, it is no lateral view, view and Patient Orientation contradict each other,
/// or fewer than two bodies are seen. The sacrum is no vertebra here. A body is outlined where the network
/// sees it; what is measured of it is unknown where its borders are not seen.
Measured<SpineOnFilm> spine_on_lateral_film(const Radiograph& film, const RadiographField& field);

}  // namespace osteosign
