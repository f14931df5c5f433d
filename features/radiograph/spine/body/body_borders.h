#pragma once
#include "features/radiograph/spine/body/smooth_border.h"
#include "features/values/spine_view.h"

namespace osteosign {

/// One of the four borders of a body and how it is looked for.
struct BodyBorder {
  BodyCorner from, to;
  StripReach reach;
  BorderHabit habit;
};

struct BodyBorders {
  BodyBorder superior, inferior, anterior, posterior;
};

/// How sure the corners of a body are: `rough` as the network or the pedicles give them, `refined` where
/// borders meet.
enum class Corners { rough, refined };

BodyBorders borders_of(const BodyOnFilm& body, SpineView view, Corners corners);

EdgeStrip strip_along(const BodyBorder& border, const BodyOnFilm& body);

/// Evidence of the dense line of a cortex at each place of a strip, in grey values. On a fine scale it says
/// where the border lies; on a coarse one the two rims of a body that is seen obliquely count as one (methods
/// B8.2: the line between them).
cv::Mat1f cortex_along(const EdgeStrip& strip, const SmoothedFilm& film);

/// The body with its corners where the arches along its borders meet. A corner where they do not, or farther
/// away than a wedged body can be off, stays; so do all of a body that the film cuts.
BodyOnFilm with_refined_corners(const Radiograph& film, const BodyOnFilm& body, SpineView view);

}  // namespace osteosign
