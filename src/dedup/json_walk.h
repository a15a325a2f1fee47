// Steps through the members of a JSON object where they stand.
#ifndef COPYDESK_DEDUP_JSON_WALK_H_
#define COPYDESK_DEDUP_JSON_WALK_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace copydesk {

// A character of a string, as it is written and as it is decoded.
struct JsonCharacter {
  std::size_t raw_size = 0;        // bytes of the line
  std::size_t size = 0;            // bytes of UTF-8
  std::array<char, 4> bytes = {};  // these
};

// The character at text[at], at < text.size(), inside a string; none where there is none: a quotation mark, a control
// character, an unknown escape, a lone surrogate, or an end inside of it. Of bytes that are not UTF-8 each is one.
[[nodiscard]] std::optional<JsonCharacter> ReadJsonCharacter(std::string_view text, std::size_t at);

// Whether `text` is empty or white space of JSON alone.
[[nodiscard]] bool IsBlank(std::string_view text);

// A member of an object; both are bytes of the line.
struct JsonMember {
  std::string_view name;   // between the quotation marks, escapes and all
  std::string_view value;  // without blanks around it
};

// Protocol: Next*, until it gives none; then `ok` tells whether the object ended as one does, with nothing but blanks
// behind it. Values are passed over by their brackets and strings.
class JsonMembers {
 public:
  explicit JsonMembers(std::string_view line);

  [[nodiscard]] std::optional<JsonMember> Next();
  [[nodiscard]] bool ok() const { return is_ended_ && !is_malformed_; }

 private:
  void PassBlanks();
  bool Take(char c);
  std::optional<std::string_view> TakeString();
  std::optional<std::string_view> TakeValue();
  std::optional<JsonMember> Fail();

  std::string_view line_;
  std::size_t at_ = 0;
  bool is_first_ = true;
  bool is_ended_ = false;
  bool is_malformed_ = false;
};

// Whether the bytes between the quotation marks of a string are `text` when decoded.
[[nodiscard]] bool IsJsonString(std::string_view raw, std::string_view text);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_JSON_WALK_H_
