// Tokens of the documents of a collection, the ones used last.
#ifndef COPYDESK_DEDUP_TOKEN_CACHE_H_
#define COPYDESK_DEDUP_TOKEN_CACHE_H_

#include <cstdint>
#include <list>
#include <memory>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dedup/cut.h"
#include "text/tokens.h"

namespace copydesk {

// A text of a collection. Errors: InvalidArgument for one of 4 GiB and more, those of `texts`.
[[nodiscard]] absl::StatusOr<std::string> LoadText(const CollectionTexts& texts, std::uint32_t document);

// The tokens of a text, of which Tokens::number is left empty.
[[nodiscard]] std::shared_ptr<const Tokens> TokensOf(std::string_view text);

// Bytes of a cache where the caller bounds no memory.
inline constexpr std::uint64_t kDefaultTokenCache = std::uint64_t{256} << 20;

// For one thread.
class TokenCache {
 public:
  // `texts` must stay live while this is live. Tokens take up to about `budget` bytes, 16 a token, besides those that
  // are in use.
  TokenCache(const CollectionTexts& texts, std::uint64_t budget) : texts_(texts), budget_(budget) {}

  // From the text, unless they are here. Errors: those of LoadText.
  [[nodiscard]] absl::StatusOr<std::shared_ptr<const Tokens>> Get(std::uint32_t document);

  // Tokens that are known already.
  void Put(std::uint32_t document, std::shared_ptr<const Tokens> tokens);

 private:
  struct Entry {
    std::shared_ptr<const Tokens> tokens;
    std::list<std::uint32_t>::iterator place;
  };

  const CollectionTexts& texts_;
  const std::uint64_t budget_;
  std::uint64_t bytes_ = 0;
  std::list<std::uint32_t> recent_;  // most recent first
  absl::flat_hash_map<std::uint32_t, Entry> entries_;
};

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_TOKEN_CACHE_H_
