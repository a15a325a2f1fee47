#include "dedup/shard_output.h"

#include <cstddef>
#include <utility>

#include "base/status.h"

namespace copydesk {

absl::StatusOr<std::unique_ptr<ShardOutput>> ShardOutput::Create(const std::string& path, const std::string& folder,
                                                                 const OutputFile::Options& options,
                                                                 ExportCompression compression) {
  if (!folder.empty()) {
    for (std::size_t slash = path.find('/', folder.size() + 1); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
      COPYDESK_RETURN_IF_ERROR(CreateFolder(path.substr(0, slash)));
    }
  }
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
