// Which tokens of the documents so far stay.
#ifndef COPYDESK_DEDUP_STAYING_TOKENS_H_
#define COPYDESK_DEDUP_STAYING_TOKENS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "dedup/text_units.h"

namespace copydesk {

// The stretch around a token that none of `gone` is in, which are ascending and disjoint; without a bound its end is
// the largest number. Empty where the token is gone itself. Logarithmic.
[[nodiscard]] TokenRange StretchAround(std::span<const TokenRange> gone, std::uint32_t token);

// Takes 16 bytes a document with cuts and 8 a cut.
class StayingTokens {
 public:
  // What goes of a document: ascending, disjoint and not none. Documents ascend.
  void Remove(std::uint32_t document, std::span<const TokenRange> gone);

  // What is gone of it.
  [[nodiscard]] std::span<const TokenRange> GoneOf(std::uint32_t document) const;

 private:
  struct Document {
    std::uint32_t number = 0;
    std::size_t first = 0;  // of gone_
  };

  std::vector<Document> documents_;
  std::vector<TokenRange> gone_;
};

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_STAYING_TOKENS_H_
