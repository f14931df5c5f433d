#pragma once
#include <string>
#include <vector>

namespace osteosign {

/// One primary tumour, or what has to be told from it, with the facts that fit it.
struct TumourKnowledge {
  std::string id, name, tissue, nature;
  std::vector<std::string> fits;             ///< expected: the opposite speaks against
  std::vector<std::string> supported_by;     ///< speaks for when it is so
  std::vector<std::string> contradicted_by;  ///< speaks against when it is so
  std::string remark;
  std::string when_benign;  ///< what to do when the appearance is benign; empty where the seed says nothing
  std::string source;
};

/// One organ whose cancer spreads to bone.
struct OriginKnowledge {
  std::string id, name;
  std::vector<std::string> also_called;  ///< in lower case, as a context file may name a known primary
  std::vector<std::string> supported_by, contradicted_by;
  std::string remark, source;
};

struct StepKnowledge {
  std::string id;
  std::vector<std::string> when;    ///< facts that must be true
  std::vector<std::string> unless;  ///< facts that must not be true; unknown ones stop no step
  std::string text, source;
};

/// The tables of classify/knowledge, in their order.
struct Knowledge {
  std::vector<TumourKnowledge> tumours;
  std::vector<OriginKnowledge> origins;
  std::string origins_note;  ///< always printed beside the list of origins
  std::vector<StepKnowledge> steps;
  std::string version;
};

/// Those that are built in.
const Knowledge& knowledge();

/// From three texts. Throws UsageError with file and key on an unknown or repeated key or id, a missing one,
/// a wrong type, or a fact that is not described.
Knowledge parse_knowledge(const std::string& tumours, const std::string& origins, const std::string& steps);

}  // namespace osteosign
