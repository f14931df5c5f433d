#pragma once
#include "sample_data/phantom/spine/spine_truth.h"

namespace osteosign::phantom {

BodyHeights heights_of(const VertebralBody& body);

/// Plane fitted to the central 80 % of an endplate, in the frame of the vertebra.
RimPlane central_superior_plane(const VertebralBody& body);
RimPlane central_inferior_plane(const VertebralBody& body);

/// Angles between these planes (signs as in VertebraTruth).
double coronal_wedge_deg(const VertebralBody& body);
double sagittal_wedge_deg(const VertebralBody& body);

/// How the posterior wall lies.
struct WallTruth {
  double bulge_mm = 0;
  double beyond_chord_mm = 0;
  double area_mm2 = 0;
};
WallTruth wall_of(const VertebralBody& body, const VertebralBody& healthy);

}  // namespace osteosign::phantom
