#include "sketch/story_identity.h"

#include <string>

#include "base/coding.h"

namespace copydesk {

Hash128 IdentifyStory(const Signature& signature) {
  const BlockTerms& terms = signature.terms;
  std::string bytes;
  PutFixed64(&bytes, signature.content.high);
  PutFixed64(&bytes, signature.content.low);
  PutVarint(&bytes, terms.terms.size());
  for (const Term& term : terms.terms) {
    PutFixed64(&bytes, term.hash);
    PutFixed32(&bytes, term.count);
    bytes.push_back(static_cast<char>(term.kind));
  }
  PutVarint(&bytes, terms.words);
  PutVarint(&bytes, terms.weekdays);
  PutVarint(&bytes, terms.months);
  PutVarint(&bytes, terms.year);
  PutVarint(&bytes, terms.numbers.size());
  for (const std::uint64_t number : terms.numbers) PutFixed64(&bytes, number);
  for (const auto* const hashes : {&terms.stems, &terms.grams}) {
    PutVarint(&bytes, hashes->size());
    for (const std::uint32_t hash : *hashes) PutFixed32(&bytes, hash);
  }
  return HashBytes128(bytes);
}

}  // namespace copydesk
