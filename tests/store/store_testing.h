// Random documents for the tests of stores, a naive model of what a store does, and a temporary folder.
#ifndef COPYDESK_TESTS_STORE_STORE_TESTING_H_
#define COPYDESK_TESTS_STORE_STORE_TESTING_H_

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "copydesk/store.h"

namespace copydesk {

// Few bins, so that tests are fast; every bit of the occupancy fits one word.
inline constexpr int kTestBins = 64;
inline constexpr std::array kKinds = {PostingKind::kContent, PostingKind::kBand, PostingKind::kFingerprint,
                                      PostingKind::kTerm};
[[nodiscard]] SketchConfig TestConfig();
[[nodiscard]] BandPlan TestBands();

// A signature that is a function of `content`: any valid form, with hashes from a small pool, so that lists are long.
// Content 0 has no tokens.
[[nodiscard]] Signature MakeSignature(std::uint64_t content);

// Any valid terms, often none; the hashes are from a small pool.
[[nodiscard]] BlockTerms RandomTerms(std::mt19937_64& random);

// Makes it one that a text can have under the configuration, as signature format 1 asks.
void MakeFit(const SketchConfig& config, Signature* signature);

// A document of one block with that signature.
[[nodiscard]] StoredDocument MakeDocument(const std::string& id, const std::string& text, std::uint64_t content);

// Ids, texts and contents recur now and then.
[[nodiscard]] StoredDocument RandomDocument(std::mt19937_64& random);
[[nodiscard]] std::vector<StoredDocument> RandomBatch(std::mt19937_64& random, std::size_t size);

// Some of the sections that models have, with chunks of any bytes.
[[nodiscard]] std::vector<ModelSection> RandomSections(std::mt19937_64& random);

[[nodiscard]] bool operator==(const AddedDocument& a, const AddedDocument& b);

// A hash that belongs to the list.
[[nodiscard]] constexpr std::uint64_t HashOfList(std::uint64_t list) { return (list & 0xffffff) << 40 | list >> 24; }

// What a store should hold, kept as plainly as possible.
struct StoreModel {
  std::vector<StoredDocument> documents;
  std::set<DocumentNumber> forgotten;
  std::set<ContentHash> contents;
  std::vector<std::pair<Signature, TermPeriod>> stories;  // one of each content with the same terms and period
  std::set<std::int64_t> periods;                         // forgotten ones stay
  std::array<std::map<std::uint64_t, std::set<Posting>>, kKinds.size()> lists;  // by PostingKind and ListKey

  AddedDocument Add(const StoredDocument& document);
  std::vector<AddedDocument> Add(std::span<const StoredDocument> batch);

  std::vector<KeptMatch> matches;  // by blocks
  MatchedDocuments matched;

  void KeepMatches(std::span<const KeptMatch> kept, const MatchedDocuments& now);

  // As if they had never been added, but for the numbers.
  void Forget(std::span<const DocumentNumber> numbers);

  void Post(DocumentNumber number);  // of a document that is there
};

// Matches of some pairs of blocks of documents that are there.
[[nodiscard]] std::vector<KeptMatch> RandomMatches(std::mt19937_64& random, const StoreModel& model);

[[nodiscard]] std::vector<KeptMatch> KeptMatches(const Store& store);

// Fails the test when any answer of the store differs from the model's.
void ExpectEqual(const Store& store, const StoreModel& model, bool keep_text = true);

// A new folder, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] std::string File(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace copydesk

#endif  // COPYDESK_TESTS_STORE_STORE_TESTING_H_
