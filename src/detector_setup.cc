#include "detector_setup.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/parallel.h"
#include "base/status.h"
#include "base/temporary_file.h"
#include "copydesk/compare.h"
#include "match/stored_model.h"

namespace copydesk {

absl::Status ValidateOptions(const Options& options) {
  COPYDESK_RETURN_IF_ERROR(options.sketch.Validate());
  COPYDESK_RETURN_IF_ERROR(Validate(options.rules));
  if (!(options.recall >= 0.5 && options.recall <= 0.9999)) {  // so written that NaN is out of range
    return absl::InvalidArgumentError(absl::StrCat("recall is ", options.recall, "; it must be from 0.5 to 0.9999"));
  }
  if (options.posting_cap < 2 || options.bucket_cap < 2 || options.copy_cap < 1) {
    return absl::InvalidArgumentError("posting_cap and bucket_cap must be at least 2, copy_cap at least 1");
  }
  if (options.term_cap < 2 || options.story_cap < 2 || options.link_cap < 2) {
    return absl::InvalidArgumentError("term_cap, story_cap and link_cap must be at least 2");
  }
  constexpr double kMaxWindowHours = 10 * 366 * 24;
  if (!(options.window_hours >= 0 && options.window_hours <= kMaxWindowHours)) {
    return absl::InvalidArgumentError(
        absl::StrCat("a window of ", options.window_hours, " hours; it must be from 0 to ", kMaxWindowHours));
  }
  if (options.store.empty() && options.versions == VersionPolicy::kReplace) {
    return absl::InvalidArgumentError("texts are replaced in a store on disk only");
  }
  if (!(options.story_threshold > 0 && options.story_threshold <= 1)) {
    return absl::InvalidArgumentError(
        absl::StrCat("the story threshold is ", options.story_threshold, "; it must be above 0 and up to 1"));
  }
  return absl::OkStatus();
}

Relation WeakestNeeded(const Options& options) {
  if (options.stories) return Relation::kQuote;
  Relation weakest = Relation::kContains;
  for (const Relation relation : options.relations) {
    if (relation != Relation::kNone) weakest = std::min(weakest, relation);
  }
  return weakest;
}

absl::StatusOr<std::unique_ptr<Store>> OpenStore(const Options& options) {
  const BandPlan bands = ChooseBands(options.sketch.bins, options.rules.near_jaccard, options.recall);
  if (options.store.empty()) {
    return OpenMemoryStore(options.sketch, bands,
                           {.memory = options.memory,
                            .temporary_folder = options.temporary_folder,
                            .threads = ThreadCount(options.threads)});
  }
  DiskStoreOptions disk;
  disk.config = options.sketch;
  disk.bands = bands;
  disk.keep_text = options.keep_text;
  disk.read_only = options.read_only;
  disk.threads = ThreadCount(options.threads);
  if (options.use_store_configuration) {
    const absl::StatusOr<StoreIdentity> identity = ReadStoreIdentity(options.store);
    if (identity.ok()) {
      disk.config = identity->config;
      disk.bands = identity->bands;
      disk.keep_text = identity->keep_text;
    } else if (!absl::IsNotFound(identity.status())) {
      return identity.status();
    }
  }
  return OpenDiskStore(options.store, disk);
}

absl::StatusOr<std::shared_ptr<const Model>> LoadModelOf(const Store& store, const std::string& path) {
  absl::StatusOr<std::shared_ptr<const Model>> model = LoadModel(store);
  if (model.ok() || path.empty()) return model;
  return absl::Status(model.status().code(), absl::StrCat("store ", path, ": ", model.status().message()));
}

absl::StatusOr<std::shared_ptr<const Model>> OpenModelOf(const std::string& path) {
  COPYDESK_ASSIGN_OR_RETURN(const StoreIdentity identity, ReadStoreIdentity(path));
  COPYDESK_ASSIGN_OR_RETURN(
      const std::unique_ptr<Store> store,
      OpenDiskStore(path, {.config = identity.config, .bands = identity.bands, .read_only = true}));
  COPYDESK_ASSIGN_OR_RETURN(std::shared_ptr<const Model> model, LoadModelOf(*store, path));
  if (model != nullptr) return model;
  return absl::FailedPreconditionError(
      absl::StrCat("store ", path, " has no model; learn one with copydesk store learn --store ", path));
}

absl::Status CheckSpace(const Options& options, std::uint64_t input_bytes) {
  constexpr std::uint64_t kTemporaryBytes = 3;  // a byte of input
  const std::uint64_t needed = input_bytes * kTemporaryBytes;
  if (!options.store.empty() || options.memory == 0 || needed <= options.memory) return absl::OkStatus();
  COPYDESK_ASSIGN_OR_RETURN(const std::uint64_t free, FreeSpace(options.temporary_folder));
  if (needed <= free) return absl::OkStatus();
  return absl::ResourceExhaustedError(
      absl::StrCat("temporary files may need ", needed, " bytes, and ",
                   options.temporary_folder.empty() ? TemporaryFolderName() : options.temporary_folder, " has ", free,
                   " bytes free; name another folder with --temp-dir, or allow more --memory"));
}

}  // namespace copydesk
