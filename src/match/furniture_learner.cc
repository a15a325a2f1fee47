#include "match/furniture_learner.h"

#include <algorithm>
#include <compare>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "base/cancel.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "base/status.h"
#include "match/page_template.h"
#include "text/posts_and_captions.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kProseTokens = 15;        // of a passage that can tell contexts apart
constexpr double kVersionShare = 0.2;             // of the prose that an earlier context has
constexpr std::uint32_t kNewProse = 30;           // tokens that make a context
constexpr std::uint32_t kShortTokens = 12;        // passages below this need ...
constexpr std::uint32_t kContextsOfShort = 3;     // ... so many contexts to be furniture, ...
constexpr std::uint32_t kContextsOfLong = 4;      // ... and others so many,
constexpr std::uint32_t kContextsOfEnclosed = 3;  // ... or so many between two that are
constexpr std::size_t kFewestTexts = kContextsOfShort;

struct SourceText {
  std::uint64_t source = 0;
  DocumentNumber number = 0;

  friend auto operator<=>(const SourceText&, const SourceText&) = default;
};

// The passages of a text, captions and embedded posts marked.
std::vector<Passage> MarkedPassages(std::string_view text) {
  std::vector<Passage> passages = FindPassages(text);
  std::vector<TextRange> paragraphs;
  paragraphs.reserve(passages.size());
  for (const Passage& passage : passages) paragraphs.push_back(passage.range);
  const std::vector<TextRange> others = FindPostsAndCaptions(text, paragraphs);
  auto next = others.begin();
  for (Passage& passage : passages) {
    passage.is_caption = next != others.end() && next->begin == passage.range.begin;
    if (passage.is_caption) ++next;
  }
  return passages;
}

struct OrderedPage {
  ContentHash content;
  SourcePage page;
};

// Documents of one first block may differ in their others, so that texts are told apart by all their passages.
bool Precedes(const OrderedPage& x, const OrderedPage& y) {
  if (x.content != y.content) return x.content < y.content;
  return std::lexicographical_compare(x.page.passages.begin(), x.page.passages.end(), y.page.passages.begin(),
                                      y.page.passages.end(),
                                      [](const Passage& p, const Passage& q) { return p.hash < q.hash; });
}

}  // namespace

bool SourceLearner::IsFurniture(const Known& known) {
  return known.contexts >= (known.tokens < kShortTokens ? kContextsOfShort : kContextsOfLong);
}

bool SourceLearner::IsIn(const Known& known, std::uint32_t context) {
  return std::find(std::begin(known.last), std::end(known.last), context) != std::end(known.last);
}

// Whether it stood between the same two forms in all contexts, and both are furniture.
bool SourceLearner::IsEnclosed(const Known& known) const {
  const auto is_furniture = [&](std::uint64_t form) {
    const auto found = known_.find(form);
    return found != known_.end() && IsFurniture(found->second);
  };
  return is_furniture(known.neighbours.before) && is_furniture(known.neighbours.after);
}

// The context that has the most of the prose, the older of equals; 0 when none has enough.
std::uint32_t SourceLearner::VersionOf(std::span<const Placed> passages) const {
  std::uint32_t prose = 0;
  std::map<std::uint32_t, std::uint32_t> shared;  // context -> tokens
  for (const auto& [passage, neighbours, is_prose] : passages) {
    if (!is_prose) continue;
    const auto found = known_.find(passage.hash);
    if (found != known_.end() && IsFurniture(found->second)) continue;
    prose += passage.tokens;
    if (found == known_.end()) continue;
    for (const std::uint32_t context : found->second.last) {
      if (context != 0) shared[context] += passage.tokens;
    }
  }
  std::uint32_t best = 0;
  std::uint32_t most = 0;
  for (const auto& [context, tokens] : shared) {
    if (tokens <= most) continue;
    best = context;
    most = tokens;
  }
  return most >= kVersionShare * prose ? best : 0;
}

void SourceLearner::Remember(const Placed& placed, std::uint32_t context, bool is_new_context) {
  const Passage& passage = placed.passage;
  RememberAs(passage.hash, placed, context, is_new_context);
  if (passage.form != passage.hash) RememberAs(passage.form, placed, context, is_new_context);
}

void SourceLearner::RememberAs(std::uint64_t name, const Placed& placed, std::uint32_t context, bool is_new_context) {
  const auto [entry, is_new] = known_.try_emplace(name);
  Known& known = entry->second;
  known.is_form = name != placed.passage.hash;
  known.tokens = placed.passage.tokens;
  if (is_new) known.neighbours = placed.neighbours;
  if (known.neighbours != placed.neighbours) known.neighbours = {};
  if (IsIn(known, context) || (!is_new && !is_new_context)) return;
  if (!placed.passage.is_caption) ++known.contexts;
  std::shift_right(std::begin(known.last), std::end(known.last), 1);
  known.last[0] = context;
}

void SourceLearner::Add(std::span<const Passage> all) {
  std::vector<Placed> passages;  // each once
  absl::flat_hash_set<std::uint64_t> seen;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!seen.insert(all[i].hash).second) continue;
    passages.push_back(
        {.passage = all[i],
         .neighbours = {.before = i == 0 ? 0 : all[i - 1].form, .after = i + 1 == all.size() ? 0 : all[i + 1].form}});
  }
  std::uint32_t own_prose = 0;
  for (const Placed& placed : passages) {
    const bool is_own = placed.passage.tokens >= kProseTokens && !placed.passage.is_caption;
    own_prose += is_own ? placed.passage.tokens : 0;
  }
  for (Placed& placed : passages) {
    placed.is_prose = placed.passage.tokens >= kProseTokens && (!placed.passage.is_caption || own_prose < kNewProse);
  }
  if (const std::uint32_t context = VersionOf(passages); context != 0) {
    for (const Placed& placed : passages) Remember(placed, context, /*is_new_context=*/false);
    return;
  }
  std::uint32_t new_prose = 0;
  for (const auto& [passage, neighbours, is_prose] : passages) {
    if (is_prose && !known_.contains(passage.hash)) new_prose += passage.tokens;
  }
  if (new_prose < kNewProse) return;
  ++contexts_;
  for (const Placed& placed : passages) Remember(placed, contexts_, /*is_new_context=*/true);
}

void SourceLearner::AppendFurniture(std::uint64_t source, std::vector<FurnitureEntry>* entries) const {
  for (const auto& [hash, known] : known_) {
    if (known.is_form) continue;
    if (IsFurniture(known) || (known.contexts >= kContextsOfEnclosed && IsEnclosed(known))) {
      entries->push_back({.source = source, .passage = hash, .contexts = known.contexts});
    }
  }
}

namespace {

// The first error of `errors`, or Cancelled.
absl::Status FirstError(const std::vector<absl::Status>& errors, const std::atomic<bool>* cancel) {
  if (IsCancelled(cancel)) return absl::CancelledError("interrupted");
  for (const absl::Status& error : errors) COPYDESK_RETURN_IF_ERROR(error);
  return absl::OkStatus();
}

// Calls body(i) for each i below `count`, on several threads, up to the first error.
template <typename Body>
absl::Status ForAll(std::size_t count, int threads, const std::atomic<bool>* cancel, const Body& body) {
  constexpr std::size_t kPerTask = 64;
  const std::size_t tasks = (count + kPerTask - 1) / kPerTask;
  std::vector<absl::Status> errors(tasks);
  ParallelFor(tasks, threads, [&](std::size_t task) {
    const std::size_t end = std::min(count, (task + 1) * kPerTask);
    for (std::size_t i = task * kPerTask; i < end && errors[task].ok() && !IsCancelled(cancel); ++i) {
      errors[task] = body(i);
    }
  });
  return FirstError(errors, cancel);
}

// All texts, by source.
absl::StatusOr<std::vector<SourceText>> ReadSourceTexts(const Store& store, int threads,
                                                        const std::atomic<bool>* cancel) {
  std::vector<SourceText> texts;
  texts.reserve(store.DocumentCount());
  for (DocumentNumber number = 0; number < store.EndNumber(); ++number) {
    if (store.Contains(number)) texts.push_back({.source = 0, .number = number});
  }
  const absl::Status read = ForAll(texts.size(), threads, cancel, [&](std::size_t i) -> absl::Status {
    COPYDESK_ASSIGN_OR_RETURN(const Metadata metadata, store.GetMetadata(texts[i].number));
    texts[i].source = FurnitureSource(metadata);
    return absl::OkStatus();
  });
  COPYDESK_RETURN_IF_ERROR(read);
  std::sort(texts.begin(), texts.end());
  return texts;
}

// What a text is ordered by: the content of its first block; none of a text without blocks.
absl::StatusOr<std::optional<ContentHash>> ReadContent(const Store& store, DocumentNumber number) {
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<Signature> signatures, store.GetSignatures(number));
  return signatures.empty() ? std::nullopt : std::optional(signatures[0].content);
}

absl::StatusOr<std::uint64_t> ReadUrl(const Store& store, DocumentNumber number) {
  COPYDESK_ASSIGN_OR_RETURN(const Metadata metadata, store.GetMetadata(number));
  return metadata.url.empty() ? 0 : Hash64(metadata.url);
}

// The `most` texts of `texts`, of one source, with the smallest contents: a sample that does not depend on their order.
absl::StatusOr<std::vector<SourceText>> SampleTexts(const Store& store, std::span<const SourceText> texts,
                                                    std::size_t most, int threads, const std::atomic<bool>* cancel) {
  struct Key {
    std::uint64_t content = 0;
    std::uint64_t url = 0;
    DocumentNumber number = 0;

    auto operator<=>(const Key&) const = default;
  };
  std::vector<Key> keys(texts.size());
  const absl::Status read = ForAll(texts.size(), threads, cancel, [&](std::size_t i) -> absl::Status {
    COPYDESK_ASSIGN_OR_RETURN(const std::optional<ContentHash> content, ReadContent(store, texts[i].number));
    COPYDESK_ASSIGN_OR_RETURN(const std::uint64_t url, ReadUrl(store, texts[i].number));
    keys[i] = {.content = content.value_or(ContentHash()).high, .url = url, .number = texts[i].number};
    return absl::OkStatus();
  });
  COPYDESK_RETURN_IF_ERROR(read);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end(), [](const Key& x, const Key& y) { return x.content == y.content; }),
             keys.end());
  keys.resize(std::min(keys.size(), most));
  std::vector<SourceText> sample;
  sample.reserve(keys.size());
  for (const Key& key : keys) sample.push_back({.source = texts[0].source, .number = key.number});
  return sample;
}

// The passages of `texts`; of a text that is not kept, or has no block, there are none.
absl::StatusOr<std::vector<OrderedPage>> ReadPages(const Store& store, std::span<const SourceText> texts, int threads,
                                                   const std::atomic<bool>* cancel) {
  std::vector<OrderedPage> pages(texts.size());
  const absl::Status read = ForAll(texts.size(), threads, cancel, [&](std::size_t i) -> absl::Status {
    COPYDESK_ASSIGN_OR_RETURN(const std::optional<ContentHash> content, ReadContent(store, texts[i].number));
    if (!content.has_value()) return absl::OkStatus();
    COPYDESK_ASSIGN_OR_RETURN(const std::uint64_t url, ReadUrl(store, texts[i].number));
    const absl::StatusOr<std::string> bytes = store.GetText(texts[i].number);
    if (absl::IsNotFound(bytes.status())) return absl::OkStatus();
    COPYDESK_RETURN_IF_ERROR(bytes.status());
    pages[i] = {.content = *content, .page = {.passages = MarkedPassages(*bytes), .url = url}};
    return absl::OkStatus();
  });
  COPYDESK_RETURN_IF_ERROR(read);
  return pages;
}

// Learns from the pages of one source.
std::vector<FurnitureEntry> LearnSource(std::uint64_t source, std::span<OrderedPage> ordered) {
  // Of equal texts the smallest URL stays, so that the order of adding does not matter.
  std::sort(ordered.begin(), ordered.end(), [](const OrderedPage& x, const OrderedPage& y) {
    return Precedes(x, y) || (!Precedes(y, x) && x.page.url < y.page.url);
  });
  SourceLearner learner;
  std::vector<SourcePage> pages;
  pages.reserve(ordered.size());
  const OrderedPage* last = nullptr;
  for (OrderedPage& page : ordered) {
    if (page.page.passages.empty() || (last != nullptr && !Precedes(*last, page))) continue;
    if (source != 0) learner.Add(page.page.passages);
    pages.push_back(page.page);
    last = &page;
  }
  std::vector<FurnitureEntry> entries;
  AppendFixedText(source, pages, &entries);
  if (source != 0) learner.AppendFurniture(source, &entries);
  return entries;
}

}  // namespace

absl::StatusOr<FurnitureModel> LearnFurniture(const Store& store, int threads, const std::atomic<bool>* cancel,
                                              std::uint64_t* sampled_sources, std::size_t most_texts) {
  constexpr std::size_t kTextsAtOnce = 4096;  // or those of one source
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<SourceText> texts, ReadSourceTexts(store, threads, cancel));
  std::vector<FurnitureEntry> entries;
  for (std::size_t begin = 0; begin < texts.size();) {
    std::vector<SourceText> part;
    std::vector<std::size_t> ends;  // in it, of the sources that are learned from together
    while (begin < texts.size() && part.size() < kTextsAtOnce) {
      std::size_t end = begin;
      while (end < texts.size() && texts[end].source == texts[begin].source) ++end;
      const std::span<const SourceText> of_source = std::span(texts).subspan(begin, end - begin);
      if (of_source.size() > most_texts) {
        COPYDESK_ASSIGN_OR_RETURN(const std::vector<SourceText> sample,
                                  SampleTexts(store, of_source, most_texts, threads, cancel));
        part.insert(part.end(), sample.begin(), sample.end());
        if (sampled_sources != nullptr) ++*sampled_sources;
      } else if (of_source.size() >= kFewestTexts) {
        part.insert(part.end(), of_source.begin(), of_source.end());
      }
      ends.push_back(part.size());
      begin = end;
    }
    COPYDESK_ASSIGN_OR_RETURN(std::vector<OrderedPage> pages, ReadPages(store, part, threads, cancel));
    std::vector<std::vector<FurnitureEntry>> learned(ends.size());
    ParallelFor(ends.size(), threads, [&](std::size_t i) {
      const std::size_t first = i == 0 ? 0 : ends[i - 1];
      if (ends[i] == first || IsCancelled(cancel)) return;
      learned[i] = LearnSource(part[first].source, std::span(pages).subspan(first, ends[i] - first));
    });
    for (const std::vector<FurnitureEntry>& of_source : learned) {
      entries.insert(entries.end(), of_source.begin(), of_source.end());
    }
  }
  if (IsCancelled(cancel)) return absl::CancelledError("interrupted");
  return FurnitureModel(std::move(entries));
}

}  // namespace copydesk
