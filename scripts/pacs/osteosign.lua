-- Orthanc and osteosign: a stable study with CT or radiographs goes to osteosign, whose results come back by C-STORE or
-- STOW-RS. Of two results of the same kind in one study the older one is deleted (late images: osteosign has analyzed
-- the study anew). In orthanc.json: "LuaScripts": ["osteosign.lua"], and the modality "osteosign".

local status = 'http://127.0.0.1:11180'  -- the status address of `osteosign serve`
local read = { CT = true, CR = true, DX = true, RF = true, XA = true }

local function is_ours(tags)  -- phantoms have the same manufacturer, but are images
  return tags['Manufacturer'] == 'osteosign' and not read[tags['Modality']]
end

local function series_of(study)
  return ParseJson(RestApiGet('/studies/' .. study .. '/series'))
end

-- Results of an earlier analysis: the same modality and number of series, written before.
local function delete_older_results(series)
  local newest = {}
  for _, one in pairs(series) do
    local tags = one['MainDicomTags']
    if is_ours(tags) then
      local kind = (tags['Modality'] or '') .. ' ' .. (tags['SeriesNumber'] or '') .. ' ' .. (tags['SeriesDescription'] or '')
      local other = newest[kind]
      if other and other['LastUpdate'] ~= one['LastUpdate'] then
        local older = other['LastUpdate'] < one['LastUpdate'] and other or one
        if older == other then newest[kind] = one end
        RestApiDelete('/series/' .. older['ID'])
      elseif not other then
        newest[kind] = one
      end
    end
  end
end

function OnStableStudy(study, tags, metadata, origin)
  local series = series_of(study)
  local images, objects = {}, 0
  for _, one in pairs(series) do
    if not is_ours(one['MainDicomTags']) and read[one['MainDicomTags']['Modality']] then
      table.insert(images, one['ID'])
      objects = objects + #one['Instances']
    end
  end
  delete_older_results(series)
  -- Also when results came after the last image: an image may have come while they were made, and osteosign
  -- knows a study that it has analyzed.
  if #images == 0 then return end
  HttpPost(status .. '/announce?study=' .. tags['StudyInstanceUID'] .. '&objects=' .. objects, '')
  RestApiPost('/modalities/osteosign/store', DumpJson({ Resources = images, Synchronous = false, Permissive = true }, true))
end
