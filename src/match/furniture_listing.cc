#include "match/furniture_listing.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "base/cancel.h"
#include "base/status.h"
#include "base/utf8.h"
#include "match/furniture_passages.h"

namespace copydesk {
namespace {

struct Listed {
  FurniturePassage passage;
  std::pair<ContentHash, std::string> printed_by;  // the smallest of those seen
};

// As much of a passage as is shown, cut between characters.
std::string Shown(std::string_view passage) {
  if (passage.size() <= kFurnitureTextBytes) return std::string(passage);
  std::size_t end = 0;
  for (std::size_t next = 0; next <= kFurnitureTextBytes; next += DecodeUtf8(passage, next).length) end = next;
  return std::string(passage.substr(0, end));
}

}  // namespace

absl::StatusOr<std::vector<FurniturePassage>> ListFurniture(const Store& store, const FurnitureModel& model,
                                                            const std::atomic<bool>* cancel) {
  std::map<std::pair<std::uint64_t, std::uint64_t>, Listed> listed;  // (source, passage)
  for (DocumentNumber number = 0; number < store.EndNumber() && !model.empty(); ++number) {
    if (IsCancelled(cancel)) return absl::CancelledError("interrupted");
    if (!store.Contains(number)) continue;
    COPYDESK_ASSIGN_OR_RETURN(const Metadata metadata, store.GetMetadata(number));
    const std::uint64_t source = FurnitureSource(metadata);
    const std::span<const FurnitureEntry> of_source = model.OfSource(source);
    if (of_source.empty()) continue;
    const absl::StatusOr<std::string> text = store.GetText(number);
    if (absl::IsNotFound(text.status())) continue;
    COPYDESK_RETURN_IF_ERROR(text.status());
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<Signature> signatures, store.GetSignatures(number));
    const ContentHash content = signatures.empty() ? ContentHash() : signatures.front().content;
    std::set<std::uint64_t> seen;
    for (const Passage& passage : FindPassages(*text)) {
      const FurnitureEntry* const entry = FindPassage(of_source, passage.hash);
      if (entry == nullptr || !seen.insert(passage.hash).second) continue;
      Listed& one = listed[{source, passage.hash}];
      ++one.passage.documents;
      const std::size_t size = passage.range.end - passage.range.begin;
      const std::string_view whole = std::string_view(*text).substr(passage.range.begin, size);
      std::pair printed_by(content, Shown(whole));
      if (one.passage.documents > 1 && !(printed_by < one.printed_by)) continue;
      one.passage.source = FurnitureSourceName(metadata);
      one.passage.text = printed_by.second;
      one.passage.words = passage.tokens;
      one.passage.contexts = entry->contexts;
      one.printed_by = std::move(printed_by);
    }
  }
  std::vector<FurniturePassage> passages;
  passages.reserve(listed.size());
  for (auto& [key, one] : listed) passages.push_back(std::move(one.passage));
  std::sort(passages.begin(), passages.end(), [](const FurniturePassage& x, const FurniturePassage& y) {
    return std::tie(x.source, y.documents, x.text) < std::tie(y.source, x.documents, y.text);
  });
  return passages;
}

}  // namespace copydesk
