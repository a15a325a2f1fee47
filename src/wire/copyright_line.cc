// "Copyright 2018 The Associated Press. All rights reserved.", "© AFP 2018".
#include <algorithm>

#include "wire/candidate.h"
#include "wire/credit_words.h"

namespace copydesk {
namespace {

constexpr std::size_t kAround = 70;

bool HasYear(std::string_view text) {
  int digits = 0;
  for (const char c : text) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits == 4) return true;
  }
  return false;
}

}  // namespace

std::optional<Form> CopyrightOf(const Candidate& candidate) {
  if (candidate.generic) return std::nullopt;
  const std::string_view before = Before(candidate, kAround);
  const std::string_view behind = Behind(candidate, kAround);
  std::size_t sign = std::string_view::npos;
  bool word = false;
  for (const std::string_view mark : {"©", "(c)", "(C)", "Copyright", "copyright", "COPYRIGHT"}) {
    const std::size_t at = before.rfind(mark);
    if (at == std::string_view::npos) continue;
    sign = std::min(sign, at);
    word = word || mark.size() > 3;
  }
  if (sign == std::string_view::npos) return std::nullopt;
  const std::string_view between = before.substr(sign);
  const std::string rights = FoldForCredits(behind);
  const bool reserved = FindPhrase(rights, RightsReserved()) != std::string_view::npos;
  const bool dated = HasYear(between) || HasYear(behind.substr(0, 12));
  if (!dated && !reserved && !word && !candidate.below_body) return std::nullopt;
  if (!dated && !reserved && candidate.caption) return std::nullopt;
  const std::uint32_t begin = candidate.range.begin - static_cast<std::uint32_t>(before.size() - sign);
  return Form{.kind = CreditKind::kCopyright, .range = {.begin = begin, .end = candidate.range.end}};
}

}  // namespace copydesk
