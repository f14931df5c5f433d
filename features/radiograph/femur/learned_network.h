#pragma once
#include <opencv2/dnn.hpp>
#include <span>
#include <vector>

namespace osteosign {

/// The network of an ONNX file in memory, for the CPU.
cv::dnn::Net learned_network(std::span<const unsigned char> onnx);

/// What a network says of these channels: all of its outputs, as they are.
std::vector<cv::Mat1f> answers_of(cv::dnn::Net& network, const std::vector<cv::Mat1f>& channels);

/// The logistic function of log odds.
cv::Mat1f probability(const cv::Mat1f& log_odds);

/// What a network of one output says, as probabilities.
cv::Mat1f asked(cv::dnn::Net& network, const std::vector<cv::Mat1f>& channels);

/// Left and right exchanged: a network is asked of a picture and of its mirror image, and the mean is taken.
cv::Mat1f mirrored(const cv::Mat1f& picture);

}  // namespace osteosign
