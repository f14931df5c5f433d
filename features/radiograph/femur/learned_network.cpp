#include "features/radiograph/femur/learned_network.h"

namespace osteosign {

cv::dnn::Net learned_network(std::span<const unsigned char> onnx) {
  cv::dnn::Net network = cv::dnn::readNetFromONNX(reinterpret_cast<const char*>(onnx.data()), onnx.size());
  network.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
  network.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
  return network;
}

std::vector<cv::Mat1f> answers_of(cv::dnn::Net& network, const std::vector<cv::Mat1f>& channels) {
  // blobFromImage takes no pictures of two channels
  const cv::Mat1f& first = channels.front();
  cv::Mat input({1, static_cast<int>(channels.size()), first.rows, first.cols}, CV_32F);
  for (int i = 0; i < static_cast<int>(channels.size()); ++i)
    channels[static_cast<std::size_t>(i)].copyTo(cv::Mat1f(first.rows, first.cols, input.ptr<float>(0, i)));
  network.setInput(input);
  const cv::Mat said = network.forward();
  std::vector<cv::Mat1f> answers;
  for (int i = 0; i < said.size[1]; ++i)  // the network writes the next answer to the same place
    answers.push_back(
        cv::Mat1f(said.size[2], said.size[3], const_cast<float*>(said.ptr<float>(0, i))).clone());
  return answers;
}

cv::Mat1f probability(const cv::Mat1f& log_odds) {
  cv::Mat1f grown;
  cv::exp(-log_odds, grown);
  return cv::Mat1f(1 / (1 + grown));
}

cv::Mat1f asked(cv::dnn::Net& network, const std::vector<cv::Mat1f>& channels) {
  return probability(answers_of(network, channels).front());
}

cv::Mat1f mirrored(const cv::Mat1f& picture) {
  cv::Mat1f turned;
  cv::flip(picture, turned, 1);
  return turned;
}

}  // namespace osteosign
