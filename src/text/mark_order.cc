#include "text/mark_order.h"

#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/utf8_reader.h"
#include "text/word_break.h"

namespace copydesk {
namespace {

struct Mark {
  UChar32 character;
  std::uint8_t combining_class;
};

void AppendCharacter(UChar32 c, std::string* out) {
  char buffer[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, c);
  out->append(buffer, static_cast<std::size_t>(length));
}

void AppendInOrder(std::vector<Mark>* marks, std::string* out) {
  std::stable_sort(marks->begin(), marks->end(),
                   [](const Mark& a, const Mark& b) { return a.combining_class < b.combining_class; });
  for (const Mark& mark : *marks) AppendCharacter(mark.character, out);
  marks->clear();
}

}  // namespace

std::string OrderMarks(std::string_view text, const icu::Normalizer2& normalizer) {
  std::string out;
  std::vector<Mark> marks;  // reorder among each other: all of a combining class above 0
  icu::UnicodeString mapped;
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size(); at += length) {
    char32_t c = 0;
    length = ReadUtf8(text, at, &c);
    if (ClassOf(c) != CharClass::kMark) {
      AppendInOrder(&marks, &out);
      out.append(text.substr(at, length));
      continue;
    }
    const auto character = static_cast<UChar32>(c);
    if (normalizer.getDecomposition(character, mapped) == 0) mapped.setTo(character);
    for (std::int32_t i = 0; i < mapped.length(); i = mapped.moveIndex32(i, 1)) {
      const UChar32 mark = mapped.char32At(i);
      const std::uint8_t combining_class = normalizer.getCombiningClass(mark);
      if (combining_class == 0) {
        AppendInOrder(&marks, &out);
        AppendCharacter(mark, &out);
      } else {
        marks.push_back({mark, combining_class});
      }
    }
  }
  AppendInOrder(&marks, &out);
  return out;
}

}  // namespace copydesk
