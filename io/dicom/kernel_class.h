#pragma once
#include <string>

namespace osteosign {

/// What a convolution kernel was made for, best for bone first.
enum class KernelClass { bone, medium, soft, lung };

/// From Convolution Kernel (0018,1210) and Series Description (0008,103E). Names: GE BONE, BONEPLUS, EDGE,
/// DETAIL, STANDARD, SOFT, LUNG, CHEST; Siemens one or two letters and a number that grows with sharpness
/// (B70f, Br36, Hr60; Bl is lung); Canon FC01-FC29 soft tissue, FC30-FC49 and FC80 up bone, FC50-FC59 lung;
/// Philips A, B soft, C, D, E, YB to YD sharp, L lung. An unknown kernel is `medium`.
KernelClass kernel_class(const std::string& convolution_kernel, const std::string& series_description);

/// "bone kernel", "medium or unknown kernel", "soft kernel", "lung kernel".
std::string kernel_class_name(KernelClass kernel);

}  // namespace osteosign
