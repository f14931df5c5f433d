#pragma once
#include <opencv2/imgproc.hpp>
#include <random>

#include "features/radiograph/radiograph_field.h"

namespace osteosign {

/// A film of a drawn picture: a little blur, and grain of that width, the same each time.
inline Radiograph grainy_film(cv::Mat1f picture, float grain, unsigned seed) {
  cv::GaussianBlur(picture, picture, {}, 1.2);
  std::mt19937 engine(seed);
  for (float& value : picture)
    value += static_cast<float>(static_cast<double>(engine()) / 4294967296.0 - 0.5) * grain;
  Radiograph film;
  film.columns = picture.cols;
  film.rows = picture.rows;
  film.pixels.assign(picture.begin(), picture.end());
  return film;
}

/// All of a film can be used.
inline RadiographField whole_field(const Radiograph& film) {
  RadiographField field;
  field.columns = film.columns;
  field.rows = film.rows;
  field.usable.assign(film.pixels.size(), 1);
  return field;
}

}  // namespace osteosign
