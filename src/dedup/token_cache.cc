#include "dedup/token_cache.h"

#include <limits>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace copydesk {
namespace {

std::uint64_t BytesOf(const Tokens& tokens) {
  constexpr std::uint64_t kEntry = 128;  // of the map and the list
  return kEntry + tokens.hash.capacity() * sizeof(tokens.hash[0]) + tokens.begin.capacity() * sizeof(tokens.begin[0]) +
         tokens.end.capacity() * sizeof(tokens.end[0]);
}

}  // namespace

absl::StatusOr<std::string> LoadText(const CollectionTexts& texts, std::uint32_t document) {
  absl::StatusOr<std::string> text = texts.Text(document);
  if (text.ok() && text->size() >= std::numeric_limits<std::uint32_t>::max()) {
    return absl::InvalidArgumentError(
        absl::StrCat("document ", document, " has a text of ", text->size(),
                     " bytes, and passages are cut in texts below 4 GiB; split it or leave it out"));
  }
  return text;
}

std::shared_ptr<const Tokens> TokensOf(std::string_view text) {
  auto tokens = std::make_shared<Tokens>(Tokenize(text));
  tokens->number = {};
  return tokens;
}

absl::StatusOr<std::shared_ptr<const Tokens>> TokenCache::Get(std::uint32_t document) {
  if (const auto found = entries_.find(document); found != entries_.end()) {
    recent_.splice(recent_.begin(), recent_, found->second.place);
    return found->second.tokens;
  }
  COPYDESK_ASSIGN_OR_RETURN(const std::string text, LoadText(texts_, document));
  std::shared_ptr<const Tokens> tokens = TokensOf(text);
  Put(document, tokens);
  return tokens;
}

void TokenCache::Put(std::uint32_t document, std::shared_ptr<const Tokens> tokens) {
  if (entries_.contains(document)) return;
  bytes_ += BytesOf(*tokens);
  recent_.push_front(document);
  entries_.emplace(document, Entry{.tokens = std::move(tokens), .place = recent_.begin()});
  while (bytes_ > budget_ && !recent_.empty()) {
    const auto oldest = entries_.find(recent_.back());
    bytes_ -= BytesOf(*oldest->second.tokens);
    entries_.erase(oldest);
    recent_.pop_back();
  }
}

}  // namespace copydesk
