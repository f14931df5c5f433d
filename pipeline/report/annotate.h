#pragma once
#include <Eigen/Core>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "io/values/measured.h"

namespace osteosign {

/// Colours of the report, chosen to be told apart without colour vision (Okabe and Ito), on grey pictures.
struct Ink {
  int red, green, blue;
};
inline constexpr Ink lesion_ink{240, 228, 66};
inline constexpr Ink bone_ink{86, 180, 233};
inline constexpr Ink box_ink{230, 159, 0};
inline constexpr Ink pedicle_ink{204, 121, 167};
inline constexpr Ink endplate_ink{0, 158, 115};
inline constexpr Ink height_ink{240, 228, 66};
inline constexpr Ink malignant_ink{255, 140, 40};
inline constexpr Ink text_ink{255, 255, 255};

/// Grey picture from values: `centre` +- half `width` spans black to white. Three channels, red first.
cv::Mat3b windowed(const cv::Mat1f& values, double centre, double width);
/// Draws the borders of the regions above 127.
void draw_region_borders(cv::Mat3b& picture, const cv::Mat1b& region, const Ink& ink);
/// A cross that leaves its middle free.
void draw_cross(cv::Mat3b& picture, int column, int row, const Ink& ink);
/// A rectangle with both corners on it.
void draw_box(cv::Mat3b& picture, const cv::Rect& box, const Ink& ink);
/// A line through points given as column and row.
void draw_path(cv::Mat3b& picture, const std::vector<Eigen::Vector2d>& points, const Ink& ink);
/// A small disc at a column and row.
void draw_dot(cv::Mat3b& picture, const Eigen::Vector2d& at, const Ink& ink);
/// Text in any ink on a dark ground, its lower left corner at a column and row.
void draw_label(cv::Mat3b& picture, const std::string& text, const Eigen::Vector2d& at, const Ink& ink);
/// White text on a dark ground, its lower left corner at (column, row).
void draw_text(cv::Mat3b& picture, const std::string& text, int column, int row);
/// A bar of a round length in the lower right corner, with its length; nothing when the scale is unknown.
void draw_scale_bar(cv::Mat3b& picture, const Measured<double>& mm_per_px);

}  // namespace osteosign
