#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace osteosign {

/// Where the service keeps what. Names are hashes: no identity, and no character of a UID reaches a path.
struct ServiceFolders {
  std::filesystem::path root;

  std::filesystem::path arriving() const { return root / "arriving"; }
  std::filesystem::path studies() const { return root / "studies"; }
  std::filesystem::path queue() const { return root / "queue.sqlite"; }
  std::filesystem::path study(const std::string& study) const { return studies() / study; }
  std::filesystem::path images(const std::string& study) const { return studies() / study / "images"; }
  std::filesystem::path image(const std::string& study, const std::string& image) const;
  /// The images of one job, as hard links: later ones do not get in.
  std::filesystem::path input(const std::string& study, const std::string& job) const;
  std::filesystem::path results(const std::string& study) const { return studies() / study / "results"; }
  std::filesystem::path result(const std::string& study, const std::string& job) const;
  /// What the worker said on standard error.
  std::filesystem::path worker_log(const std::string& study, const std::string& job) const;
};

/// Keys of a study and of an image: 32 hexadecimal digits that tell their UIDs apart.
std::string key_of_study(const std::string& study_instance_uid);
std::string key_of_image(const std::string& sop_instance_uid);

/// Makes the folders, removes what was arriving when an earlier service ended. Throws OutputError.
void prepare_folders(const ServiceFolders& folders);

/// Makes sure that the files of a folder and their names survive the end of the machine.
void flush_files(const std::filesystem::path& folder);

/// Makes sure that everything written on the disk of a folder survives the end of the machine.
void flush_disk(const std::filesystem::path& folder);

/// Bytes of the files below a folder; 0 when it is not there. Hard links count once.
std::uint64_t bytes_below(const std::filesystem::path& folder);

/// Files of a finished result that are sent, in the order of their names.
std::vector<std::filesystem::path> dicom_files_of(const std::filesystem::path& result);

}  // namespace osteosign
