#include "pipeline/objects/sites.h"

#include "pipeline/objects/codes.h"

namespace osteosign {

CodedName site_of_level(const Measured<std::string>& level) {
  if (!level.known()) return code_of("vertebra");
  return code_of("level:" + level.value());
}

std::vector<FindingSite> sites_of(const LesionLocation& location) {
  FindingSite site;
  const bool in_rib = location.bone.known() && location.bone.value() == "rib";
  if (location.level.known() && in_rib)
    site.site = code_of("rib:" + location.level.value());
  else if (location.level.known())
    site.site = site_of_level(location.level);
  else if (location.bone.known())
    site.site = code_of("bone:" + location.bone.value());
  else
    return {};
  if (location.side.known()) site.laterality = code_of("side:" + location.side.value());
  if (location.part.known()) site.modifier = code_of("part:" + location.part.value());
  return {site};
}

}  // namespace osteosign
