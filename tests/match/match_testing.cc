#include "match/match_testing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/status.h"
#include "copydesk/compare.h"
#include "match/match_names.h"

namespace copydesk {

std::string NumberedId(std::string_view prefix, std::size_t number) {
  return std::string(prefix).append(std::to_string(number));
}

StoredDocument MakeStored(const std::string& id, const std::string& text, const SketchConfig& config) {
  StoredDocument document;
  document.metadata.id = id;
  document.text = text;
  Block block;
  block.parts.push_back({.begin = 0, .end = static_cast<std::uint32_t>(text.size())});
  document.signatures.push_back(ComputeSignature(text, config).value());
  block.words = document.signatures.front().tokens;
  document.blocks.push_back(block);
  return document;
}

std::unique_ptr<Store> MakeStore(std::span<const StoredDocument> documents) {
  std::unique_ptr<Store> store = OpenMemoryStore({}, ChooseBands(256, 0.7, 0.99)).value();
  const auto added = store->Add(documents);
  EXPECT_TRUE(added.ok()) << added.status();
  return store;
}

PreparedText Prepare(std::string_view text, const RelationRules& rules) {
  const TextRange whole{.begin = 0, .end = static_cast<std::uint32_t>(text.size())};
  return PrepareText(text, std::array{whole}, rules);
}

std::vector<Match> MatchAllPairs(std::span<const StoredDocument> documents) {
  std::vector<Match> matches;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    for (std::size_t j = i + 1; j < documents.size(); ++j) {
      Comparison comparison = CompareTexts(documents[i].text, documents[j].text).value();
      if (comparison.relation == Relation::kNone) continue;
      matches.push_back(MakeMatch({.document = documents[i].metadata.id, .block = "0"},
                                  {.document = documents[j].metadata.id, .block = "0"}, std::move(comparison)));
    }
  }
  std::sort(matches.begin(), matches.end(),
            [](const Match& x, const Match& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
  return matches;
}

std::size_t LongestSharedRun(std::string_view a, std::string_view b) {
  const std::vector<std::uint64_t> x = Tokenize(a).hash;
  const std::vector<std::uint64_t> y = Tokenize(b).hash;
  std::size_t longest = 0;
  std::vector<std::size_t> row(y.size() + 1, 0);
  for (const std::uint64_t token : x) {
    for (std::size_t j = y.size(); j-- > 0;) {
      row[j + 1] = token == y[j] ? row[j] + 1 : 0;
      longest = std::max(longest, row[j + 1]);
    }
  }
  return longest;
}

absl::StatusOr<std::vector<AddedDocument>> FailingStore::Add(std::span<const StoredDocument> batch) {
  return store_->Add(batch);
}

absl::StatusOr<std::vector<DocumentNumber>> FailingStore::FindId(std::string_view id) const {
  COPYDESK_RETURN_IF_ERROR(find_status);
  return store_->FindId(id);
}

absl::StatusOr<Metadata> FailingStore::GetMetadata(DocumentNumber number) const {
  COPYDESK_RETURN_IF_ERROR(metadata_status);
  return store_->GetMetadata(number);
}

absl::StatusOr<std::vector<Block>> FailingStore::GetBlocks(DocumentNumber number) const {
  COPYDESK_RETURN_IF_ERROR(blocks_status);
  return store_->GetBlocks(number);
}

absl::StatusOr<std::string> FailingStore::GetText(DocumentNumber number) const {
  COPYDESK_RETURN_IF_ERROR(text_status);
  if (without_text.contains(number)) return absl::NotFoundError("texts are not kept");
  return store_->GetText(number);
}

absl::StatusOr<std::vector<Signature>> FailingStore::GetSignatures(DocumentNumber number) const {
  COPYDESK_RETURN_IF_ERROR(signatures_status);
  return store_->GetSignatures(number);
}

absl::StatusOr<std::vector<Posting>> FailingStore::GetPostings(PostingKind kind, std::uint64_t hash,
                                                               std::size_t limit) const {
  COPYDESK_RETURN_IF_ERROR(postings_status);
  return store_->GetPostings(kind, hash, limit);
}

absl::Status FailingStore::ForEachList(PostingKind kind, std::size_t limit, const ListVisitor& visit) const {
  COPYDESK_RETURN_IF_ERROR(list_status);
  return store_->ForEachList(kind, limit, visit);
}

}  // namespace copydesk
