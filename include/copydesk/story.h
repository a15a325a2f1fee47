// Do two texts tell one story, in whatever words?
#ifndef COPYDESK_STORY_H_
#define COPYDESK_STORY_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/terms.h"

namespace copydesk {

struct StoryComparison {
  double same_story = 0;          // a probability; at least 0.5: one story
  std::vector<SharedTerm> terms;  // shared, by descending weight
  std::string model;              // the frequencies that weighed them
};

struct TitledText {
  std::string_view title;  // may be empty
  std::string_view text;
};

// Scores two texts under the background frequencies alone. Symmetric. Linear in the texts.
// Errors: InvalidArgument for a text of 4 GiB or more.
[[nodiscard]] absl::StatusOr<StoryComparison> CompareStories(const TitledText& a, const TitledText& b);

}  // namespace copydesk

#endif  // COPYDESK_STORY_H_
