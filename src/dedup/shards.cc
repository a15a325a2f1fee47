#include "dedup/shards.h"

#include <filesystem>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "read/byte_source.h"
#include "read/input_list.h"
#include "read/open_stream.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;

bool IsFolder(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

// The name of an input file in the folder of outputs: of one found in a folder its path below that.
std::string NameOf(const InputFile& file, const std::vector<std::string>& inputs) {
  if (!file.walked) return fs::path(file.path).filename().string();
  for (const std::string& input : inputs) {
    std::string folder = input;
    if (!folder.ends_with('/')) folder += '/';
    if (file.path.starts_with(folder)) return file.path.substr(folder.size());
  }
  return fs::path(file.path).filename().string();
}

}  // namespace

absl::StatusOr<ShardList> ListShards(const std::vector<std::string>& inputs, const std::string& output) {
  for (const std::string& input : inputs) {
    if (input != kStandardInput) continue;
    return absl::InvalidArgumentError(
        "dedup reads its input twice, which standard input does not allow; write it to a file and name that");
  }
  COPYDESK_ASSIGN_OR_RETURN(const InputList list, ListInputs(inputs));
  ShardList result;
  const bool to_file = inputs.size() == 1 && !IsFolder(inputs.front()) && !IsFolder(output) && !output.ends_with('/');
  if (to_file) {
    result.shards.push_back({.input = inputs.front(), .output = output, .problem = ""});
    return result;
  }
  result.folder = output;
  while (result.folder.size() > 1 && result.folder.ends_with('/')) result.folder.pop_back();
  std::map<std::string, std::string> input_of;
  for (const InputFile& file : list.files) {
    const std::string name = NameOf(file, inputs);
    const auto [other, is_new] = input_of.emplace(name, file.path);
    if (!is_new) {
      return absl::InvalidArgumentError(absl::StrCat(other->second, " and ", file.path, " would both be written as ",
                                                     name, "; rename one, or write them into two folders"));
    }
    result.shards.push_back(
        {.input = file.path, .output = absl::StrCat(result.folder, "/", name), .problem = file.problem});
  }
  return result;
}

absl::StatusOr<OpenShard> OpenShardInput(const std::string& path, const ReaderOptions& options) {
  OpenShard shard;
  const auto open = [&]() -> absl::StatusOr<std::unique_ptr<ByteSource>> {
    auto source = OpenFile(path, FileKind::kAny, options.cancel);
    if (source.ok()) return source;
    return absl::Status(source.status().code(), absl::StrCat(path, ": ", source.status().message()));
  };
  constexpr std::size_t kMagicBytes = 4;
  {
    COPYDESK_ASSIGN_OR_RETURN(std::unique_ptr<ByteSource> source, open());
    BufferedInput stored(std::move(source), kMagicBytes);
    stored.Fill(kMagicBytes);
    shard.compression = SniffCompression(stored.data());
  }
  COPYDESK_ASSIGN_OR_RETURN(std::unique_ptr<ByteSource> source, open());
  COPYDESK_ASSIGN_OR_RETURN(shard.input,
                            OpenDecompressed(std::move(source), options.allow_large_window, shard.bytes.get()));
  shard.input->Fill(kSniffBytes);
  const std::string_view head = shard.input->data();
  if ((head.empty() && shard.input->status().ok()) || SniffCompression(head) != Compression::kNone ||
      !UnsupportedFormat(head, /*markup=*/options.format == InputFormat::kAuto).empty()) {
    shard.format = ShardFormat::kUnknown;
    return shard;
  }
  const InputFormat format = options.format == InputFormat::kAuto ? SniffText(path, head) : options.format;
  const bool archive = format == InputFormat::kWarc || format == InputFormat::kWet;
  if (head.empty() && !archive) {  // damaged from the start
    shard.format = ShardFormat::kUnknown;
    return shard;
  }
  shard.format = archive                             ? ShardFormat::kWarc
                 : format == InputFormat::kJsonLines ? ShardFormat::kLines
                                                     : ShardFormat::kWhole;
  shard.is_page = format == InputFormat::kHtml;
  return shard;
}

}  // namespace copydesk
