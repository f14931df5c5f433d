#include "features/radiograph/femur/learned_network.h"

namespace osteosign {

cv::dnn::Net learned_network(std::span<const unsigned char> onnx) {
  cv::dnn::Net network = cv::dnn::readNetFromONNX(reinterpret_cast<const char*>(onnx.data()), onnx.size());
  network.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
  network.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
  return network;
}

cv::Mat1f mirrored(const cv::Mat1f& picture) {
  cv::Mat1f turned;
  cv::flip(picture, turned, 1);
  return turned;
}

}  // namespace osteosign
