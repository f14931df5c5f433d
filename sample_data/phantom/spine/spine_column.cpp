#include "sample_data/phantom/spine/spine_column.h"

#include "sample_data/phantom/random_numbers.h"

namespace osteosign::phantom {

namespace {

constexpr int l3_level = 22;
constexpr std::uint64_t density_stream = 2'000'000'011;

/// A distance function may be wrong by this factor away from its surface.
constexpr double steepness = 1.5;
/// Bones further than this do not decide what lies at a point.
constexpr double near_mm = 4;

double cancellous_hu(const SpineBone& bone, const PlacedVertebra& placed) {
  RandomNumbers random(static_cast<std::uint64_t>(bone.texture_seed),
                       density_stream + static_cast<std::uint64_t>(placed.level));
  return bone.cancellous_hu + bone.cancellous_trend_hu * (l3_level - placed.level) +
         bone.cancellous_spread_hu * random.normal();
}

Box body_box(const VertebralBody& body, const SpineBone& bone) {
  const double border_mm = 2 + bone.osteophyte_mm;
  const double half_height_mm = 0.75 * body.size().height_mm + 6;
  const double behind_mm = body.wall_mm(0, 0) + body.size().depth_mm * 0.1 + 12;
  return {{-body.size().width_mm / 2 - border_mm, body.front_mm() - border_mm, -half_height_mm},
          {body.size().width_mm / 2 + border_mm, behind_mm, half_height_mm}};
}

BoundingBall ball_round(const Box& box, const Eigen::Isometry3d& phantom_from_local) {
  return {phantom_from_local * ((box.lowest_mm + box.highest_mm) / 2),
          (box.highest_mm - box.lowest_mm).norm() / 2};
}

/// Whether a point is so far from the ball that what is in it does not matter; lowers `clear_mm` to the
/// distance of the ball.
bool is_far(const BoundingBall& ball, const Eigen::Vector3d& phantom_mm, double& clear_mm) {
  const double squared = (phantom_mm - ball.centre_mm).squaredNorm();
  const double reach_mm = ball.radius_mm + near_mm;
  if (squared < reach_mm * reach_mm) return false;
  const double known_mm = ball.radius_mm + clear_mm;
  if (squared < known_mm * known_mm) clear_mm = std::sqrt(squared) - ball.radius_mm;
  return true;
}

bool has_ribs(const SpineShape& shape, int level) {
  return shape.ribs > 0 && level >= first_thoracic_level && level < first_lumbar_level;
}

}  // namespace

VertebraModel::VertebraModel(const PlacedVertebra& placed_vertebra, const SpinePhantom& phantom)
    : placed(placed_vertebra),
      signs(signs_of(phantom, placed_vertebra.number)),
      body(placed.size, placed.slopes, phantom.bone, signs),
      arch(body, phantom.bone),
      frame(placed.phantom_from_local),
      body_box(phantom::body_box(body, phantom.bone)),
      arch_box{arch.lowest_mm(), arch.highest_mm()},
      dens_box(arch_box),
      rib_box(arch_box),
      ball(ball_round({body_box.lowest_mm.cwiseMin(arch_box.lowest_mm),
                       body_box.highest_mm.cwiseMax(arch_box.highest_mm)},
                      placed.phantom_from_local)),
      cancellous_hu(phantom::cancellous_hu(phantom.bone, placed)) {
  if (placed.size.dens_mm > 0) {
    dens.emplace(body, phantom.bone);
    dens_box = {dens->lowest_mm(), dens->highest_mm()};
    ball = ball_round({body_box.lowest_mm.cwiseMin(arch_box.lowest_mm).cwiseMin(dens_box.lowest_mm),
                       body_box.highest_mm.cwiseMax(arch_box.highest_mm).cwiseMax(dens_box.highest_mm)},
                      placed.phantom_from_local);
  }
  if (!has_ribs(phantom.shape, placed.level)) return;
  ribs.emplace(placed.level, body, arch);
  rib_box = {ribs->lowest_mm(), ribs->highest_mm()};
  rib_ball = ball_round(rib_box, placed.phantom_from_local);
}

BoneDistances VertebraModel::distances(const Eigen::Vector3d& local_mm) const {
  const double to_body_mm = body_box.distance_mm(local_mm);
  const double to_arch_mm = arch_box.distance_mm(local_mm);
  const BoneDistances of_body =
      to_body_mm > near_mm ? BoneDistances{to_body_mm, to_body_mm} : body.distances(local_mm);
  const BoneDistances of_arch =
      to_arch_mm > near_mm ? BoneDistances{to_arch_mm, to_arch_mm} : arch.distances(local_mm);
  if (!dens) return joined(of_body, of_arch);
  const double to_dens_mm = dens_box.distance_mm(local_mm);
  if (to_dens_mm > near_mm) return joined(joined(of_body, of_arch), {to_dens_mm, to_dens_mm});
  const BoneDistances of_dens =
      cut(dens->distances(local_mm), arch.canal_distance_mm(local_mm), dens->cortex_mm());
  return joined(joined(of_body, of_arch), of_dens);
}

SpineColumn::SpineColumn(const SpinePhantom& phantom)
    : bone_(phantom.bone),
      sacrum_frame_(Eigen::Isometry3d::Identity()),
      sacrum_box_{},
      atlas_box_{},
      skull_box_{} {
  for (const PlacedVertebra& placed : spine_layout(phantom)) vertebrae_.emplace_back(placed, phantom);
  const Eigen::Isometry3d pose = sacrum_pose(phantom, vertebrae_.back().placed);
  sacrum_frame_ = LocalFrame(pose);
  if (const std::optional<Dens>& dens = vertebrae_.front().dens) {
    head_.emplace(*dens, bone_);
    atlas_box_ = {head_->atlas_lowest_mm(), head_->atlas_highest_mm()};
    skull_box_ = {head_->skull_lowest_mm(), head_->skull_highest_mm()};
  }
  if (phantom.shape.sacrum == 0 || phantom.shape.lowest_level != last_lumbar_level) return;
  sacrum_.emplace(phantom.shape.size_factor, phantom.bone);
  sacrum_box_ = {sacrum_->lowest_mm(), sacrum_->highest_mm()};
  sacrum_ball_ = ball_round(sacrum_box_, pose);
}

/// Every bone is cut by the middle between it and its nearest rival, less half of the gap.
void SpineColumn::keep_apart(BonesAt& near) const {
  if (near.count < 2) return;
  std::array<double, 8> outer{};
  for (int i = 0; i < near.count; ++i) outer[i] = near.bones[i].distances.outer_mm;
  for (int i = 0; i < near.count; ++i) {
    double rival_mm = std::numeric_limits<double>::infinity();
    for (int j = 0; j < near.count; ++j)
      if (j != i) rival_mm = std::min(rival_mm, outer[j]);
    const double to_middle_mm = (rival_mm - outer[i] - bone_.joint_gap_mm) / 2;
    near.bones[i].distances = cut(near.bones[i].distances, to_middle_mm, bone_.arch_cortex_mm);
  }
}

void SpineColumn::add_head(const Eigen::Vector3d& phantom_mm, BonesAt& near) const {
  const Eigen::Vector3d local = vertebrae_.front().frame.local(phantom_mm);
  const auto add = [&](int bone, const Box& box, const auto& distances) {
    const double box_mm = box.distance_mm(local);
    near.clear_mm = std::min(near.clear_mm, std::max(box_mm, near_mm));
    if (box_mm >= near_mm) return;
    const BoneAt at{bone, distances(), local};
    near.clear_mm = std::min(near.clear_mm, std::abs(at.distances.outer_mm) / steepness);
    if (at.distances.outer_mm < near_mm) near.add(at);
  };
  add(BoneAt::atlas, atlas_box_, [&] { return head_->atlas_distances(local); });
  add(BoneAt::skull, skull_box_, [&] { return head_->skull_distances(local); });
}

void SpineColumn::add_ribs(const Eigen::Vector3d& phantom_mm, BonesAt& near) const {
  double nearest_mm = std::numeric_limits<double>::infinity();
  for (int i = 0; i < near.count; ++i) nearest_mm = std::min(nearest_mm, near.bones[i].distances.outer_mm);
  for (const VertebraModel& vertebra : vertebrae_) {
    if (!vertebra.ribs || is_far(vertebra.rib_ball, phantom_mm, near.clear_mm)) continue;
    const Eigen::Vector3d local = vertebra.frame.local(phantom_mm);
    const double box_mm = vertebra.rib_box.distance_mm(local);
    const double distance_mm = box_mm > near_mm ? box_mm : vertebra.ribs->distance_mm(local);
    near.clear_mm = std::min(near.clear_mm, std::max(box_mm, std::abs(distance_mm) / steepness));
    if (distance_mm > near_mm) continue;
    const BoneDistances whole{distance_mm, distance_mm + bone_.arch_cortex_mm};
    near.add({BoneAt::rib, cut(whole, nearest_mm - bone_.joint_gap_mm, bone_.arch_cortex_mm), local});
  }
}

BonesAt SpineColumn::bones_at(const Eigen::Vector3d& phantom_mm) const {
  BonesAt near;
  near.clear_mm = std::numeric_limits<double>::infinity();
  const auto consider = [&](const BoneAt& bone) {
    near.clear_mm = std::min(near.clear_mm, std::abs(bone.distances.outer_mm) / steepness);
    if (bone.distances.outer_mm < near_mm) near.add(bone);
  };
  for (std::size_t i = 0; i < vertebrae_.size(); ++i) {
    const VertebraModel& vertebra = vertebrae_[i];
    if (is_far(vertebra.ball, phantom_mm, near.clear_mm)) continue;
    const Eigen::Vector3d local = vertebra.frame.local(phantom_mm);
    const double box_mm =
        std::min(vertebra.body_box.distance_mm(local), vertebra.arch_box.distance_mm(local));
    near.clear_mm = std::min(near.clear_mm, std::max(box_mm, near_mm));
    if (box_mm < near_mm) consider({static_cast<int>(i), vertebra.distances(local), local});
  }
  if (sacrum_ && !is_far(sacrum_ball_, phantom_mm, near.clear_mm)) {
    const Eigen::Vector3d local = sacrum_frame_.local(phantom_mm);
    const double box_mm = sacrum_box_.distance_mm(local);
    near.clear_mm = std::min(near.clear_mm, std::max(box_mm, near_mm));
    if (box_mm < near_mm) consider({BoneAt::sacrum, sacrum_->distances(local), local});
  }
  if (head_) add_head(phantom_mm, near);
  keep_apart(near);
  add_ribs(phantom_mm, near);
  return near;
}

}  // namespace osteosign::phantom
