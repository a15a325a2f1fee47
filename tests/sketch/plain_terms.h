// The terms of a block, token by token and with a sort of all of them: the definition in code that the tests compare
// src/sketch/terms.h with. Slow.
#ifndef COPYDESK_TESTS_SKETCH_PLAIN_TERMS_H_
#define COPYDESK_TESTS_SKETCH_PLAIN_TERMS_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/block.h"
#include "copydesk/terms.h"

namespace copydesk::plain {

BlockTerms ExtractTerms(std::string_view title, std::string_view text, std::span<const TextRange> parts);

std::vector<std::string> TermWords(std::string_view title, std::string_view text, std::span<const TextRange> parts,
                                   std::span<const std::uint64_t> hashes);

}  // namespace copydesk::plain

#endif  // COPYDESK_TESTS_SKETCH_PLAIN_TERMS_H_
