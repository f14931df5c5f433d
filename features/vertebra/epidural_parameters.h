#pragma once
#include "io/values/described.h"

namespace osteosign {

struct EpiduralParameters {
  double wall_blur_sigmas = 2;
  double least_fat_mm = 3;
  double least_near_fat_mm = 0.8;
  double least_fat_contrast_hu = 40;
  double tissue_highest_hu = 100;
  double contrast_medium_hu = 90;
  double ends_left_out_mm = 4;
  double largest_pixel_mm = 1.2;
  double thickest_slice_mm = 3.5;
  double largest_sd_mm = 1.2;
  double level_spread_mm = 0.8;
  double least_assessed_fraction = 0.5;
};

template <class Visitor>
void describe(EpiduralParameters& p, Visitor&& visit) {
  visit(
      ParameterDescription{
          "wall_blur_sigmas",
          "Nearer to the wall of the canal than this many sigmas of the blur its bone covers "
          "what lies there; the fat is taken to go on as it is seen beyond",
          "98 % of an edge lies within 2 sigmas", 0, 5},
      p.wall_blur_sigmas);
  visit(ParameterDescription{"least_fat_mm",
                             "On lines across the canal with less fat than this its loss cannot be told",
                             "methods A7.1: a loss counts from 3 mm on", 0.5, 10},
        p.least_fat_mm);
  visit(ParameterDescription{"least_near_fat_mm",
                             "Nor on lines with less fat than this in front of the sac or beside it",
                             "chosen: half of a loss there must stand out of the spread of healthy levels", 0,
                             5},
        p.least_near_fat_mm);
  visit(ParameterDescription{"least_fat_contrast_hu",
                             "Fat in the canal that is not darker than the sac by this is not told from it",
                             "chosen: half of the way from the sac to fat with many veins", 10, 150},
        p.least_fat_contrast_hu);
  visit(ParameterDescription{"tissue_highest_hu",
                             "What is denser is no soft tissue: contrast medium, calcium, bone",
                             "methods A7.1: 20 to 100 HU", 60, 300},
        p.tissue_highest_hu);
  visit(ParameterDescription{"contrast_medium_hu",
                             "A canal whose middle is denser than this holds contrast medium",
                             "cord and nerves stay below 50 HU, fresh blood below 90", 50, 300},
        p.contrast_medium_hu);
  visit(ParameterDescription{"ends_left_out_mm",
                             "Planes nearer to an endplate than this are left out: discs bulge there",
                             "chosen: the height over which a disc reaches behind a body", 0, 10},
        p.ends_left_out_mm);
  visit(ParameterDescription{"largest_pixel_mm", "With larger pixels the fat is not looked at",
                             "chosen: fat of 3 mm on both sides of the sac", 0.3, 3},
        p.largest_pixel_mm);
  visit(
      ParameterDescription{"thickest_slice_mm", "With slices farther apart the fat is not looked at",
                           "chosen: a slice across a lordotic canal blurs by half of its thickness", 0.5, 10},
      p.thickest_slice_mm);
  visit(ParameterDescription{"largest_sd_mm", "With more noise than this in the thickness it is unknown",
                             "chosen: a loss of 3 mm is 2.5 standard deviations", 0.2, 5},
        p.largest_sd_mm);
  visit(ParameterDescription{"level_spread_mm",
                             "By how much the fat of healthy levels differs from what their neighbours let "
                             "expect, part of the standard deviation",
                             "chosen: 0.5 mm on the development phantoms, more in patients", 0, 5},
        p.level_spread_mm);
  visit(ParameterDescription{"least_assessed_fraction",
                             "That no fat is missing is only said when it could be told on this part of the "
                             "lines from each side",
                             "chosen: a mass could lie where it could not be told", 0.1, 1},
        p.least_assessed_fraction);
}

}  // namespace osteosign
