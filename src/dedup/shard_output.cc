#include "dedup/shard_output.h"

#include <cstddef>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace copydesk {

namespace {

// Calls `visit` with each folder between `folder` and `path` below it, the outer ones first, until one fails.
template <typename Visit>
absl::Status VisitFoldersBetween(const std::string& folder, const std::string& path, const Visit& visit) {
  if (folder.empty()) return absl::OkStatus();
  for (std::size_t slash = path.find('/', folder.size() + 1); slash != std::string::npos;
       slash = path.find('/', slash + 1)) {
    COPYDESK_RETURN_IF_ERROR(visit(path.substr(0, slash)));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckStaysInside(const std::string& folder, const std::string& path) {
  return VisitFoldersBetween(folder, path, [&](const std::string& between) {
    std::error_code error;
    if (!std::filesystem::is_symlink(std::filesystem::symlink_status(between, error))) return absl::OkStatus();
    return absl::InvalidArgumentError(
        absl::StrCat(between, ": is a symbolic link, and may lead out of ", folder, "; remove it"));
  });
}

absl::StatusOr<std::unique_ptr<ShardOutput>> ShardOutput::Create(const std::string& path, const std::string& folder,
                                                                 const OutputFile::Options& options,
                                                                 ExportCompression compression) {
  COPYDESK_RETURN_IF_ERROR(CheckStaysInside(folder, path));
  COPYDESK_RETURN_IF_ERROR(VisitFoldersBetween(folder, path, [](const std::string& at) { return CreateFolder(at); }));
  COPYDESK_ASSIGN_OR_RETURN(OutputFile file, OutputFile::Create(path, options));
  std::unique_ptr<ShardOutput> output(new ShardOutput(std::move(file), compression));
  COPYDESK_RETURN_IF_ERROR(output->Begin());  // a file of no bytes has one member too
  return output;
}

absl::Status ShardOutput::Begin() {
  const auto sink = [this](std::string_view bytes) {
    file_.Append(bytes);
    return absl::OkStatus();  // what the disk says comes with Commit
  };
  COPYDESK_ASSIGN_OR_RETURN(writer_, CompressTo(sink, compression_));
  return absl::OkStatus();
}

absl::Status ShardOutput::Append(std::string_view bytes) {
  if (writer_ == nullptr) COPYDESK_RETURN_IF_ERROR(Begin());
  return writer_->Append(bytes);
}

absl::Status ShardOutput::EndMember() {
  if (writer_ == nullptr) return absl::OkStatus();
  COPYDESK_RETURN_IF_ERROR(writer_->Finish());
  writer_ = nullptr;
  return absl::OkStatus();
}

absl::Status ShardOutput::Commit() {
  COPYDESK_RETURN_IF_ERROR(EndMember());
  return file_.Commit();
}

}  // namespace copydesk
