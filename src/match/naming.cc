#include "match/naming.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace copydesk {
namespace {

// What a document is ordered by among those of its id: content, then the bytes of its text, then number.
struct NamingKey {
  ContentHash content;
  std::string text;
  DocumentNumber number = 0;

  friend auto operator<=>(const NamingKey&, const NamingKey&) = default;
};

// Reads the texts of the keys whose content is not unique. A text that is not kept counts as empty.
absl::Status FillTexts(const Store& store, std::vector<NamingKey>* keys) {
  std::sort(keys->begin(), keys->end());
  for (std::size_t i = 0; i < keys->size(); ++i) {
    const ContentHash& content = (*keys)[i].content;
    const bool is_unique =
        (i == 0 || (*keys)[i - 1].content != content) && (i + 1 == keys->size() || (*keys)[i + 1].content != content);
    if (is_unique) continue;
    absl::StatusOr<std::string> text = store.GetText((*keys)[i].number);
    if (!text.ok() && !absl::IsNotFound(text.status())) return text.status();
    if (text.ok()) (*keys)[i].text = *std::move(text);
  }
  return absl::OkStatus();
}

// The documents of one id, in the order in which they are named.
absl::StatusOr<std::vector<DocumentNumber>> InNamingOrder(const Store& store, std::vector<DocumentNumber> numbers) {
  if (numbers.size() < 2) return numbers;
  std::vector<NamingKey> keys;
  for (const DocumentNumber number : numbers) {
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<Signature> signatures, store.GetSignatures(number));
    keys.push_back(
        {.content = signatures.empty() ? ContentHash{} : signatures.front().content, .text = {}, .number = number});
  }
  COPYDESK_RETURN_IF_ERROR(FillTexts(store, &keys));
  std::sort(keys.begin(), keys.end());
  std::transform(keys.begin(), keys.end(), numbers.begin(), [](const NamingKey& key) { return key.number; });
  return numbers;
}

// Marks are added at the end: whatever ids are, two documents never get one numbered name.
absl::StatusOr<std::string> NumberedName(const Store& store, const std::string& id, std::size_t number) {
  for (std::string name = absl::StrCat(id, "#", number);; name += '#') {
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<DocumentNumber> taken, store.FindId(name));
    if (taken.empty()) return name;
  }
}

}  // namespace

absl::StatusOr<std::string> DocumentName(const Store& store, DocumentNumber number) {
  COPYDESK_ASSIGN_OR_RETURN(Metadata metadata, store.GetMetadata(number));
  COPYDESK_ASSIGN_OR_RETURN(std::vector<DocumentNumber> numbers, store.FindId(metadata.id));
  COPYDESK_ASSIGN_OR_RETURN(numbers, InNamingOrder(store, std::move(numbers)));
  const auto place = static_cast<std::size_t>(std::find(numbers.begin(), numbers.end(), number) - numbers.begin());
  if (place == 0) return std::move(metadata.id);
  return NumberedName(store, metadata.id, place + 1);
}

absl::StatusOr<DocumentNumber> FindByName(const Store& store, std::string_view name) {
  COPYDESK_ASSIGN_OR_RETURN(std::vector<DocumentNumber> numbers, store.FindId(name));
  if (!numbers.empty()) {
    COPYDESK_ASSIGN_OR_RETURN(numbers, InNamingOrder(store, std::move(numbers)));
    return numbers.front();
  }
  // Perhaps a numbered name: the id is what stands before one of its "#".
  for (std::size_t mark = name.find('#'); mark != std::string_view::npos; mark = name.find('#', mark + 1)) {
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<DocumentNumber> candidates, store.FindId(name.substr(0, mark)));
    for (const DocumentNumber candidate : candidates) {
      COPYDESK_ASSIGN_OR_RETURN(const std::string candidate_name, DocumentName(store, candidate));
      if (candidate_name == name) return candidate;
    }
  }
  return absl::NotFoundError(absl::StrCat("no document is called ", ToAbsl(name)));
}

}  // namespace copydesk
