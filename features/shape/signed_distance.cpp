#include "features/shape/signed_distance.h"

#include <itkImage.h>
#include <itkImportImageFilter.h>
#include <itkRecursiveGaussianImageFilter.h>
#include <itkSignedMaurerDistanceMapImageFilter.h>

#include <algorithm>

namespace osteosign {
namespace {

template <class Pixel>
typename itk::Image<Pixel, 3>::Pointer image_of(const ImageGrid& grid, const std::vector<Pixel>& values) {
  using Image = itk::Image<Pixel, 3>;
  typename Image::Pointer image = Image::New();
  typename Image::SizeType size;
  typename Image::SpacingType spacing;
  for (unsigned axis = 0; axis < 3; ++axis) {
    size[axis] = static_cast<itk::SizeValueType>(grid.size[axis]);
    spacing[axis] = grid.spacing_mm[static_cast<int>(axis)];
  }
  image->SetRegions(typename Image::RegionType(size));
  image->SetSpacing(spacing);
  image->Allocate();
  std::copy(values.begin(), values.end(), image->GetBufferPointer());
  return image;
}

using FloatImage = itk::Image<float, 3>;

std::vector<float> values_of(const FloatImage& image, std::size_t count) {
  const float* first = image.GetBufferPointer();
  return {first, first + count};
}

}  // namespace

std::vector<float> signed_distance_mm(const ImageGrid& grid, const std::vector<std::uint8_t>& inside) {
  const auto set = std::count_if(inside.begin(), inside.end(), [](std::uint8_t v) { return v != 0; });
  const Eigen::Vector3d extent(grid.size[0], grid.size[1], grid.size[2]);
  const auto diagonal = static_cast<float>(extent.cwiseProduct(grid.spacing_mm).norm());
  if (set == 0) return std::vector<float>(inside.size(), diagonal);
  if (set == static_cast<std::ptrdiff_t>(inside.size())) return std::vector<float>(inside.size(), -diagonal);
  // The distance to the nearest voxel of the other kind, from either side: their half difference puts the
  // border midway between the two voxels.
  using Maurer = itk::SignedMaurerDistanceMapImageFilter<itk::Image<std::uint8_t, 3>, FloatImage>;
  const auto distance_to = [&](const std::vector<std::uint8_t>& mask) {
    const auto filter = Maurer::New();
    filter->SetInput(image_of(grid, mask));
    filter->SetUseImageSpacing(true);
    filter->SetSquaredDistance(false);
    filter->SetInsideIsPositive(false);
    filter->SetBackgroundValue(0);
    filter->Update();
    return values_of(*filter->GetOutput(), mask.size());
  };
  std::vector<std::uint8_t> outside(inside.size());
  std::transform(inside.begin(), inside.end(), outside.begin(),
                 [](std::uint8_t v) { return static_cast<std::uint8_t>(v == 0); });
  std::vector<float> distance = distance_to(inside);
  const std::vector<float> from_outside = distance_to(outside);
  for (std::size_t i = 0; i < distance.size(); ++i) distance[i] = 0.5F * (distance[i] - from_outside[i]);
  return distance;
}

std::vector<float> smoothed(const ImageGrid& grid, const std::vector<float>& values, double sigma_mm) {
  constexpr int fewest_voxels = 4;
  FloatImage::Pointer image = image_of(grid, values);
  for (unsigned axis = 0; axis < 3; ++axis) {
    if (grid.size[axis] < fewest_voxels) continue;
    const auto filter = itk::RecursiveGaussianImageFilter<FloatImage, FloatImage>::New();
    filter->SetInput(image);
    filter->SetDirection(axis);
    filter->SetSigma(sigma_mm);
    filter->SetOrder(itk::GaussianOrderEnum::ZeroOrder);
    filter->Update();
    image = filter->GetOutput();
    image->DisconnectPipeline();
  }
  return values_of(*image, values.size());
}

}  // namespace osteosign
