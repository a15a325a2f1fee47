#include "store/committed_file.h"

#include <rocksdb/env.h>

#include <memory>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/hash.h"
#include "base/status.h"
#include "store/rocksdb_status.h"

namespace copydesk {
namespace {

constexpr std::size_t kChecksumSize = 8;

std::string PathOf(const std::string& folder) { return absl::StrCat(folder, "/", ToAbsl(kCommittedFile)); }

rocksdb::Status SyncFolder(const std::string& folder) {
  std::unique_ptr<rocksdb::Directory> directory;
  rocksdb::Status status = rocksdb::Env::Default()->NewDirectory(folder, &directory);
  if (status.ok()) status = directory->Fsync();
  return status;
}

}  // namespace

absl::StatusOr<Committed> ReadCommitted(const std::string& folder) {
  const std::string path = PathOf(folder);
  std::string bytes;
  rocksdb::Env* env = rocksdb::Env::Default();
  if (env->FileExists(path).IsNotFound()) return Committed();
  COPYDESK_RETURN_IF_ERROR(ToAbslStatus(rocksdb::ReadFileToString(env, path, &bytes), path));
  // Those of format versions 2 and 3, which their identity refuses, were shorter.
  constexpr std::size_t kWithModel = 24;
  constexpr std::size_t kWhole = 32;
  Decoder decoder(bytes);
  Committed committed;
  std::uint64_t checksum = 0;
  decoder.Fixed64(&committed.documents);
  if (bytes.size() >= kWhole) decoder.Fixed64(&committed.forgotten);
  if (bytes.size() >= kWithModel) decoder.Fixed64(&committed.model);
  decoder.Fixed64(&checksum);
  const std::string_view view = bytes;
  if (decoder.Finished() && checksum == Hash64(view.substr(0, view.size() - kChecksumSize))) return committed;
  return absl::DataLossError(absl::StrCat(path, " does not have the checksum that it says"));
}

absl::Status WriteCommitted(const std::string& folder, const Committed& committed) {
  const std::string path = PathOf(folder);
  const std::string draft = absl::StrCat(path, ".dbtmp");
  std::string bytes;
  PutFixed64(&bytes, committed.documents);
  PutFixed64(&bytes, committed.forgotten);
  PutFixed64(&bytes, committed.model);
  PutFixed64(&bytes, Hash64(bytes));
  rocksdb::Env* env = rocksdb::Env::Default();
  rocksdb::Status status = rocksdb::WriteStringToFile(env, bytes, draft, /*should_sync=*/true);
  if (status.ok()) status = env->RenameFile(draft, path);
  if (status.ok()) status = SyncFolder(folder);
  return ToAbslStatus(status, path);
}

}  // namespace copydesk
