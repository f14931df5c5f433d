#pragma once
#include <memory>

#include "sample_data/phantom/spine/facet_arthrosis.h"
#include "sample_data/phantom/spine/spine_tissue.h"
#include "sample_data/phantom/spine/vertebra_painter.h"

namespace osteosign::phantom {

/// A spine phantom as values of its frame, for the scanner.
class SpineScene {
 public:
  explicit SpineScene(const SpinePhantom& phantom);
  SpineScene(const SpineScene&) = delete;
  SpineScene& operator=(const SpineScene&) = delete;

  SceneSample sample_at(const Eigen::Vector3d& phantom_mm, double footprint_mm) const;
  const SpineColumn& column() const { return column_; }
  const ColumnCourse& course() const { return tissue_.course(); }
  const SpinePhantom& phantom() const { return phantom_; }

 private:
  void paint_bone(const Eigen::Vector3d& phantom_mm, const BoneAt& bone, Brush& brush) const;
  void paint_signs(const Eigen::Vector3d& phantom_mm, const BonesAt& near, Brush& brush) const;
  double core_hu(const BoneAt& bone) const;

  SpinePhantom phantom_;
  SpineColumn column_;
  SpineTissue tissue_;
  std::vector<VertebraPainter> painters_;  ///< one for each vertebra
  std::vector<FacetArthrosis> arthroses_;
};

}  // namespace osteosign::phantom
