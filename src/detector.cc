#include "copydesk/detector.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/cancel.h"
#include "base/parallel.h"
#include "base/seconds_since.h"
#include "base/status.h"
#include "detector_setup.h"
#include "document_views.h"
#include "forget_documents.h"
#include "match/collection.h"
#include "match/explain.h"
#include "match/furniture_learner.h"
#include "match/furniture_listing.h"
#include "match/kept_match.h"
#include "match/model.h"
#include "match/naming.h"
#include "match/selected_matches.h"
#include "match/stored_model.h"
#include "match/version_time.h"
#include "sketched_document.h"

namespace copydesk {
namespace {

absl::Status CheckSize(const Document& document) {
  if (document.text.size() < std::numeric_limits<std::uint32_t>::max()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(document.metadata.id, ": a text of ", document.text.size(),
                                                 " bytes is too long; the limit is 4 GiB"));
}

}  // namespace

class Detector::Impl {
 public:
  // `model` is for ModelSource::kStore, and null otherwise.
  Impl(Options options, std::unique_ptr<Store> store, std::shared_ptr<const Model> model)
      : options_(std::move(options)), store_(std::move(store)), model_(std::move(model)) {
    options_.threads = ThreadCount(options_.threads);
  }

  absl::Status CheckSpace(std::uint64_t input_bytes) const { return copydesk::CheckSpace(options_, input_bytes); }

  absl::Status Add(std::span<const Document> documents) {
    for (const Document& document : documents) COPYDESK_RETURN_IF_ERROR(CheckSize(document));
    constexpr std::size_t kPerPart = 64;
    const std::size_t parts = (documents.size() + kPerPart - 1) / kPerPart;
    std::vector<SketchedDocument> sketched(documents.size());
    std::vector<absl::Status> errors(parts);
    const auto part_of = [&](std::size_t part) {
      const std::size_t begin = part * kPerPart;
      return std::span(sketched).subspan(begin, std::min(kPerPart, sketched.size() - begin));
    };
    const auto sketch = [&](std::size_t part) {
      for (std::size_t i = 0; i < part_of(part).size() && errors[part].ok() && !IsCancelled(); ++i) {
        errors[part] = SketchInto(documents[part * kPerPart + i], &part_of(part)[i]);
      }
    };
    absl::Status status;
    if (options_.store.empty() || options_.bulk) {
      // What is sketched is added while other threads sketch on.
      ParallelInOrder(parts, options_.threads, sketch, [&](std::size_t part) {
        if (status.ok()) status = errors[part];
        if (status.ok() && !IsCancelled()) status = AddSketched(part_of(part));
      });
    } else {
      ParallelFor(parts, options_.threads, sketch);
      for (const absl::Status& error : errors) status.Update(error);
      if (status.ok() && !IsCancelled()) status = AddSketched(sketched);
    }
    COPYDESK_RETURN_IF_ERROR(CheckNotCancelled());
    COPYDESK_RETURN_IF_ERROR(status);
    return options_.bulk ? absl::OkStatus() : KeepMatches();
  }

  absl::Status FinishBulk() {
    COPYDESK_RETURN_IF_ERROR(CheckNotCancelled());
    COPYDESK_RETURN_IF_ERROR(store_->FinishBulk());
    COPYDESK_RETURN_IF_ERROR(ReplaceTexts());
    return KeepMatches();
  }

  absl::StatusOr<ForgetReport> Forget(const ForgetFilter& filter) {
    ForgetSettings settings{.threads = options_.threads, .progress = {}, .cancel = options_.cancel};
    if (options_.progress) {
      settings.progress = [this](std::uint64_t done) {
        options_.progress({.stage = "forget", .done = done, .total = 0});
      };
    }
    COPYDESK_ASSIGN_OR_RETURN(const ForgetReport report, ForgetDocuments(store_.get(), filter, settings));
    ForgetResults();
    return report;
  }

  absl::StatusOr<std::vector<Match>> Query(const Document& document) {
    COPYDESK_RETURN_IF_ERROR(CheckSize(document));
    COPYDESK_RETURN_IF_ERROR(CheckNotCancelled());
    COPYDESK_ASSIGN_OR_RETURN(const std::shared_ptr<const Model> model, FrozenModel());
    COPYDESK_ASSIGN_OR_RETURN(const SketchedDocument sketched,
                              SketchDocument(document, store_->config(), options_.unit, WithTerms()));
    CollectionStatistics statistics;
    COPYDESK_ASSIGN_OR_RETURN(
        std::vector<Match> matches,
        FindMatchesOf(*store_, sketched.stored, CollectionSettings(model), &statistics, &story_cache_));
    Count(statistics);
    std::erase_if(matches, [this](const Match& match) { return !IsWanted(match); });
    return matches;
  }

  absl::StatusOr<std::shared_ptr<const MatchList>> ListMatches() {
    COPYDESK_RETURN_IF_ERROR(FindMatches());
    if (selected_ == nullptr) {
      COPYDESK_ASSIGN_OR_RETURN(selected_,
                                SelectMatches(matches_, [this](const Match& match) { return IsWanted(match); }));
    }
    return selected_;
  }

  // Clusters are kept for stories alone: those of a large collection are large.
  absl::StatusOr<Clusters> Cluster() {
    COPYDESK_RETURN_IF_ERROR(FindMatches());
    if (!options_.stories) return ClusterMatches(*matches_);
    COPYDESK_RETURN_IF_ERROR(FindClusters());
    return *clusters_;
  }

  absl::StatusOr<std::vector<FurniturePassage>> Furniture() {
    COPYDESK_ASSIGN_OR_RETURN(const auto furniture, CurrentFurniture());
    return ListFurniture(*store_, *furniture, options_.cancel);
  }

  absl::StatusOr<copydesk::Stories> Stories() {
    if (!options_.stories) return copydesk::Stories();
    COPYDESK_RETURN_IF_ERROR(FindClusters());
    return ClusterStories(*matches_, *clusters_, options_.story_threshold, story_bounds_);
  }

  absl::StatusOr<VersionGroups> Versions() {
    COPYDESK_RETURN_IF_ERROR(FindMatches());
    return GroupVersions(
        *matches_, [this](const BlockName& name) { return VersionTime(*store_, name); }, options_.threads);
  }

  absl::StatusOr<LearnReport> Learn() {
    COPYDESK_RETURN_IF_ERROR(CheckNotCancelled());
    LearnOptions learn{.progress = {}, .cancel = options_.cancel, .threads = options_.threads};
    if (options_.progress) {
      learn.progress = [this](std::uint64_t done) {
        options_.progress({.stage = "learn", .done = done, .total = store_->DocumentCount()});
      };
    }
    COPYDESK_ASSIGN_OR_RETURN(LearnReport report, LearnStoredModel(store_.get(), learn));
    has_store_model_ = false;
    return report;
  }

  absl::StatusOr<std::optional<ModelInfo>> StoredModelInfo() const { return LoadModelInfo(*store_); }

  absl::Status ForEachDocument(const std::function<absl::Status(const DocumentView&)>& visit) const {
    return VisitDocuments(*store_, SetAsideModel(), &pages_, ViewSettings(), visit);
  }

  absl::StatusOr<DocumentView> View(std::string_view name) const {
    COPYDESK_ASSIGN_OR_RETURN(const DocumentNumber number, FindByName(*store_, name));
    return MakeDocumentView(*store_, SetAsideModel(), &pages_, std::string(name), number);
  }

  absl::StatusOr<Explanation> Explain(const BlockName& a, const BlockName& b) {
    COPYDESK_ASSIGN_OR_RETURN(const std::shared_ptr<const Model> model, FrozenModel());
    COPYDESK_ASSIGN_OR_RETURN(const BlockNumber number_a, FindBlock(a));
    COPYDESK_ASSIGN_OR_RETURN(const BlockNumber number_b, FindBlock(b));
    if (options_.model == ModelSource::kLearn && model == nullptr) COPYDESK_RETURN_IF_ERROR(LearnOnce());
    COPYDESK_ASSIGN_OR_RETURN(Explanation explanation,
                              ExplainPair(*store_, number_a, number_b, CollectionSettings(model)));
    explanation.a.name = a;
    explanation.b.name = b;
    explanation.story_threshold = options_.story_threshold;
    return explanation;
  }

  absl::StatusOr<Document> Find(std::string_view name) const {
    COPYDESK_ASSIGN_OR_RETURN(const DocumentNumber number, FindByName(*store_, name));
    Document document;
    COPYDESK_ASSIGN_OR_RETURN(document.metadata, store_->GetMetadata(number));
    COPYDESK_ASSIGN_OR_RETURN(document.text, store_->GetText(number));
    return document;
  }

  const AddStatistics& add_statistics() const { return add_statistics_; }
  const MatchStatistics& match_statistics() const { return match_statistics_; }
  const Store& store() const { return *store_; }

 private:
  // A store on disk may be asked for stories later.
  bool WithTerms() const { return options_.stories || !options_.store.empty(); }

  bool IsCancelled() const { return copydesk::IsCancelled(options_.cancel); }

  absl::Status SketchInto(const Document& document, SketchedDocument* sketched) const {
    COPYDESK_ASSIGN_OR_RETURN(*sketched, SketchDocument(document, store_->config(), options_.unit, WithTerms()));
    return store_->Encode(&sketched->stored);
  }

  // As one write. Takes the documents.
  absl::Status AddSketched(std::span<SketchedDocument> sketched) {
    std::vector<StoredDocument> batch;
    batch.reserve(sketched.size());
    for (SketchedDocument& document : sketched) batch.push_back(std::move(document.stored));
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<AddedDocument> added, store_->Add(batch));
    ForgetResults();
    for (std::size_t i = 0; i < added.size(); ++i) {
      Count(sketched[i].counts, added[i]);
      if (options_.page_metadata && added[i].is_new && sketched[i].page != PageMetadata()) {
        pages_.emplace(added[i].number, std::move(sketched[i].page));
      }
      if (options_.versions == VersionPolicy::kReplace && (added[i].is_version || !added[i].is_new)) {
        texts_to_keep_.emplace_back(batch[i].metadata.id, added[i].number);
      }
    }
    return options_.bulk ? absl::OkStatus() : ReplaceTexts();
  }

  // Forgets the other texts of the ids that were added with a new one.
  absl::Status ReplaceTexts() {
    const std::uint64_t before = store_->DocumentCount();
    COPYDESK_RETURN_IF_ERROR(ForgetOtherTexts(store_.get(), std::exchange(texts_to_keep_, {})));
    add_statistics_.replaced += before - store_->DocumentCount();
    return absl::OkStatus();
  }

  // Finds and keeps the matches of all documents that have none in the store yet, some documents at a time.
  absl::Status KeepMatches() {
    if (!options_.keep_matches || options_.store.empty()) return absl::OkStatus();
    COPYDESK_ASSIGN_OR_RETURN(const std::shared_ptr<const Model> model, FrozenModel());
    CollectionStatistics statistics;
    const auto progress = [this](DocumentNumber done, DocumentNumber end) {
      if (options_.progress) options_.progress({.stage = "match", .done = done, .total = end});
    };
    COPYDESK_ASSIGN_OR_RETURN(const std::uint64_t kept,
                              KeepMatchesOf(store_.get(), CollectionSettings(model), progress, &statistics));
    add_statistics_.kept_matches += kept;
    Count(statistics);
    return absl::OkStatus();
  }

  // What was found in the collection as it was.
  void ForgetResults() {
    matches_.reset();
    selected_.reset();
    furniture_.reset();
    clusters_.reset();
  }

  absl::Status CheckNotCancelled() const {
    return IsCancelled() ? absl::CancelledError("interrupted") : absl::OkStatus();
  }

  absl::StatusOr<BlockNumber> FindBlock(const BlockName& name) const {
    COPYDESK_ASSIGN_OR_RETURN(const DocumentNumber document, FindByName(*store_, name.document));
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<Block> blocks, store_->GetBlocks(document));
    for (std::uint32_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i].name == name.block) return BlockNumber{.document = document, .block = i};
    }
    std::string known;
    for (const Block& block : blocks) absl::StrAppend(&known, known.empty() ? "" : ", ", block.name);
    return absl::NotFoundError(absl::StrCat(name.document, " has no block ", name.block, "; it has ", known));
  }

  // The furniture that was set aside, once matches were found.
  const FurnitureModel* SetAsideModel() const {
    return options_.model == ModelSource::kStore ? &model_->furniture() : furniture_.get();
  }

  VisitOptions ViewSettings() const {
    return {.memory = options_.memory,
            .temporary_folder = options_.temporary_folder,
            .threads = options_.threads,
            .cancel = options_.cancel};
  }

  // The model that was learned before: the one that was asked for, or that of the store; null where there is none. Read
  // when it is first needed.
  absl::StatusOr<std::shared_ptr<const Model>> FrozenModel() {
    if (options_.model == ModelSource::kLearn && !has_store_model_) {
      COPYDESK_ASSIGN_OR_RETURN(model_, LoadModelOf(*store_, options_.store));
      has_store_model_ = true;
    }
    return model_;
  }

  // The furniture that Matches sets aside.
  absl::StatusOr<std::shared_ptr<const FurnitureModel>> CurrentFurniture() {
    if (options_.model == ModelSource::kLearn) COPYDESK_RETURN_IF_ERROR(LearnOnce());
    if (furniture_ != nullptr) return furniture_;
    if (options_.model == ModelSource::kStore)
      return std::shared_ptr<const FurnitureModel>(model_, &model_->furniture());
    return std::make_shared<const FurnitureModel>();
  }

  // Learns furniture_ of all documents, once after the last Add.
  absl::Status LearnOnce() {
    if (furniture_ != nullptr) return absl::OkStatus();
    const auto start = std::chrono::steady_clock::now();
    match_statistics_.sampled_sources = 0;
    COPYDESK_ASSIGN_OR_RETURN(FurnitureModel furniture, LearnFurniture(*store_, options_.threads, options_.cancel,
                                                                       &match_statistics_.sampled_sources));
    match_statistics_.furniture_seconds += SecondsSince(start);
    furniture_ = std::make_shared<const FurnitureModel>(std::move(furniture));
    return absl::OkStatus();
  }

  // With a model nothing is learned.
  CollectionOptions CollectionSettings(const std::shared_ptr<const Model>& model) const {
    CollectionOptions settings;
    settings.candidates = {.posting_cap = options_.posting_cap,
                           .bucket_cap = options_.bucket_cap,
                           .memory = options_.memory / 4,
                           .temporary_folder = options_.temporary_folder};
    settings.copy_cap = options_.copy_cap;
    settings.stories.enabled = options_.stories;
    settings.stories.learn = options_.model == ModelSource::kLearn && model == nullptr;
    if (model != nullptr) settings.stories.model = TermsOf(model);
    if (model != nullptr) settings.verify.furniture = {model, &model->furniture()};
    if (settings.stories.learn) settings.verify.furniture = furniture_;
    settings.stories.furniture = settings.verify.furniture;
    settings.stories.memory = options_.memory / 2;
    settings.stories.links = options_.link_evidence;
    settings.stories.link_limits.link_cap = options_.link_cap;
    settings.stories.limits.term_cap = options_.term_cap;
    settings.stories.limits.partner_cap = options_.story_cap;
    constexpr double kSecondsPerHour = 3600;
    settings.stories.window = std::nullopt;
    if (options_.window_hours > 0) {
      settings.stories.window = static_cast<std::int64_t>(options_.window_hours * kSecondsPerHour);
    }
    settings.verify.rules = options_.rules;
    settings.verify.spans = options_.spans;
    settings.verify.threads = options_.threads;
    settings.verify.cache_bytes = CacheBytes();
    settings.verify.cancel = options_.cancel;
    if (options_.progress) {
      settings.verify.progress = [this](std::uint64_t done) {
        options_.progress({.stage = "verify", .done = done, .total = 0});
      };
    }
    return settings;
  }

  // Of prepared texts, for each thread: a quarter of the memory for all.
  std::size_t CacheBytes() const {
    constexpr std::uint64_t kLeast = std::uint64_t{16} << 20;
    constexpr std::uint64_t kMost = std::uint64_t{512} << 20;
    if (options_.memory == 0) return kMost;
    return std::clamp(options_.memory / 4 / static_cast<unsigned>(options_.threads), kLeast, kMost);
  }

  // Fills in clusters_, once after the last Add.
  absl::Status FindClusters() {
    COPYDESK_RETURN_IF_ERROR(FindMatches());
    if (clusters_.has_value()) return absl::OkStatus();
    COPYDESK_ASSIGN_OR_RETURN(clusters_, ClusterMatches(*matches_));
    return absl::OkStatus();
  }

  // Fills in matches_, of every relation, once after the last Add.
  absl::Status FindMatches() {
    COPYDESK_RETURN_IF_ERROR(CheckNotCancelled());
    if (matches_ != nullptr) return absl::OkStatus();
    if (options_.progress) options_.progress({.stage = "candidates", .done = 0, .total = 0});
    CollectionStatistics statistics;
    const std::shared_ptr<const Model> model_of_scan = options_.model == ModelSource::kStore ? model_ : nullptr;
    if (options_.model == ModelSource::kLearn) COPYDESK_RETURN_IF_ERROR(LearnOnce());
    CollectionOptions settings = CollectionSettings(model_of_scan);
    settings.weakest = WeakestNeeded(options_);
    COPYDESK_ASSIGN_OR_RETURN(const bool are_kept, HasAllMatches(*store_, settings));
    if (are_kept) {
      COPYDESK_ASSIGN_OR_RETURN(matches_, ListKeptMatches(*store_, settings, &statistics));
    } else {
      COPYDESK_ASSIGN_OR_RETURN(matches_, FindAllMatches(*store_, settings, &statistics));
    }
    story_bounds_ = std::move(statistics.bounds);
    Count(statistics);
    return store_->ReleaseMemory();
  }

  bool IsWanted(const Match& match) const {
    const auto& wanted = options_.relations;
    return !match.verified || match.same_story.value_or(0) >= kMinStory ||
           std::find(wanted.begin(), wanted.end(), match.comparison.relation) != wanted.end();
  }

  void Count(const AddStatistics& document, const AddedDocument& added) {
    if (!added.is_new) {
      ++add_statistics_.repeated;
      return;
    }
    ++add_statistics_.documents;
    add_statistics_.versions += added.is_version ? 1 : 0;
    add_statistics_.replaced_bytes += document.replaced_bytes;
    add_statistics_.blocks += document.blocks;
    add_statistics_.text_bytes += document.text_bytes;
    add_statistics_.disguised_blocks += document.disguised_blocks;
    add_statistics_.tokens += document.tokens;
    add_statistics_.without_text += document.without_text;
  }

  void Count(const CollectionStatistics& statistics) {
    match_statistics_.candidates += statistics.candidates;
    match_statistics_.verified += statistics.verified;
    match_statistics_.unverified += statistics.unverified;
    match_statistics_.incomplete_buckets += statistics.incomplete_buckets;
    match_statistics_.stop_postings += statistics.stop_postings;
    match_statistics_.large_groups += statistics.large_groups;
    match_statistics_.candidate_seconds += statistics.candidate_seconds;
    match_statistics_.verify_seconds += statistics.verify_seconds;
    match_statistics_.story_candidates += statistics.story_candidates;
    match_statistics_.stop_terms += statistics.stop_terms;
    match_statistics_.bounded_stories += statistics.bounded_stories;
    match_statistics_.large_links += statistics.large_links;
    match_statistics_.story_seconds += statistics.story_seconds;
    if (!statistics.model.empty()) match_statistics_.model = statistics.model;
  }

  Options options_;
  std::unique_ptr<Store> store_;
  std::shared_ptr<const MatchList> matches_;   // of every relation
  std::shared_ptr<const MatchList> selected_;  // those of matches_ that were asked for
  std::optional<Clusters> clusters_;           // of matches_
  StoryBounds story_bounds_;                   // of matches_
  StoryCache story_cache_;                     // of queries
  std::shared_ptr<const Model> model_;
  std::shared_ptr<const FurnitureModel> furniture_;                    // learned for matches_; null: none was
  bool has_store_model_ = false;                                       // model_ was read from the store
  std::vector<std::pair<std::string, DocumentNumber>> texts_to_keep_;  // of ids with several (VersionPolicy)
  PagesByNumber pages_;                                                // of Options::page_metadata
  AddStatistics add_statistics_;
  MatchStatistics match_statistics_;
};

Detector::Detector(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Detector::Detector(Detector&&) noexcept = default;
Detector& Detector::operator=(Detector&&) noexcept = default;
Detector::~Detector() = default;

absl::StatusOr<Detector> Detector::Open(const Options& options) {
  COPYDESK_RETURN_IF_ERROR(ValidateOptions(options));
  // The model first: where there is none, no store is created.
  std::shared_ptr<const Model> model;
  if (options.model == ModelSource::kStore) {
    COPYDESK_ASSIGN_OR_RETURN(model, OpenModelOf(options.model_store));
  }
  COPYDESK_ASSIGN_OR_RETURN(std::unique_ptr<Store> store, OpenStore(options));
  if (options.bulk) {
    COPYDESK_RETURN_IF_ERROR(store->StartBulk({.memory = options.memory / 2,
                                               .temporary_folder = options.temporary_folder,
                                               .threads = ThreadCount(options.threads)}));
  }
  Options chosen = options;
  if (options.use_store_configuration) chosen.rules.shingle = store->config().shingle;
  return Detector(std::make_unique<Impl>(std::move(chosen), std::move(store), std::move(model)));
}

absl::Status Detector::CheckSpace(std::uint64_t input_bytes) const { return impl_->CheckSpace(input_bytes); }
absl::Status Detector::Add(std::span<const Document> documents) { return impl_->Add(documents); }
absl::Status Detector::FinishBulk() { return impl_->FinishBulk(); }
absl::StatusOr<ForgetReport> Detector::Forget(const ForgetFilter& filter) { return impl_->Forget(filter); }
absl::StatusOr<std::vector<Match>> Detector::Query(const Document& document) { return impl_->Query(document); }
absl::StatusOr<std::vector<Match>> Detector::Matches() {
  COPYDESK_ASSIGN_OR_RETURN(const std::shared_ptr<const MatchList> matches, ListMatches());
  return matches->All();
}
absl::StatusOr<std::shared_ptr<const MatchList>> Detector::ListMatches() { return impl_->ListMatches(); }
absl::StatusOr<Clusters> Detector::Cluster() { return impl_->Cluster(); }
absl::StatusOr<std::vector<FurniturePassage>> Detector::Furniture() { return impl_->Furniture(); }
absl::StatusOr<copydesk::Stories> Detector::Stories() { return impl_->Stories(); }
absl::StatusOr<VersionGroups> Detector::Versions() { return impl_->Versions(); }
absl::StatusOr<Explanation> Detector::Explain(const BlockName& a, const BlockName& b) { return impl_->Explain(a, b); }
absl::StatusOr<LearnReport> Detector::Learn() { return impl_->Learn(); }
absl::StatusOr<std::optional<ModelInfo>> Detector::StoredModelInfo() const { return impl_->StoredModelInfo(); }
absl::Status Detector::ForEachDocument(const std::function<absl::Status(const DocumentView&)>& visit) {
  return impl_->ForEachDocument(visit);
}
absl::StatusOr<DocumentView> Detector::View(std::string_view name) { return impl_->View(name); }
absl::StatusOr<Document> Detector::Find(std::string_view name) { return impl_->Find(name); }
const AddStatistics& Detector::add_statistics() const { return impl_->add_statistics(); }
const MatchStatistics& Detector::match_statistics() const { return impl_->match_statistics(); }
const Store& Detector::store() const { return impl_->store(); }

}  // namespace copydesk
