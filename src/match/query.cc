// The matches of one document that is not in the store.
#include <algorithm>
#include <chrono>
#include <span>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/seconds_since.h"
#include "base/status.h"
#include "match/block_search.h"
#include "match/collection.h"
#include "match/match_names.h"

namespace copydesk {
namespace {

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

}  // namespace

absl::StatusOr<std::vector<Match>> FindMatchesOf(const Store& store, const StoredDocument& document,
                                                 const CollectionOptions& options, CollectionStatistics* statistics,
                                                 StoryCache* cache) {
  const auto start = std::chrono::steady_clock::now();
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<DocumentNumber> same, FindSame(store, document));
  std::string name = document.metadata.id;
  if (same.empty()) {
    COPYDESK_ASSIGN_OR_RETURN(name, QueryName(store, document.metadata.id));
  }
  statistics->model = options.ModelName(options.stories.model->name());
  StoryCache own_cache;
  BlockSearch search(store, options, cache == nullptr ? &own_cache : cache);
  const auto is_same = [&](std::uint32_t, BlockNumber other) {
    return std::find(same.begin(), same.end(), other.document) != same.end();
  };
  COPYDESK_ASSIGN_OR_RETURN(std::vector<BlockSearch::Found> found,
                            search.Find({.document = &document, .is_left_out = is_same}, statistics));
  std::vector<Match> matches;
  matches.reserve(found.size());
  for (BlockSearch::Found& one : found) {
    Match match = MakeMatch({.document = name, .block = document.blocks[one.own].name}, search.names()->Get(one.other),
                            std::move(one.comparison));
    match.verified = one.verified;
    match.estimated_jaccard = one.estimate;
    match.same_story = one.same_story;
    match.terms = std::move(one.terms);
    match.evidence = one.evidence;
    if (NamesModel(match)) match.model = statistics->model;
    matches.push_back(std::move(match));
  }
  COPYDESK_RETURN_IF_ERROR(search.names()->status());
  std::sort(matches.begin(), matches.end(),
            [](const Match& x, const Match& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
  statistics->verify_seconds += SecondsSince(start);
  return matches;
}

}  // namespace copydesk
