// The bytes of the records that describe a whole store; docs/store-format.md has them one by one.
#ifndef COPYDESK_STORE_META_CODEC_H_
#define COPYDESK_STORE_META_CODEC_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/store.h"

namespace copydesk {

// The version of everything in docs/store-format.md. A store of another one is refused.
inline constexpr std::uint64_t kStoreFormatVersion = 6;

struct IdentityRecord {
  StoreIdentity identity;

  // SketchConfig::Describe() of the library that made the store. It differs from what this library says of the same
  // fields when the versions of hashes or tables differ.
  std::string line;
};

// InvalidArgument, naming what is wrong, unless the plan has at least one band and row and fits the bins.
[[nodiscard]] absl::Status CheckBandPlan(const BandPlan& bands, int bins);

[[nodiscard]] std::string EncodeIdentity(const IdentityRecord& record);

// DataLoss for bytes that EncodeIdentity cannot have written, a line that does not have the stored fingerprint among
// them; FailedPrecondition for another format version. Whether `line` is what this library says of the fields is left
// to the caller.
[[nodiscard]] absl::StatusOr<IdentityRecord> DecodeIdentity(std::string_view bytes);

// The number of documents.
[[nodiscard]] std::string EncodeCounter(std::uint64_t count);
[[nodiscard]] absl::StatusOr<std::uint64_t> DecodeCounter(std::string_view bytes);

// Which model a store has: what its sections are called, in ascending order, and in how many chunks each is kept.
struct ModelRecord {
  std::uint64_t version = 0;  // 0: none
  std::vector<std::pair<std::string, std::uint32_t>> sections;

  friend bool operator==(const ModelRecord&, const ModelRecord&) = default;
};

// Of which documents the matches are kept.
[[nodiscard]] std::string EncodeMatched(const MatchedDocuments& matched);
[[nodiscard]] absl::StatusOr<MatchedDocuments> DecodeMatched(std::string_view bytes);

// What names of sections are made of: InvalidArgument for another name.
[[nodiscard]] absl::Status CheckSectionName(std::string_view name);

[[nodiscard]] std::string EncodeModelRecord(const ModelRecord& record);
[[nodiscard]] absl::StatusOr<ModelRecord> DecodeModelRecord(std::string_view bytes);

// One line for messages: configuration, bands, and whether texts are kept.
[[nodiscard]] std::string DescribeIdentity(std::string_view line, const BandPlan& bands, bool keep_text);

}  // namespace copydesk

#endif  // COPYDESK_STORE_META_CODEC_H_
