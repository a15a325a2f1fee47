#include "store/posting_merge.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/disk_keys.h"
#include "store/posting_bucket.h"
#include "store/slice_view.h"

namespace copydesk {
namespace {

using rocksdb::Slice;

// The changes as one; nothing when one of them does not decode.
template <typename Operands>
std::optional<PostingChange> Combine(const Slice& key, const Slice* first, const Operands& operands) {
  const std::optional<std::uint32_t> bucket = ParseBucketKey(View(key));
  if (!bucket.has_value()) return std::nullopt;
  std::vector<PostingChange> changes;
  const auto decode = [&](const Slice& bytes) {
    std::optional<PostingChange> change = DecodeChange(*bucket, View(bytes));
    if (!change.has_value()) return false;
    changes.push_back(*std::move(change));
    return true;
  };
  if (first != nullptr && !decode(*first)) return std::nullopt;
  for (const Slice& operand : operands) {
    if (!decode(operand)) return std::nullopt;
  }
  if (changes.empty()) return std::nullopt;
  const bool removes =
      std::any_of(changes.begin() + 1, changes.end(), [](const PostingChange& c) { return !c.removed.empty(); });
  if (!removes) return AddUp(std::move(changes));
  PostingChange sum = std::move(changes.front());
  for (std::size_t i = 1; i < changes.size(); ++i) Follow(&sum, std::move(changes[i]));
  return sum;
}

class MergePostings final : public rocksdb::MergeOperator {
 public:
  const char* Name() const override { return "copydesk.postings"; }

  bool FullMergeV2(const MergeOperationInput& in, MergeOperationOutput* out) const override {
    std::optional<PostingChange> sum = Combine(in.key, in.existing_value, in.operand_list);
    if (!sum.has_value()) return false;
    Settle(&*sum);
    out->new_value = EncodeChange(*sum);
    return true;
  }

  bool PartialMergeMulti(const Slice& key, const std::deque<Slice>& operands, std::string* value,
                         rocksdb::Logger* /*logger*/) const override {
    const std::optional<PostingChange> sum = Combine(key, nullptr, operands);
    if (!sum.has_value()) return false;
    *value = EncodeChange(*sum);
    return true;
  }
};

class DropEmpty final : public rocksdb::CompactionFilter {
 public:
  const char* Name() const override { return "copydesk.empty-postings"; }
  bool Filter(int /*level*/, const Slice& /*key*/, const Slice& value, std::string* /*new_value*/,
              bool* /*value_changed*/) const override {
    return View(value) == EncodeAdded({});
  }
};

}  // namespace

std::shared_ptr<rocksdb::MergeOperator> PostingMergeOperator() { return std::make_shared<MergePostings>(); }

const rocksdb::CompactionFilter* EmptyBucketFilter() {
  static const DropEmpty filter;
  return &filter;
}

}  // namespace copydesk
