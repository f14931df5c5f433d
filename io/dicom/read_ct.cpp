#include "io/dicom/read_ct.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "io/dicom/ct_slices.h"
#include "io/dicom/volume_plan.h"

namespace osteosign {
namespace {

/// Inputs of the plan that one task decodes: all from one file, so that it is loaded once.
struct DecodeTask {
  std::vector<std::size_t> inputs;
  std::string failure;  ///< set by the task when the file cannot be decoded
  std::size_t clamped = 0;
  std::map<int, int> undeclared_padding;  ///< slices by padding value in HU
};

std::vector<DecodeTask> decode_tasks(const std::vector<CtSlice>& slices, const VolumePlan& plan) {
  constexpr std::size_t frames_a_task = 32;
  std::map<std::filesystem::path, std::vector<std::size_t>> by_file;
  for (std::size_t input = 0; input < plan.inputs.size(); ++input)
    by_file[slices[plan.inputs[input].plane].file].push_back(input);
  std::vector<DecodeTask> tasks;
  for (const auto& [file, inputs] : by_file)
    for (std::size_t first = 0; first < inputs.size(); first += frames_a_task) {
      DecodeTask task;
      const std::size_t last = std::min(first + frames_a_task, inputs.size());
      for (std::size_t i = first; i < last; ++i) task.inputs.push_back(inputs[i]);
      tasks.push_back(std::move(task));
    }
  return tasks;
}

/// "FILE: reason" -> "reason", since the file is listed beside it.
std::string without_file(const std::string& message, const std::filesystem::path& file) {
  const std::string start = file.string() + ": ";
  return message.starts_with(start) ? message.substr(start.size()) : message;
}

/// The inputs of the plan on their common raster, one after the other.
struct DecodedStack {
  std::vector<std::int16_t> voxels;
  std::vector<DecodeTask> tasks;
};

void decode_into(std::vector<std::int16_t>& stack, DecodeTask& task, const std::vector<CtSlice>& slices,
                 const VolumePlan& plan) {
  std::vector<CtSlice> wanted;
  for (const std::size_t input : task.inputs) wanted.push_back(slices[plan.inputs[input].plane]);
  try {
    std::vector<HounsfieldSlice> decoded = decode_ct_slices(wanted);
    for (std::size_t i = 0; i < decoded.size(); ++i) {
      const std::size_t input = task.inputs[i];
      if (plan.layout.shifted())
        decoded[i].values = shifted_slice(decoded[i].values, wanted[i].columns, wanted[i].rows,
                                          plan.inputs[input].shift_px, plan.layout);
      std::copy(decoded[i].values.begin(), decoded[i].values.end(),
                stack.begin() + static_cast<std::ptrdiff_t>(input * decoded[i].values.size()));
      task.clamped += decoded[i].clamped;
      if (decoded[i].undeclared_padding_hu)
        ++task.undeclared_padding[static_cast<int>(std::lround(*decoded[i].undeclared_padding_hu))];
    }
  } catch (const Failure& failure) {
    task.failure = without_file(failure.what(), wanted.front().file);
  }
}

DecodedStack decode_stack(const std::vector<CtSlice>& slices, const VolumePlan& plan) {
  DecodedStack stack;
  stack.tasks = decode_tasks(slices, plan);
  const std::size_t slice_voxels =
      static_cast<std::size_t>(plan.layout.columns) * static_cast<std::size_t>(plan.layout.rows);
  stack.voxels.resize(slice_voxels * plan.inputs.size());
  tbb::parallel_for(std::size_t{0}, stack.tasks.size(),
                    [&](std::size_t i) { decode_into(stack.voxels, stack.tasks[i], slices, plan); });
  return stack;
}

/// The block: the stack itself when no slice has to be blended.
std::vector<std::int16_t> blended(std::vector<std::int16_t> stack, const VolumePlan& plan) {
  if (plan.one_to_one()) return stack;
  const std::size_t slice_voxels = stack.size() / plan.inputs.size();
  std::vector<std::int16_t> block(slice_voxels * plan.outputs.size());
  tbb::parallel_for(std::size_t{0}, plan.outputs.size(), [&](std::size_t z) {
    const VolumePlan::Output& output = plan.outputs[z];
    const std::int16_t* lower = stack.data() + output.lower * slice_voxels;
    const std::int16_t* upper = stack.data() + output.upper * slice_voxels;
    for (std::size_t i = 0; i < slice_voxels; ++i)
      block[z * slice_voxels + i] =
          static_cast<std::int16_t>(std::lround(lower[i] + output.upper_weight * (upper[i] - lower[i])));
  });
  return block;
}

std::vector<SliceSource> slice_sources(const std::vector<CtSlice>& slices, const VolumePlan& plan) {
  std::vector<SliceSource> sources;
  for (const VolumePlan::Output& output : plan.outputs)
    sources.push_back(output.interpolated() ? SliceSource{{}, 0, true}
                                            : slices[plan.inputs[output.lower].plane].source);
  return sources;
}

std::vector<std::string> pixel_notes(const std::vector<DecodeTask>& tasks) {
  std::size_t clamped = 0;
  std::map<int, int> padding;
  for (const DecodeTask& task : tasks) {
    clamped += task.clamped;
    for (const auto& [hounsfield, slices] : task.undeclared_padding) padding[hounsfield] += slices;
  }
  std::vector<std::string> notes;
  if (clamped > 0)
    notes.push_back(
        fmt::format("{} voxels lie beyond -32768 to 32767 HU and were set to these limits", clamped));
  for (const auto& [hounsfield, slices] : padding)
    notes.push_back(
        fmt::format("{} HU in a corner of {} slices is taken for padding; PixelPaddingValue "
                    "(0028,0120) does not say so",
                    hounsfield, slices));
  return notes;
}

/// Moves what could not be decoded from `slices` to `refused`; true when there was something.
bool refuse_undecodable(const std::vector<DecodeTask>& tasks, const VolumePlan& plan,
                        std::vector<CtSlice>& slices, std::vector<RefusedFile>& refused) {
  std::map<std::filesystem::path, std::string> broken;
  for (const DecodeTask& task : tasks)
    if (!task.failure.empty())
      broken.try_emplace(slices[plan.inputs[task.inputs.front()].plane].file, task.failure);
  for (const auto& [file, reason] : broken) refused.push_back({file, reason});
  std::erase_if(slices, [&broken](const CtSlice& slice) { return broken.contains(slice.file); });
  return !broken.empty();
}

std::string refused_list(const std::vector<RefusedFile>& refused) {
  constexpr std::size_t most_listed = 3;
  std::string list;
  for (std::size_t i = 0; i < std::min(refused.size(), most_listed); ++i)
    list += fmt::format("; {}: {}", refused[i].file.string(), refused[i].reason);
  return refused.empty() ? list : fmt::format(" ({} files could not be read{})", refused.size(), list);
}

VolumePlan plan_of(const std::vector<CtSlice>& slices, GapPolicy policy,
                   const std::vector<RefusedFile>& refused) {
  std::vector<ImagePlane> planes;
  for (const CtSlice& slice : slices) planes.push_back(slice.plane);
  try {
    if (slices.empty()) throw InputError("no slice could be read", FailureKind::not_usable);
    return plan_volume(planes, slices.front().columns, slices.front().rows, policy);
  } catch (const Failure& failure) {
    throw InputError(failure.what() + refused_list(refused), failure.kind());
  }
}

/// "frame 7 is " for a frame of a multi-frame image, whose other frames may well be used.
std::string subject_of(const CtSlice& slice) {
  return slice.source.frame > 0 ? fmt::format("frame {} is ", slice.source.frame) : std::string{};
}

/// Readable slices that are not part of the block.
std::vector<RefusedFile> unused_slices(const std::vector<CtSlice>& slices, const VolumePlan& plan) {
  std::vector<RefusedFile> unused;
  for (const auto& duplicate : plan.duplicates)
    unused.push_back(
        {slices[duplicate.dropped].file,
         fmt::format("{}at the same position as {} ({:.3f} mm apart)", subject_of(slices[duplicate.dropped]),
                     slices[duplicate.kept].file.string(), duplicate.distance_mm)});
  for (const std::size_t slice : plan.left_out)
    unused.push_back(
        {slices[slice].file, subject_of(slices[slice]) + "outside the evenly spaced part that is kept"});
  return unused;
}

/// Says how many of the dropped slices show something else than the slice that is kept at their position.
/// A dropped slice that cannot be decoded differs as far as anybody can tell.
std::vector<std::string> duplicate_notes(const std::vector<CtSlice>& slices, const VolumePlan& plan) {
  std::vector<char> differs(plan.duplicates.size());
  tbb::parallel_for(std::size_t{0}, differs.size(), [&](std::size_t i) {
    const auto decoded = [&](std::size_t slice) { return decode_ct_slices({slices[slice]}).front().values; };
    try {
      differs[i] = decoded(plan.duplicates[i].dropped) != decoded(plan.duplicates[i].kept);
    } catch (const Failure&) {
      differs[i] = 1;
    }
  });
  const auto count = std::count(differs.begin(), differs.end(), char{1});
  if (count == 0) return {};
  return {
      fmt::format("{} of {} duplicate slices hold other pixels than the slice that is kept: the first by "
                  "instance number is kept",
                  count, plan.duplicates.size())};
}

ReadCt read_block(const SeriesEntry& series, GapPolicy policy) {
  CtSlices read = read_ct_slices(series);
  while (true) {
    const VolumePlan plan = plan_of(read.slices, policy, read.refused);
    DecodedStack stack = decode_stack(read.slices, plan);
    // A slice without pixels is a missing slice: what remains is planned anew.
    if (refuse_undecodable(stack.tasks, plan, read.slices, read.refused)) continue;
    CtVolume ct{.grid = plan.grid,
                .hounsfield = blended(std::move(stack.voxels), plan),
                .acquisition = read.acquisition,
                .geometry = plan.geometry,
                .slices = slice_sources(read.slices, plan)};
    for (std::string& note : pixel_notes(stack.tasks)) ct.geometry.notes.push_back(std::move(note));
    for (std::string& note : duplicate_notes(read.slices, plan)) ct.geometry.notes.push_back(std::move(note));
    for (RefusedFile& unused : unused_slices(read.slices, plan)) read.refused.push_back(std::move(unused));
    return {std::move(ct), std::move(read.refused)};
  }
}

}  // namespace

ReadCt read_ct(const SeriesEntry& series, GapPolicy policy) {
  try {
    if (series.kind != SeriesKind::ct)
      throw InputError(series.note.empty() ? "no CT series" : series.note, FailureKind::not_usable);
    return read_block(series, policy);
  } catch (const Failure& failure) {
    const std::string name = series.description.empty() ? series.series_instance_uid : series.description;
    throw InputError(fmt::format("read CT series '{}': {}", name, failure.what()), failure.kind());
  }
}

}  // namespace osteosign
