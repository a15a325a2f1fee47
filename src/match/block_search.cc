#include "match/block_search.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <utility>

#include "base/cancel.h"
#include "base/status.h"
#include "match/block_terms.h"
#include "match/candidates.h"
#include "match/compare_prepared.h"
#include "match/furniture_passages.h"
#include "match/kept_terms.h"
#include "match/query_links.h"
#include "match/story_links.h"
#include "match/story_score.h"
#include "match/story_words.h"
#include "sketch/block_links.h"
#include "sketch/block_time.h"
#include "sketch/terms.h"

namespace copydesk {
namespace {

constexpr std::size_t kCacheBytes = std::size_t{64} << 20;

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

}  // namespace

// The search for one document: what its blocks have in common.
class BlockSearch::OfDocument {
 public:
  OfDocument(BlockSearch* search, const Document& searched, CollectionStatistics* statistics)
      : search_(*search),
        store_(search->store_),
        options_(search->options_),
        searched_(searched),
        document_(*searched.document),
        statistics_(statistics),
        furniture_(Furniture()) {
    if (options_.stories.enabled && options_.stories.links) {
      links_ = FindBlockLinks(document_.metadata, document_.blocks);
    }
  }

  absl::StatusOr<std::vector<Found>> Run() {
    for (std::uint32_t i = 0; i < document_.blocks.size(); ++i) {
      if (document_.blocks[i].role == BlockRole::kFurniture) continue;
      COPYDESK_RETURN_IF_ERROR(SearchFor(i));
    }
    COPYDESK_RETURN_IF_ERROR(search_.names_.status());
    return std::move(found_);
  }

 private:
  absl::Status SearchFor(std::uint32_t i) {
    const Block& block = document_.blocks[i];
    const Signature& signature = document_.signatures[i];
    COPYDESK_ASSIGN_OR_RETURN(std::vector<BlockNumber> blocks,
                              FindBlocks(store_, signature, options_, &search_.names_, statistics_));
    const std::optional<std::int64_t> time = BlockTime(document_.metadata, block);
    std::optional<StoryQuestion> question;
    std::vector<BlockNumber> stories;
    if (options_.stories.enabled && !signature.terms.terms.empty()) {
      question = MakeQuestion(signature, KeptTermsOf(i), time, *options_.stories.model);
      COPYDESK_ASSIGN_OR_RETURN(stories, FindStoryBlocks(*question));
    }
    const LinkQuestion link = {.links = LinksOf(i), .content = signature.content, .time = time};
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<BlockNumber> linked, FindLinkedBlocks(link));
    stories.insert(stories.end(), linked.begin(), linked.end());
    std::sort(stories.begin(), stories.end());
    std::vector<BlockNumber> all = stories;
    all.insert(all.end(), blocks.begin(), blocks.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    std::erase_if(all, [&](BlockNumber other) { return searched_.is_left_out(i, other); });
    if (all.empty()) return absl::OkStatus();

    std::sort(blocks.begin(), blocks.end());
    PreparedText whole;
    PreparedText kept;
    if (searched_.has_text) {
      whole = PrepareText(document_.text, block.parts);
      kept = PrepareText(document_.text, block.parts, furniture_);
    }
    QuestionWords words(document_, i);
    for (const BlockNumber other : all) {
      COPYDESK_RETURN_IF_ERROR(CheckNotCancelled());
      COPYDESK_ASSIGN_OR_RETURN(Found found, Compare(i, whole, kept, other));
      const bool is_text_candidate = std::binary_search(blocks.begin(), blocks.end(), other);
      bool is_story = false;
      if (question.has_value() || !link.links.empty()) {
        COPYDESK_ASSIGN_OR_RETURN(const auto known, Known(other));
        if (known != nullptr) SetStory(question, link, *known, &found);
        if (found.same_story.value_or(0) >= kMinStory) {
          is_story = std::binary_search(stories.begin(), stories.end(), other);
          if (searched_.has_text && question.has_value()) {
            found.terms = words.Name(*question, SharedTerms(question->scored(), known->scored()));
          }
        }
      }
      const bool is_text = found.verified ? found.comparison.relation != Relation::kNone : is_text_candidate;
      if (!is_text && !is_story) continue;
      statistics_->unverified += found.verified ? 0 : 1;
      found_.push_back(std::move(found));
    }
    return absl::OkStatus();
  }

  // All stored blocks that may tell the story: copies of one content and terms as far as copy_cap allows.
  absl::StatusOr<std::vector<BlockNumber>> FindStoryBlocks(const StoryQuestion& question) {
    COPYDESK_ASSIGN_OR_RETURN(const StoryAnswers answers, FindStoriesOf(store_, question, options_.stories,
                                                                        search_.stories_, options_.verify.cancel));
    statistics_->story_candidates += answers.candidates;
    statistics_->stop_terms += answers.stop_terms;
    statistics_->bounded_stories += answers.is_bounded ? 1 : 0;
    std::vector<BlockNumber> blocks;
    for (const BlockNumber posted : answers.blocks) {
      COPYDESK_ASSIGN_OR_RETURN(const auto known, Known(posted));
      Signature content;
      content.content = known->content;
      COPYDESK_ASSIGN_OR_RETURN(std::vector<BlockNumber> copies, FindCopies(store_, content, LimitOf(options_)));
      if (copies.size() > options_.copy_cap) copies = {search_.names_.FirstByName(copies)};
      for (const BlockNumber copy : copies) {
        COPYDESK_ASSIGN_OR_RETURN(const auto other, Known(copy));
        if (other == nullptr || other->identity != known->identity) continue;
        if (ScoreAgainst(question, *other, options_.stories).value_or(0) >= kMinStory) blocks.push_back(copy);
      }
    }
    return blocks;
  }

  std::vector<BlockLink> LinksOf(std::uint32_t i) const {
    std::vector<BlockLink> links;
    std::copy_if(links_.begin(), links_.end(), std::back_inserter(links),
                 [&](const BlockLink& link) { return link.block == i && document_.signatures[i].tokens > 0; });
    return links;
  }

  // All stored blocks with an address of the question: copies of one content as far as copy_cap allows.
  absl::StatusOr<std::vector<BlockNumber>> FindLinkedBlocks(const LinkQuestion& question) {
    const auto first_of = [this](const std::vector<BlockNumber>& copies) { return search_.names_.FirstByName(copies); };
    COPYDESK_ASSIGN_OR_RETURN(LinkAnswers answers, FindLinked(store_, question, options_.stories, first_of,
                                                              search_.stories_, options_.verify.cancel));
    statistics_->large_links += answers.large_links;
    std::vector<BlockNumber> blocks;
    for (const BlockNumber block : answers.blocks) {
      COPYDESK_ASSIGN_OR_RETURN(const auto known, Known(block));
      Signature content;
      content.content = known->content;
      COPYDESK_ASSIGN_OR_RETURN(const std::vector<BlockNumber> copies, FindCopies(store_, content, LimitOf(options_)));
      if (copies.size() <= options_.copy_cap || search_.names_.FirstByName(copies) == block) blocks.push_back(block);
    }
    return blocks;
  }

  // What terms and addresses say of the story.
  void SetStory(const std::optional<StoryQuestion>& question, const LinkQuestion& link, const KnownStory& known,
                Found* found) const {
    if (question.has_value()) found->same_story = ScoreAgainst(*question, known, options_.stories);
    if (found->same_story.has_value() && found->comparison.numbers_differ) *found->same_story *= kTemplateShare;
    found->evidence.link =
        ShareAddress(link.links, known.links) && AreWithin(options_.stories.window, link.time, known.time);
    if (found->evidence.link) found->same_story = WithLink(found->same_story);
  }

  absl::StatusOr<std::shared_ptr<const KnownStory>> Known(BlockNumber block) {
    return search_.stories_->Get(store_, block, options_.stories);
  }

  std::optional<BlockTerms> KeptTermsOf(std::uint32_t i) const {
    if (!searched_.has_text) return std::nullopt;
    return TermsWithout(document_.metadata, document_.text, document_.blocks, i, furniture_);
  }

  std::vector<TextRange> Furniture() const {
    const FurnitureModel* const model = options_.verify.furniture.get();
    if (model == nullptr || !searched_.has_text) return {};
    return FindFurniture(document_.text, model->OfSource(FurnitureSource(document_.metadata)));
  }

  // As VerifyPairs does: nothing is set aside where contents are equal.
  absl::StatusOr<Found> Compare(std::uint32_t i, const PreparedText& whole, const PreparedText& kept,
                                BlockNumber other) {
    Found found{
        .own = i, .other = other, .comparison = {}, .estimate = {}, .same_story = {}, .terms = {}, .evidence = {}};
    const auto not_kept = absl::NotFoundError("");
    absl::StatusOr<std::shared_ptr<const PreparedText>> text = not_kept;
    if (searched_.has_text) text = search_.texts_.Get(other);
    const bool is_equal = text.ok() && (*text)->content == whole.content;
    if (is_equal) text = search_.whole_texts_.Get(other);
    if (absl::IsNotFound(text.status())) {
      COPYDESK_ASSIGN_OR_RETURN(const std::vector<Signature> signatures, store_.GetSignatures(other.document));
      COPYDESK_ASSIGN_OR_RETURN(found.estimate,
                                EstimateJaccard(document_.signatures[i].minhash, signatures[other.block].minhash));
      found.verified = false;
      return found;
    }
    COPYDESK_RETURN_IF_ERROR(text.status());
    ++statistics_->verified;
    found.comparison = ComparePrepared(is_equal ? whole : kept, **text, options_.verify.rules,
                                       options_.verify.spans ? SpansOf::kRelated : SpansOf::kNone);
    return found;
  }

  absl::Status CheckNotCancelled() const {
    const bool is_cancelled = IsCancelled(options_.verify.cancel);
    return is_cancelled ? absl::CancelledError("interrupted") : absl::OkStatus();
  }

  BlockSearch& search_;
  const Store& store_;
  const CollectionOptions& options_;
  const Document& searched_;
  const StoredDocument& document_;
  CollectionStatistics* statistics_;
  std::vector<TextRange> furniture_;  // of the document
  std::vector<BlockLink> links_;      // of the document
  std::vector<Found> found_;
};

BlockSearch::BlockSearch(const Store& store, const CollectionOptions& options, StoryCache* cache)
    : store_(store),
      options_(options),
      stories_(cache),
      names_(store),
      texts_(store, kCacheBytes, options.verify.furniture),
      whole_texts_(store, kCacheBytes / 4) {}

absl::StatusOr<std::vector<BlockSearch::Found>> BlockSearch::Find(const Document& document,
                                                                  CollectionStatistics* statistics) {
  return OfDocument(this, document, statistics).Run();
}

}  // namespace copydesk
