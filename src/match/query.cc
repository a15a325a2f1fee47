// The matches of one document that is not in the store.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/cancel.h"
#include "base/seconds_since.h"
#include "base/status.h"
#include "match/block_terms.h"
#include "match/collection.h"
#include "match/compare_prepared.h"
#include "match/furniture_passages.h"
#include "match/kept_terms.h"
#include "match/match_names.h"
#include "match/query_stories.h"
#include "match/story_score.h"
#include "match/story_words.h"
#include "match/text_source.h"
#include "sketch/block_time.h"
#include "sketch/terms.h"

namespace copydesk {
namespace {

constexpr std::size_t kCacheBytes = std::size_t{64} << 20;

// But for the terms, which depend on titles too.
bool HaveSameTexts(std::span<const Signature> a, std::span<const Signature> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](Signature x, Signature y) {
    x.terms = {};
    y.terms = {};
    return x == y;
  });
}

// The stored document with the id and the text of `document`; none when there is no such document or its text is
// not kept and the content differs.
absl::StatusOr<std::vector<DocumentNumber>> FindSame(const Store& store, const StoredDocument& document) {
  COPYDESK_ASSIGN_OR_RETURN(std::vector<DocumentNumber> numbers, store.FindId(document.metadata.id));
  std::vector<DocumentNumber> same;
  for (const DocumentNumber number : numbers) {
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<Signature> signatures, store.GetSignatures(number));
    if (!HaveSameTexts(signatures, document.signatures)) continue;
    const absl::StatusOr<std::string> text = store.GetText(number);
    if (absl::IsNotFound(text.status()) || (text.ok() && *text == document.text)) same.push_back(number);
    if (!text.ok() && !absl::IsNotFound(text.status())) return text.status();
  }
  return same;
}

std::size_t LimitOf(const CollectionOptions& options) { return std::max(options.copy_cap + 1, kMostCopies); }

// Every block that shares a fingerprint, a band or its content with the signature, copies of one content included as
// far as the cap allows.
absl::StatusOr<std::vector<BlockNumber>> FindBlocks(const Store& store, const Signature& signature,
                                                    const CollectionOptions& options, MatchNames* names,
                                                    CollectionStatistics* statistics) {
  COPYDESK_ASSIGN_OR_RETURN(const CandidateBlocks contents, FindCandidates(store, signature, options.candidates));
  statistics->candidates += contents.blocks.size();
  statistics->stop_postings += contents.stop_postings;
  statistics->incomplete_buckets += contents.incomplete_buckets;
  std::vector<BlockNumber> blocks;
  for (const BlockNumber content : contents.blocks) {
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<Signature> signatures, store.GetSignatures(content.document));
    COPYDESK_ASSIGN_OR_RETURN(std::vector<BlockNumber> copies,
                              FindCopies(store, signatures[content.block], LimitOf(options)));
    if (copies.size() > options.copy_cap) {
      ++statistics->large_groups;
      copies = {names->FirstByName(copies)};
    }
    blocks.insert(blocks.end(), copies.begin(), copies.end());
  }
  return blocks;
}

// The name that the document has in results: its id, numbered when the store has other texts under it.
absl::StatusOr<std::string> QueryName(const Store& store, const std::string& id) {
  COPYDESK_ASSIGN_OR_RETURN(std::vector<DocumentNumber> known, store.FindId(id));
  std::string name = id;
  for (std::size_t number = known.size() + 1; !known.empty(); ++number) {
    name = absl::StrCat(id, "#", number);
    COPYDESK_ASSIGN_OR_RETURN(known, store.FindId(name));
  }
  return name;
}

// The words of the question's terms, looked up when the first match needs them.
class QuestionWords {
 public:
  // The arguments must stay live while this is live.
  QuestionWords(const StoredDocument& document, std::size_t block) : document_(document), block_(block) {}

  std::vector<SharedTerm> Name(const StoryQuestion& question, std::span<const SharedWeight> shared) {
    if (words_.empty()) LookUp(question.scored());
    std::vector<SharedTerm> named;
    for (const SharedWeight& term : shared.first(std::min(shared.size(), kMaxSharedTerms))) {
      const auto word = words_.find(term.hash);
      if (word != words_.end()) named.push_back({.word = word->second, .weight = term.weight});
    }
    return named;
  }

 private:
  void LookUp(const StoryVector& vector) {
    std::vector<std::uint64_t> hashes;
    hashes.reserve(vector.terms.size());
    for (const WeightedTerm& term : vector.terms) hashes.push_back(term.hash);
    std::vector<std::string> words = TermWords(BlockTitle(document_.metadata, document_.blocks, block_), document_.text,
                                               document_.blocks[block_].parts, hashes);
    for (std::size_t i = 0; i < hashes.size(); ++i) {
      if (!words[i].empty()) words_[hashes[i]] = std::move(words[i]);
    }
  }

  const StoredDocument& document_;
  std::size_t block_;
  TermWordMap words_;
};

// The search for one document: what its blocks have in common.
class Query {
 public:
  Query(const Store& store, const StoredDocument& document, const CollectionOptions& options, StoryCache* cache,
        CollectionStatistics* statistics)
      : store_(store),
        document_(document),
        options_(options),
        statistics_(statistics),
        cache_(cache == nullptr ? &own_cache_ : cache),
        names_(store),
        texts_(store, kCacheBytes, options.verify.furniture),
        whole_texts_(store, kCacheBytes / 4) {}

  absl::StatusOr<std::vector<Match>> Run() {
    COPYDESK_ASSIGN_OR_RETURN(same_, FindSame(store_, document_));
    name_ = document_.metadata.id;
    if (same_.empty()) {
      COPYDESK_ASSIGN_OR_RETURN(name_, QueryName(store_, document_.metadata.id));
    }
    statistics_->model = options_.ModelName(options_.stories.model->name());
    furniture_ = Furniture();
    for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
      if (document_.blocks[i].role == BlockRole::kFurniture) continue;
      COPYDESK_RETURN_IF_ERROR(AddMatchesOf(i));
    }
    COPYDESK_RETURN_IF_ERROR(names_.status());
    std::sort(matches_.begin(), matches_.end(),
              [](const Match& x, const Match& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
    return std::move(matches_);
  }

 private:
  absl::Status AddMatchesOf(std::size_t i) {
    const Block& block = document_.blocks[i];
    const Signature& signature = document_.signatures[i];
    COPYDESK_ASSIGN_OR_RETURN(std::vector<BlockNumber> blocks,
                              FindBlocks(store_, signature, options_, &names_, statistics_));
    std::optional<StoryQuestion> question;
    std::vector<BlockNumber> stories;
    if (options_.stories.enabled && !signature.terms.terms.empty()) {
      question =
          MakeQuestion(signature, TermsWithout(document_.metadata, document_.text, document_.blocks, i, furniture_),
                       BlockTime(document_.metadata, block), *options_.stories.model);
      COPYDESK_ASSIGN_OR_RETURN(stories, FindStoryBlocks(*question));
    }
    std::sort(stories.begin(), stories.end());
    std::vector<BlockNumber> all = stories;
    all.insert(all.end(), blocks.begin(), blocks.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());

    std::sort(blocks.begin(), blocks.end());
    const PreparedText whole = PrepareText(document_.text, block.parts);
    const PreparedText kept = PrepareText(document_.text, block.parts, furniture_);
    QuestionWords words(document_, i);
    for (const BlockNumber other : all) {
      if (std::find(same_.begin(), same_.end(), other.document) != same_.end()) continue;
      COPYDESK_RETURN_IF_ERROR(CheckNotCancelled());
      COPYDESK_ASSIGN_OR_RETURN(Match match, Compare(i, whole, kept, other));
      const bool is_text_candidate = std::binary_search(blocks.begin(), blocks.end(), other);
      bool is_story = false;
      if (question.has_value()) {
        COPYDESK_ASSIGN_OR_RETURN(const auto known, Known(other));
        if (known != nullptr) match.same_story = ScoreAgainst(*question, *known, options_.stories);
        if (match.same_story.has_value() && match.comparison.numbers_differ) *match.same_story *= kTemplateShare;
        if (match.same_story.value_or(0) >= kMinStory) {
          is_story = std::binary_search(stories.begin(), stories.end(), other);
          match.terms = words.Name(*question, SharedTerms(question->scored(), known->scored()));
        }
      }
      const bool is_text = match.verified ? match.comparison.relation != Relation::kNone : is_text_candidate;
      if (!is_text && !is_story) continue;
      if (NamesModel(match)) match.model = statistics_->model;
      statistics_->unverified += match.verified ? 0 : 1;
      matches_.push_back(std::move(match));
    }
    return absl::OkStatus();
  }

  // All stored blocks that may tell the story: copies of one content and terms as far as copy_cap allows.
  absl::StatusOr<std::vector<BlockNumber>> FindStoryBlocks(const StoryQuestion& question) {
    COPYDESK_ASSIGN_OR_RETURN(const StoryAnswers answers,
                              FindStoriesOf(store_, question, options_.stories, cache_, options_.verify.cancel));
    statistics_->story_candidates += answers.candidates;
    statistics_->stop_terms += answers.stop_terms;
    statistics_->bounded_stories += answers.is_bounded ? 1 : 0;
    std::vector<BlockNumber> blocks;
    for (const BlockNumber posted : answers.blocks) {
      COPYDESK_ASSIGN_OR_RETURN(const auto known, Known(posted));
      Signature content;
      content.content = known->content;
      COPYDESK_ASSIGN_OR_RETURN(std::vector<BlockNumber> copies, FindCopies(store_, content, LimitOf(options_)));
      if (copies.size() > options_.copy_cap) copies = {names_.FirstByName(copies)};
      for (const BlockNumber copy : copies) {
        COPYDESK_ASSIGN_OR_RETURN(const auto other, Known(copy));
        if (other == nullptr || other->identity != known->identity) continue;
        if (ScoreAgainst(question, *other, options_.stories).value_or(0) >= kMinStory) blocks.push_back(copy);
      }
    }
    return blocks;
  }

  absl::StatusOr<std::shared_ptr<const KnownStory>> Known(BlockNumber block) {
    return cache_->Get(store_, block, options_.stories);
  }

  std::vector<TextRange> Furniture() const {
    const FurnitureModel* const model = options_.verify.furniture.get();
    if (model == nullptr) return {};
    return FindFurniture(document_.text, model->OfSource(FurnitureSource(document_.metadata)));
  }

  // As VerifyPairs does: nothing is set aside where contents are equal.
  absl::StatusOr<Match> Compare(std::size_t i, const PreparedText& whole, const PreparedText& kept, BlockNumber other) {
    const BlockName own{.document = name_, .block = document_.blocks[i].name};
    auto text = texts_.Get(other);
    const bool is_equal = text.ok() && (*text)->content == whole.content;
    if (is_equal) text = whole_texts_.Get(other);
    if (absl::IsNotFound(text.status())) {
      COPYDESK_ASSIGN_OR_RETURN(const std::vector<Signature> signatures, store_.GetSignatures(other.document));
      COPYDESK_ASSIGN_OR_RETURN(const Estimate estimate,
                                EstimateJaccard(document_.signatures[i].minhash, signatures[other.block].minhash));
      Match match = MakeMatch(own, names_.Get(other), {});
      match.verified = false;
      match.estimated_jaccard = estimate;
      return match;
    }
    COPYDESK_RETURN_IF_ERROR(text.status());
    ++statistics_->verified;
    return MakeMatch(own, names_.Get(other),
                     ComparePrepared(is_equal ? whole : kept, **text, options_.verify.rules,
                                     options_.verify.spans ? SpansOf::kRelated : SpansOf::kNone));
  }

  absl::Status CheckNotCancelled() const {
    const std::atomic<bool>* const cancel = options_.verify.cancel;
    const bool is_cancelled = IsCancelled(cancel);
    return is_cancelled ? absl::CancelledError("interrupted") : absl::OkStatus();
  }

  const Store& store_;
  const StoredDocument& document_;
  const CollectionOptions& options_;
  CollectionStatistics* statistics_;
  StoryCache own_cache_;
  StoryCache* cache_;
  MatchNames names_;
  TextSource texts_;        // without furniture
  TextSource whole_texts_;  // for equal contents
  std::vector<DocumentNumber> same_;
  std::string name_;                  // of the document, in results
  std::vector<TextRange> furniture_;  // of the document
  std::vector<Match> matches_;
};

}  // namespace

absl::StatusOr<std::vector<Match>> FindMatchesOf(const Store& store, const StoredDocument& document,
                                                 const CollectionOptions& options, CollectionStatistics* statistics,
                                                 StoryCache* cache) {
  const auto start = std::chrono::steady_clock::now();
  Query query(store, document, options, cache, statistics);
  auto matches = query.Run();
  statistics->verify_seconds += SecondsSince(start);
  return matches;
}

}  // namespace copydesk
