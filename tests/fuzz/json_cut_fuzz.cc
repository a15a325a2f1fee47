// Any bytes as a line of JSON, and where to cut its text. What the reader reads can be cut at any character, and is
// then read as the text without what was cut, with the same other fields; cut nowhere it is itself; a member that is
// added is there. What the reader does not read does no harm. The first bytes choose the cuts.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utf8_reader.h"
#include "copydesk/reader.h"
#include "dedup/json_cut.h"
#include "read/buffered_input.h"
#include "read/json_record.h"

namespace copydesk {
namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

absl::StatusOr<Document> Read(std::string line) {
  const std::size_t size = line.size();
  line.resize(size + BufferedInput::kPadding);
  FieldNames fields;
  fields.text = {"text"};
  return JsonRecordParser(fields).Parse(std::string_view(line).substr(0, size));
}

bool AreEqual(const Document& x, const Document& y) { return x.text == y.text && x.metadata == y.metadata; }

// Cuts at borders of characters, of sizes and at distances that the bytes of `choices` say in turn.
std::vector<TextRange> ChooseCuts(std::string_view text, std::string_view choices) {
  std::vector<std::uint32_t> borders;
  for (std::size_t at = 0; at < text.size();) {
    borders.push_back(static_cast<std::uint32_t>(at));
    char32_t unused = 0;
    at += ReadUtf8(text, at, &unused);
  }
  borders.push_back(static_cast<std::uint32_t>(text.size()));
  std::vector<TextRange> cuts;
  std::size_t at = 0;
  for (const char choice : choices) {
    const auto byte = static_cast<unsigned char>(choice);
    const std::size_t begin = at + byte % 16;
    const std::size_t end = begin + byte / 16;
    if (end >= borders.size()) break;
    cuts.push_back({.begin = borders[begin], .end = borders[end]});
    at = end;
  }
  return cuts;
}

void CheckLine(std::string_view choices, std::string_view line) {
  const absl::StatusOr<Document> document = Read(std::string(line));
  const absl::StatusOr<std::string> uncut = CutJsonText(line, "text", {});
  const bool has_member = HasJsonMember(line, "text");
  const absl::StatusOr<std::string> added = AddJsonMembers(line, R"("copydesk_added":1)");
  if (uncut.ok()) Require(*uncut == line && has_member);
  for (const std::uint32_t end : {1u, 7u}) {
    const TextRange any{.begin = 0, .end = end};
    const absl::StatusOr<std::string> cut = CutJsonText(line, "text", {&any, 1});
    if (cut.ok()) Require(cut->size() + end <= line.size());
  }
  if (!document.ok()) return;

  Require(uncut.ok() && has_member && added.ok());
  Require(HasJsonMember(*added, "copydesk_added"));
  const absl::StatusOr<Document> with_member = Read(*added);
  Require(with_member.ok() && AreEqual(*with_member, *document));

  const std::vector<TextRange> cuts = ChooseCuts(document->text, choices);
  const absl::StatusOr<std::string> cut = CutJsonText(line, "text", cuts);
  Require(cut.ok());
  Document expected = *document;
  for (std::size_t i = cuts.size(); i > 0; --i) {
    expected.text.erase(cuts[i - 1].begin, cuts[i - 1].end - cuts[i - 1].begin);
  }
  const absl::StatusOr<Document> left = Read(*cut);
  Require(left.ok() && AreEqual(*left, expected));
}

}  // namespace
}  // namespace copydesk

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kChoices = 4;
  if (size < kChoices) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  copydesk::CheckLine(bytes.substr(0, kChoices), bytes.substr(kChoices));
  return 0;
}
