#include <limits>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "copydesk/story.h"
#include "match/story_score.h"
#include "sketch/terms.h"

namespace copydesk {
namespace {

absl::StatusOr<std::vector<TextRange>> WholeText(const TitledText& text) {
  constexpr std::size_t kLimit = std::numeric_limits<std::uint32_t>::max();
  if (text.title.size() > kLimit || text.text.size() > kLimit) {
    return absl::InvalidArgumentError(absl::StrCat("a text of ", std::max(text.title.size(), text.text.size()),
                                                   " bytes is too long; the limit is 4 GiB"));
  }
  return std::vector<TextRange>{{.begin = 0, .end = static_cast<std::uint32_t>(text.text.size())}};
}

}  // namespace

absl::StatusOr<StoryComparison> CompareStories(const TitledText& a, const TitledText& b) {
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<TextRange> parts_a, WholeText(a));
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<TextRange> parts_b, WholeText(b));
  const TermModel& model = TermModel::Background();
  const StoryVector story_a = PrepareStory(ExtractTerms(a.title, a.text, parts_a), model);
  const StoryVector story_b = PrepareStory(ExtractTerms(b.title, b.text, parts_b), model);
  StoryComparison comparison{.same_story = ScoreStory(story_a, story_b).probability, .model = model.name()};
  const std::vector<SharedWeight> shared = SharedTerms(story_a, story_b);
  std::vector<std::uint64_t> hashes;
  hashes.reserve(shared.size());
  for (const SharedWeight& term : shared) hashes.push_back(term.hash);
  std::vector<std::string> words = TermWords(a.title, a.text, parts_a, hashes);
  for (std::size_t i = 0; i < shared.size(); ++i) {
    comparison.terms.push_back({.word = std::move(words[i]), .weight = shared[i].weight});
  }
  return comparison;
}

}  // namespace copydesk
