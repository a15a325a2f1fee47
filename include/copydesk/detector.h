// The whole engine behind one object: add documents, ask for matches and clusters.
//
// Thread-safety: a detector is used by one thread at a time; inside, it uses Options::threads. Several detectors may
// read one store on disk while one writes.
#ifndef COPYDESK_DETECTOR_H_
#define COPYDESK_DETECTOR_H_

#include <atomic>
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
#include "copydesk/cluster.h"
#include "copydesk/config.h"
#include "copydesk/document.h"
#include "copydesk/explanation.h"
#include "copydesk/forget.h"
#include "copydesk/furniture.h"
#include "copydesk/match.h"
#include "copydesk/match_list.h"
#include "copydesk/minhash.h"
#include "copydesk/model.h"
#include "copydesk/page.h"
#include "copydesk/store.h"
#include "copydesk/versions.h"

namespace copydesk {

// How far a stage has come. `total` is 0 when it is not known.
struct Progress {
  std::string_view stage;
  std::uint64_t done = 0;
  std::uint64_t total = 0;
};

// What becomes of the text that an id had when it comes with another one.
enum class VersionPolicy : std::uint8_t { kKeep, kReplace };

// What is compared: the blocks that a document is split into, or each document as one block, whose name is empty.
enum class Unit : std::uint8_t { kBlock, kDocument };

struct Options {  // docs/tuning.md says what each default rests on
  SketchConfig sketch;
  RelationRules rules;

  Unit unit = Unit::kBlock;

  // Wanted probability that a pair at the near threshold shares a band; range 0.5 to 0.9999. Higher costs more
  // candidates and postings. Matches that share fingerprints are found besides.
  double recall = 0.99;

  // Pairs are proposed from the first so many documents of a fingerprint's list, in content-hash order. Longer
  // lists are counted in MatchStatistics::stop_postings.
  std::size_t posting_cap = 256;

  // Band buckets up to this size are paired fully; larger ones by repeated stars.
  std::size_t bucket_cap = 1000;

  // Copies of one content up to this number are each matched with what the content matches, and with one another;
  // of larger groups only the centre is.
  std::size_t copy_cap = 64;

  // Pairs that tell one story are found and scored besides, and matches with a text relation are scored too. Without
  // them the signatures of a store in memory have neither terms nor SimHash.
  bool stories = true;

  // Blocks that lead to one address, or of which one leads to where the other stands, tell one story, whatever their
  // words (MatchEvidence::link); part of stories.
  bool link_evidence = true;

  // Which model is used, and for kStore the folder of the store that has it. Opening fails when it has none.
  ModelSource model = ModelSource::kLearn;
  std::string model_store;

  // Blocks whose times are known and further apart than so many hours tell no one story; 0: no window. Range 0 to
  // 10 years.
  double window_hours = 72;

  // The mean probability from which stories are joined into one; range above 0 to 1. Matches are given from 0.2 on.
  double story_threshold = 0.5;

  // Blocks of one term's list, in content-hash order, with which the others of the list are paired; longer lists are
  // counted in MatchStatistics::stop_terms.
  std::size_t term_cap = 2000;

  // Blocks of one address up to this number are all paired for its link; of more, each with one block of the first 32
  // contents only, and the address is counted in MatchStatistics::large_links.
  std::size_t link_cap = 100;

  // A block with more candidates for its story is compared with the first 32 of them, in content-hash order, and
  // counted in MatchStatistics::bounded_stories.
  std::size_t story_cap = 1000;

  // Text relations to report; kNone is never reported as one. A pair of another relation is a match all the same when
  // it tells one story.
  std::vector<Relation> relations = {Relation::kExact, Relation::kNear, Relation::kContains, Relation::kOverlap,
                                     Relation::kQuote};

  // false: matches carry no spans.
  bool spans = true;

  // Threads to use; 0: one per processor.
  int threads = 0;

  // Folder of a store on disk; empty: in memory. A store that exists keeps the configuration it was made with;
  // opening fails when `sketch`, or the bands that follow from `recall`, differ from it, unless
  // `use_store_configuration` says to take those of the store. `rules.shingle` is then the store's `sketch.shingle`.
  std::string store;
  bool use_store_configuration = false;
  bool keep_text = true;
  bool read_only = false;

  // Of a store on disk: what is added becomes one atomic write when Detector::FinishBulk is called, and takes a
  // fraction of the time. `memory`, half of it, bounds what postings take before they are moved to temporary files.
  bool bulk = false;

  // Of a store on disk: the matches of what is added, under the store's model, are kept in it, and those of what was
  // added before, where they are not there yet. Matches, ListMatches and Cluster read them when they are asked for
  // matches of the same kind: equal options, and the model that they were found under.
  bool keep_matches = false;

  // What pages say of themselves (DocumentView::page) is kept, of the documents that this detector adds: in memory
  // alone, most often some hundred bytes each. Title, source and times that a record lacks are taken from its page
  // either way.
  bool page_metadata = false;

  // kReplace, of a store on disk only: once a batch was added, other texts of its ids are forgotten. An interruption
  // between the two leaves both, until the record is added again.
  VersionPolicy versions = VersionPolicy::kKeep;

  // Of a store in memory: about how many bytes documents and their postings take there before they are moved to
  // temporary files; 0: no bound. Matches take up to half as much besides. About 70 bytes a document and 72 a match,
  // and what stories need, stay in memory. The files have no names, and are gone with the process. Their folder: empty
  // for the one that TMPDIR names, or /tmp.
  std::uint64_t memory = 0;
  std::string temporary_folder;

  // Called now and then from the thread that called the detector.
  std::function<void(const Progress&)> progress;

  // When it becomes true, the call under way ends with Cancelled within about a tenth of a second.
  const std::atomic<bool>* cancel = nullptr;
};

struct AddStatistics {
  std::uint64_t documents = 0;       // new in the store
  std::uint64_t repeated = 0;        // the same id with the same text: nothing changed
  std::uint64_t versions = 0;        // of the new ones: the id was known with another text
  std::uint64_t replaced = 0;        // texts that were forgotten for a new one under their id
  std::uint64_t without_text = 0;    // of the new ones: no token
  std::uint64_t replaced_bytes = 0;  // bytes that were not UTF-8
  std::uint64_t blocks = 0;
  std::uint64_t tokens = 0;
  std::uint64_t text_bytes = 0;
  std::uint64_t disguised_blocks = 0;  // with characters that hide what is written
  std::uint64_t kept_matches = 0;      // that were put into the store (Options::keep_matches)
};

struct MatchStatistics {
  std::uint64_t candidates = 0;          // pairs of contents proposed, each once
  std::uint64_t verified = 0;            // pairs compared
  std::uint64_t unverified = 0;          // pairs with a text that could not be had
  std::uint64_t incomplete_buckets = 0;  // band buckets above bucket_cap
  std::uint64_t stop_postings = 0;       // fingerprint lists above posting_cap
  std::uint64_t large_groups = 0;        // groups of equal contents above copy_cap
  std::uint64_t sampled_sources = 0;     // sources of so many texts that furniture was learned from a part of them
  double furniture_seconds = 0;
  double candidate_seconds = 0;
  double verify_seconds = 0;

  std::uint64_t story_candidates = 0;  // pairs of texts scored because they share terms
  std::uint64_t stop_terms = 0;        // terms in more than term_cap blocks
  std::uint64_t bounded_stories = 0;   // blocks with more than story_cap candidates
  std::uint64_t large_links = 0;       // addresses of more than link_cap blocks
  double story_seconds = 0;
  std::string model;  // the frequencies that weighed terms; empty: stories were not asked for
};

// One document with the name that results use for it.
struct DocumentView {
  std::string name;  // its id; of several texts under one id all but the first in content-hash order get "#2" ...
  Metadata metadata;
  std::vector<Block> blocks;
  std::vector<std::vector<TextRange>> set_aside;  // of each block: its parts that are furniture of its source
  PageMetadata page;                              // with Options::page_metadata; else empty
};

class Detector {
 public:
  // Errors: InvalidArgument for options out of range; those of OpenDiskStore.
  [[nodiscard]] static absl::StatusOr<Detector> Open(const Options& options);

  Detector(Detector&&) noexcept;
  Detector& operator=(Detector&&) noexcept;
  ~Detector();

  // Whether the folder of temporary files has room for what `input_bytes` of records may need there, about three times
  // as much, when they do not fit in Options::memory. ResourceExhausted, with the remedy, when it has not.
  [[nodiscard]] absl::Status CheckSpace(std::uint64_t input_bytes) const;

  // Adds documents: to a store on disk as one atomic write; in memory, those before one with an error. A document that
  // is there already with the same text changes nothing.
  [[nodiscard]] absl::Status Add(std::span<const Document> documents);

  // Ends what Options::bulk began: all that was added is in the store then. Errors: those of Store::FinishBulk.
  [[nodiscard]] absl::Status FinishBulk();

  // Forgets documents of a store on disk: they and their postings are gone, in writes of some hundred documents, each
  // atomic. What was learned of them stays until Learn is called. Errors: InvalidArgument for a filter without a
  // condition; those of Store::Forget.
  [[nodiscard]] absl::StatusOr<ForgetReport> Forget(const ForgetFilter& filter);

  // The matches of a document with what was added, without adding it; a stored document of the same id and text
  // is left out. Sorted. `a` and `b` are ordered by name, as everywhere.
  [[nodiscard]] absl::StatusOr<std::vector<Match>> Query(const Document& document);

  // All matches among the documents, sorted by a, then b. The same for any order of adding, batch size and number of
  // threads, as long as no cap acted; statistics() says whether one did.
  [[nodiscard]] absl::StatusOr<std::vector<Match>> Matches();

  // The same, read one at a time: they are in temporary files where Options::memory is too small for them. The list
  // stays as it is, whatever is added later.
  [[nodiscard]] absl::StatusOr<std::shared_ptr<const MatchList>> ListMatches();

  // Duplicate clusters of all matches.
  [[nodiscard]] absl::StatusOr<Clusters> Cluster();

  // Versions of one text in order of time, of all matches.
  [[nodiscard]] absl::StatusOr<VersionGroups> Versions();

  // What was set aside as furniture of its source when matches were found: learned from the collection, or of the model
  // that was asked for. By source, then by falling number of documents.
  [[nodiscard]] absl::StatusOr<std::vector<FurniturePassage>> Furniture();

  // Stories of all matches; duplicate clusters are single members. None when Options::stories is false.
  [[nodiscard]] absl::StatusOr<copydesk::Stories> Stories();

  // Learns a model from all documents of the detector's store and keeps it there, as one atomic write; it stays the
  // store's model until the next call. The same documents give the model that Matches would learn of them.
  [[nodiscard]] absl::StatusOr<LearnReport> Learn();

  // What is known of the model of the detector's own store; none when it has none.
  [[nodiscard]] absl::StatusOr<std::optional<ModelInfo>> StoredModelInfo() const;

  // Visits every document, by name.
  [[nodiscard]] absl::Status ForEachDocument(const std::function<absl::Status(const DocumentView&)>& visit);

  // What is known of a document apart from its text, by its name. NotFound when there is none.
  [[nodiscard]] absl::StatusOr<DocumentView> View(std::string_view name);

  // Replays the comparison of two blocks, in the order given. NotFound when there is no such block.
  [[nodiscard]] absl::StatusOr<Explanation> Explain(const BlockName& a, const BlockName& b);

  // A stored document by the name that results use for it, with its text. NotFound when there is none.
  [[nodiscard]] absl::StatusOr<Document> Find(std::string_view name);

  [[nodiscard]] const AddStatistics& add_statistics() const;
  [[nodiscard]] const MatchStatistics& match_statistics() const;
  [[nodiscard]] const Store& store() const;

 private:
  class Impl;
  explicit Detector(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace copydesk

#endif  // COPYDESK_DETECTOR_H_
