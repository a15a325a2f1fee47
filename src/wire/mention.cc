// "told Reuters", "according to the AP", "the Interfax news agency".
#include "wire/candidate.h"
#include "wire/credit_words.h"

namespace copydesk {

std::optional<Form> MentionOf(const Candidate& candidate) {
  if (candidate.generic || candidate.bracketed) return std::nullopt;
  const Form mention = {.kind = CreditKind::kMention, .range = candidate.range};
  if (candidate.full && candidate.capital) return mention;
  if (!candidate.capital) return std::nullopt;
  std::string before = FoldForCredits(TrimEnd(Before(candidate, 40)));
  for (const std::string_view article : {"the", "l'", "der", "die", "la", "el", "de", "à l'"}) {
    if (before.size() > article.size() && before.ends_with(article) &&
        before[before.size() - article.size() - 1] == ' ') {
      before.resize(before.size() - article.size() - 1);
      break;
    }
  }
  if (EndsWithPhrase(before, MentionsBefore())) return mention;
  std::string behind = FoldForCredits(TrimStart(Behind(candidate, 40)));
  if (behind.starts_with("'s ")) behind.erase(0, 3);
  if (behind.starts_with("' ")) behind.erase(0, 2);
  if (StartsWithPhrase(behind, MentionsBehind())) return mention;
  return std::nullopt;
}

}  // namespace copydesk
