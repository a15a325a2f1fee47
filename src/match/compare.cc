#include "copydesk/compare.h"

#include <array>
#include <limits>

#include "absl/strings/str_cat.h"
#include "base/check_range.h"
#include "base/status.h"
#include "match/compare_prepared.h"
#include "match/prepared_text.h"

namespace copydesk {
namespace {

absl::StatusOr<PreparedText> Prepare(std::string_view text) {
  if (text.size() > std::numeric_limits<std::uint32_t>::max()) {
    return absl::InvalidArgumentError(
        absl::StrCat("a text of ", text.size(), " bytes is too long; the limit is 4 GiB"));
  }
  const TextRange whole{.begin = 0, .end = static_cast<std::uint32_t>(text.size())};
  return PrepareText(text, std::array{whole});
}

}  // namespace

absl::Status Validate(const RelationRules& rules) {
  COPYDESK_RETURN_IF_ERROR(CheckRange("shingle", rules.shingle, 2, 32));
  COPYDESK_RETURN_IF_ERROR(CheckRange("run", rules.run, 2, 64));
  COPYDESK_RETURN_IF_ERROR(CheckRange("near_jaccard", rules.near_jaccard, 0.01, 1.0));
  COPYDESK_RETURN_IF_ERROR(CheckRange("near_share", rules.near_share, 0.01, 1.0));
  COPYDESK_RETURN_IF_ERROR(CheckRange("contains_share", rules.contains_share, 0.01, 1.0));
  COPYDESK_RETURN_IF_ERROR(CheckRange("min_shared", rules.min_shared, 1, 1'000'000));
  COPYDESK_RETURN_IF_ERROR(CheckRange("min_own", rules.min_own, 0, 1'000'000));
  COPYDESK_RETURN_IF_ERROR(CheckRange("min_own_alone", rules.min_own_alone, 1, 1'000'000));
  COPYDESK_RETURN_IF_ERROR(CheckRange("short_tokens", rules.short_tokens, 0, 256));
  COPYDESK_RETURN_IF_ERROR(CheckRange("short_near", rules.short_near, 0.01, 1.0));
  return CheckRange("short_contains", rules.short_contains, 0.01, 1.0);
}

absl::StatusOr<Comparison> CompareTexts(std::string_view a, std::string_view b, const RelationRules& rules) {
  COPYDESK_RETURN_IF_ERROR(Validate(rules));
  COPYDESK_ASSIGN_OR_RETURN(const PreparedText prepared_a, Prepare(a));
  COPYDESK_ASSIGN_OR_RETURN(const PreparedText prepared_b, Prepare(b));
  return ComparePrepared(prepared_a, prepared_b, rules, SpansOf::kAll);
}

}  // namespace copydesk
