// Documents, a store that fails when it is told to, and brute force, for the tests of matching.
#ifndef COPYDESK_TESTS_MATCH_MATCH_TESTING_H_
#define COPYDESK_TESTS_MATCH_MATCH_TESTING_H_

#include <cstddef>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/match.h"
#include "copydesk/store.h"
#include "match/prepared_text.h"

namespace copydesk {

// `prefix` and a number.
[[nodiscard]] std::string NumberedId(std::string_view prefix, std::size_t number);

// A document of one block with its signature.
[[nodiscard]] StoredDocument MakeStored(const std::string& id, const std::string& text,
                                        const SketchConfig& config = {});

// The same with a title, a time, and terms.
[[nodiscard]] StoredDocument MakeTold(const std::string& id, const std::string& title, const std::string& text,
                                      const std::string& published = "");

// TermsOfBlock with the tokens of the block's parts.
[[nodiscard]] BlockTerms TokenizedTerms(const Metadata& metadata, std::string_view text, std::span<const Block> blocks,
                                        std::size_t block);

// Gives the document of `text` these blocks, with signatures and terms from their parts.
[[nodiscard]] StoredDocument MakePage(const std::string& id, const std::string& text, std::vector<Block> blocks);

// Documents on `events` made-up events, told in different words, some of them copied under other titles or at other
// times, or reprinted in part.
[[nodiscard]] std::vector<StoredDocument> StoryCorpus(std::uint64_t seed, std::size_t count, std::size_t events);

// A memory store with the bands of the default options, holding `documents`.
[[nodiscard]] std::unique_ptr<Store> MakeStore(std::span<const StoredDocument> documents);

// The whole text.
[[nodiscard]] PreparedText Prepare(std::string_view text);

// Every pair of documents by CompareTexts, named by their ids, which must differ: those with a relation.
[[nodiscard]] std::vector<Match> MatchAllPairs(std::span<const StoredDocument> documents);

// The longest common substring of two texts, in tokens.
[[nodiscard]] std::size_t LongestSharedRun(std::string_view a, std::string_view b);

// Passes everything to another store, apart from what is set to fail.
class FailingStore final : public Store {
 public:
  explicit FailingStore(std::unique_ptr<Store> store) : store_(std::move(store)) {}

  std::set<DocumentNumber> without_text;  // GetText says NotFound
  absl::Status text_status;
  absl::Status metadata_status;
  absl::Status blocks_status;
  absl::Status signatures_status;
  absl::Status find_status;
  absl::Status postings_status;
  absl::Status list_status;

  absl::StatusOr<std::vector<AddedDocument>> Add(std::span<const StoredDocument> batch) override;
  const SketchConfig& config() const override { return store_->config(); }
  const BandPlan& bands() const override { return store_->bands(); }
  absl::Status StartBulk(const BulkOptions& options) override { return store_->StartBulk(options); }
  absl::Status FinishBulk() override { return store_->FinishBulk(); }
  absl::StatusOr<std::uint64_t> Forget(std::span<const DocumentNumber> numbers) override {
    return store_->Forget(numbers);
  }
  std::unique_ptr<Store> OpenReader() const override { return store_->OpenReader(); }
  DocumentNumber EndNumber() const override { return store_->EndNumber(); }
  bool Contains(DocumentNumber number) const override { return store_->Contains(number); }
  std::uint64_t DocumentCount() const override { return store_->DocumentCount(); }
  absl::StatusOr<std::vector<DocumentNumber>> FindId(std::string_view id) const override;
  absl::StatusOr<Metadata> GetMetadata(DocumentNumber number) const override;
  absl::StatusOr<std::vector<Block>> GetBlocks(DocumentNumber number) const override;
  absl::StatusOr<std::string> GetText(DocumentNumber number) const override;
  absl::StatusOr<std::vector<Signature>> GetSignatures(DocumentNumber number) const override;
  absl::StatusOr<std::vector<Posting>> GetPostings(PostingKind kind, std::uint64_t hash,
                                                   std::size_t limit) const override;
  std::vector<std::int64_t> TermPeriods() const override { return store_->TermPeriods(); }
  absl::Status ForEachList(PostingKind kind, std::size_t limit, const ListVisitor& visit) const override;
  absl::StatusOr<std::uint64_t> PutModel(std::span<const ModelSection> sections) override {
    return store_->PutModel(sections);
  }
  absl::StatusOr<StoredModel> GetModel(std::span<const std::string_view> names) const override {
    return store_->GetModel(names);
  }

 private:
  std::unique_ptr<Store> store_;
};

}  // namespace copydesk

#endif  // COPYDESK_TESTS_MATCH_MATCH_TESTING_H_
