// Where signatures, postings, texts and what was learned of them are kept: in memory, or in RocksDB.
//
// Thread-safety: any number of readers beside one writer. A writer is the only caller of Add at a time.
#ifndef COPYDESK_STORE_H_
#define COPYDESK_STORE_H_

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/block.h"
#include "copydesk/config.h"
#include "copydesk/document.h"
#include "copydesk/signature.h"

namespace copydesk {

// Documents are numbered from 0 in the order in which they were added; numbers are never used twice, also when a
// document was forgotten.
using DocumentNumber = std::uint64_t;

// A block within a store: its document and its place in that document's block table (not its name).
struct BlockNumber {
  DocumentNumber document = 0;
  std::uint32_t block = 0;

  friend auto operator<=>(const BlockNumber&, const BlockNumber&) = default;
};

struct EncodedDocument;  // src/store/encoded_document.h

// A document as the store keeps it.
struct StoredDocument {
  Metadata metadata;
  std::string text;
  std::vector<Block> blocks;
  std::vector<Signature> signatures;  // one per block

  // What Store::Encode made of all that; null: Add makes it.
  std::shared_ptr<const EncodedDocument> encoded;
};

enum class PostingKind : std::uint8_t {
  kContent,      // the content hash; every block with a token has one, furniture not
  kBand,         // band hashes
  kFingerprint,  // passage fingerprints
  kTerm,         // the posted terms of a block (see PostedTerms), by time (see TermHash)
};

// The terms by which a block is found: the first 32. They are the heaviest under the background alone, so that they do
// not depend on the collection.
inline constexpr std::size_t kPostedTerms = 32;
[[nodiscard]] inline std::span<const Term> PostedTerms(const BlockTerms& terms) {
  return std::span(terms.terms).first(std::min(kPostedTerms, terms.terms.size()));
}

// Terms are posted by time, so that a search inside a window reads what was published about then: a term has a list for
// each period of three days, counted from 1970-01-01 UTC, and one for blocks whose time is not known.
inline constexpr std::int64_t kTermPeriodSeconds = std::int64_t{3} * 24 * 60 * 60;
using TermPeriod = std::optional<std::int64_t>;
[[nodiscard]] constexpr TermPeriod TermPeriodOf(std::optional<std::int64_t> seconds) {
  if (!seconds.has_value()) return std::nullopt;
  return *seconds / kTermPeriodSeconds - (*seconds % kTermPeriodSeconds < 0 ? 1 : 0);
}

// The hash under which a term is posted.
[[nodiscard]] constexpr std::uint64_t TermHash(std::uint64_t term, TermPeriod period) {
  constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15;  // odd
  return period.has_value() ? term ^ (2 * static_cast<std::uint64_t>(*period) + 1) * kSpread : term;
}

// The list that a hash belongs to: 48 of its bits. Two hashes share a list about once in 2^48 pairs, which costs a
// comparison and never an answer, for what lists propose is verified. kContent lists go by the low half of the hash.
// The lowest bits come first: fingerprints are minima, and their highest bits are mostly zeros.
[[nodiscard]] constexpr std::uint64_t ListKey(std::uint64_t hash) {
  constexpr std::uint64_t kLow24 = 0xffffff;
  return (hash & kLow24) << 24 | hash >> 40;
}

// The place of a block in its lists: 24 bits of the low half of the content hash, in kContent lists of the high half,
// which tells contents apart there.
[[nodiscard]] constexpr std::uint64_t ListOrder(std::uint64_t hash) { return hash & 0xffffff; }

// One entry of a postings list. Lists are ordered by (order, block): `order` is taken from the content hash (see
// ListOrder), so the first N of a list are the same documents in whatever order they were added, but for ties.
struct Posting {
  std::uint64_t order = 0;
  BlockNumber block;

  friend auto operator<=>(const Posting&, const Posting&) = default;
};

// What Add did with one document.
struct AddedDocument {
  DocumentNumber number = 0;
  bool is_new = false;      // false: the same id with the same text was there already
  bool is_version = false;  // the id was known with another text; both are kept
};

// A part of a model. What is in it is nothing to a store; src/match/model_codec.h has it.
struct ModelSection {
  std::string name;                 // 1 to 64 lower-case ASCII letters
  std::vector<std::string> chunks;  // each a value of its own, of at most kMaxModelChunk bytes

  friend bool operator==(const ModelSection&, const ModelSection&) = default;
};
inline constexpr std::size_t kMaxModelChunk = std::size_t{16} << 20;

// What was learned of a store's documents, as far as it was asked for.
struct StoredModel {
  std::uint64_t version = 0;  // 1 for the first model of a store; 0: it has none
  std::vector<ModelSection> sections;

  friend bool operator==(const StoredModel&, const StoredModel&) = default;
};

// A match of two blocks as a store keeps it. What is in `value` is nothing to a store; src/match/kept_match.h has it.
struct KeptMatch {
  BlockNumber first;
  BlockNumber second;  // after `first`
  std::string value;   // not empty

  friend bool operator==(const KeptMatch&, const KeptMatch&) = default;
};

// The documents whose matches a store keeps: those below `end`, found as `settings` says.
struct MatchedDocuments {
  DocumentNumber end = 0;
  std::string settings;

  friend bool operator==(const MatchedDocuments&, const MatchedDocuments&) = default;
};

// How a large collection is added at once.
struct BulkOptions {
  // What postings take in memory before they are moved to temporary files, in bytes; 0: no bound. About 100 bytes a
  // document stay in memory besides.
  std::uint64_t memory = 0;

  // Folder of these files; empty: the one that TMPDIR names, or /tmp.
  std::string temporary_folder;

  int threads = 1;  // that write postings

  // When it becomes true, FinishBulk soon ends with Cancelled, and nothing is added.
  const std::atomic<bool>* cancel = nullptr;
};

class Store {
 public:
  virtual ~Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // Makes what the store keeps of a document, so that Add, which one thread calls at a time, has less to do. The
  // document must not be changed from here to Add. Thread-safe. InvalidArgument as of Add.
  [[nodiscard]] absl::Status Encode(StoredDocument* document) const;

  // Adds documents with their postings as one atomic write: after a crash either all of them are there or none.
  // A document whose id and text are known already changes nothing. Of the blocks with one content hash only the
  // first one added gets band and fingerprint postings, and of those with one content, equal terms and one period only
  // the first one gets term postings; the others are reached through kContent. Furniture gets no postings at all.
  // Results are in the order of `batch`. Errors: InvalidArgument when signatures do not fit the configuration or a
  // document has another number of signatures than of blocks; FailedPrecondition for a store opened for reading;
  // Unavailable or Internal when the disk fails.
  [[nodiscard]] virtual absl::StatusOr<std::vector<AddedDocument>> Add(std::span<const StoredDocument> batch) = 0;

  // From here to FinishBulk, what Add adds is one atomic write, of any size, and several times as fast: nothing of it
  // is there before FinishBulk has returned, and all of it after that. Documents and their numbers are found only then.
  // To a store in memory they change nothing. Errors: as for Add, and those of temporary files; FailedPrecondition for
  // a second StartBulk, or FinishBulk without one. After an error the bulk is given up.
  [[nodiscard]] virtual absl::Status StartBulk(const BulkOptions& options) = 0;
  [[nodiscard]] virtual absl::Status FinishBulk() = 0;

  // Takes documents out as one atomic write: records, postings and all, as if they had never been added, but for their
  // numbers, which stay used, and the model, which stays until the next one is put. Numbers that are not there change
  // nothing. Returns how many were there. Errors: as for Add; Unimplemented for a store in memory.
  [[nodiscard]] virtual absl::StatusOr<std::uint64_t> Forget(std::span<const DocumentNumber> numbers) = 0;

  // The store as it is now, for reading, whatever is added or forgotten later; this store must stay live while the
  // reader is. Null for a store in memory.
  [[nodiscard]] virtual std::unique_ptr<Store> OpenReader() const = 0;

  [[nodiscard]] virtual const SketchConfig& config() const = 0;
  [[nodiscard]] virtual const BandPlan& bands() const = 0;

  // How many documents are there.
  [[nodiscard]] virtual std::uint64_t DocumentCount() const = 0;

  // Their numbers are below this, and those of forgotten ones.
  [[nodiscard]] virtual DocumentNumber EndNumber() const = 0;
  [[nodiscard]] virtual bool Contains(DocumentNumber number) const = 0;

  // Numbers of the documents that were added under an id, ascending; empty when there is none.
  [[nodiscard]] virtual absl::StatusOr<std::vector<DocumentNumber>> FindId(std::string_view id) const = 0;

  // Errors of the four: NotFound for a number that is not there, or not any more; DataLoss, naming key and place, when
  // the stored bytes do not decode. GetText: NotFound as well when texts are not kept.
  [[nodiscard]] virtual absl::StatusOr<Metadata> GetMetadata(DocumentNumber number) const = 0;
  [[nodiscard]] virtual absl::StatusOr<std::vector<Block>> GetBlocks(DocumentNumber number) const = 0;
  [[nodiscard]] virtual absl::StatusOr<std::string> GetText(DocumentNumber number) const = 0;
  [[nodiscard]] virtual absl::StatusOr<std::vector<Signature>> GetSignatures(DocumentNumber number) const = 0;

  // The first `limit` postings of a list, in order; fewer when the list is shorter.
  [[nodiscard]] virtual absl::StatusOr<std::vector<Posting>> GetPostings(PostingKind kind, std::uint64_t hash,
                                                                         std::size_t limit) const = 0;

  // The same of many lists at once, which takes less time: of `hashes`, in their order.
  [[nodiscard]] virtual absl::StatusOr<std::vector<std::vector<Posting>>> GetManyPostings(
      PostingKind kind, std::span<const std::uint64_t> hashes, std::size_t limit) const;

  // The known periods of which terms are or were posted, ascending.
  [[nodiscard]] virtual std::vector<std::int64_t> TermPeriods() const = 0;

  // Calls `visit` once per list of at least two postings, by ascending ListKey, with the first `limit` postings and the
  // length of the whole list. Stops at the first error that `visit` returns, and returns it.
  using ListVisitor =
      std::function<absl::Status(std::uint64_t list, std::span<const Posting> postings, std::uint64_t length)>;
  [[nodiscard]] virtual absl::Status ForEachList(PostingKind kind, std::size_t limit,
                                                 const ListVisitor& visit) const = 0;

  // Puts a model in the place of the one before, and returns its version. Atomic: after a crash the store has the old
  // one or the new one, whole. Between StartBulk and FinishBulk, of a store on disk, it is part of that write; a second
  // one is FailedPrecondition there. Errors: InvalidArgument for sections that are not as described, or two of one
  // name; otherwise as for Add.
  [[nodiscard]] virtual absl::StatusOr<std::uint64_t> PutModel(std::span<const ModelSection> sections) = 0;

  // The sections of the model that have one of the names, by name, all of one version. Readers have the model of when
  // they opened the store. Errors: DataLoss, naming the place, when a part is missing.
  [[nodiscard]] virtual absl::StatusOr<StoredModel> GetModel(std::span<const std::string_view> names) const = 0;

  // Keeps matches of stored documents until one of the two is forgotten, and from then on says `matched` of them. Those
  // that were kept under other settings go. Atomic. Errors: InvalidArgument for a match that is not as described or of
  // a document that is not there; as for Add; Unimplemented for a store in memory.
  [[nodiscard]] virtual absl::Status KeepMatches(std::span<const KeptMatch> matches, const MatchedDocuments& matched);

  // What is kept, by `first`, then `second`. Errors: DataLoss, naming the place; those that `visit` returns.
  [[nodiscard]] virtual absl::StatusOr<MatchedDocuments> GetMatched() const { return MatchedDocuments(); }
  [[nodiscard]] virtual absl::Status ForEachMatch(const std::function<absl::Status(const KeptMatch&)>& visit) const {
    static_cast<void>(visit);
    return absl::OkStatus();
  }

  // Writes the files of a store on disk anew, without what is no longer needed. Others do nothing. Errors: as for Add;
  // Cancelled, with some of it done, when `cancel` becomes true.
  [[nodiscard]] virtual absl::Status Compact(const std::atomic<bool>* cancel) {
    static_cast<void>(cancel);
    return absl::OkStatus();
  }

  // Of a store in memory that has begun to use temporary files: moves what is left to them, for others to have the
  // memory. Others do nothing. Errors: those of the disk.
  [[nodiscard]] virtual absl::Status ReleaseMemory() { return absl::OkStatus(); }

 protected:
  Store() = default;

  // Encode compresses the text as well.
  [[nodiscard]] virtual bool PacksTexts() const { return false; }
};

struct MemoryStoreOptions {
  // What documents and postings take in memory before they are moved to temporary files, in bytes; 0: no bound. About
  // 70 bytes a document stay in memory.
  std::uint64_t memory = 0;

  // Folder of these files; empty: the one that TMPDIR names, or /tmp. They have no names, and are gone with the
  // process.
  std::string temporary_folder;

  int threads = 1;  // that sort postings
};

// A store in memory, and on demand in temporary files; gone with the object. Methods that read or write files return
// the errors of the disk, which name the folder: ResourceExhausted when it is full.
[[nodiscard]] absl::StatusOr<std::unique_ptr<Store>> OpenMemoryStore(const SketchConfig& config, const BandPlan& bands,
                                                                     const MemoryStoreOptions& options = {});

struct DiskStoreOptions {  // docs/tuning.md says what each default rests on
  SketchConfig config;
  BandPlan bands;

  // false: only GetText suffers; matches against such documents cannot be verified. Fixed when a store is created.
  bool keep_text = true;

  // true: the store must exist, nothing is written, and a writer may be open elsewhere.
  bool read_only = false;

  // Memory for cached blocks, in bytes.
  std::size_t cache_bytes = std::size_t{256} << 20;

  // From so many postings on a batch is written as tables, which takes less than going through the log.
  std::size_t tables_from = 200000;

  int threads = 1;  // that write such tables
};

// A store in RocksDB, in the folder `path`, which is created when it does not exist (unless read_only). Errors:
// FailedPrecondition when the store was made with another configuration or format version (the message shows both)
// or another writer has it open; NotFound when read_only and nothing is there; Unimplemented when the library was
// built without RocksDB.
[[nodiscard]] absl::StatusOr<std::unique_ptr<Store>> OpenDiskStore(const std::string& path,
                                                                   const DiskStoreOptions& options);

// The configuration and bands that an existing store was made with, read without opening it for writing.
struct StoreIdentity {
  SketchConfig config;
  BandPlan bands;
  bool keep_text = true;
};
[[nodiscard]] absl::StatusOr<StoreIdentity> ReadStoreIdentity(const std::string& path);

}  // namespace copydesk

#endif  // COPYDESK_STORE_H_
