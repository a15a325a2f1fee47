// Writes JSON text as it goes, byte for byte what Dump (report/json_text.h) makes of the same values: for lines of
// which there are as many as blocks.
#ifndef COPYDESK_REPORT_JSON_WRITER_H_
#define COPYDESK_REPORT_JSON_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace copydesk {

// Within an object each value follows a key; nothing checks that.
class JsonWriter {
 public:
  void BeginObject() { Open('{'); }
  void EndObject() { Close('}'); }
  void BeginArray() { Open('['); }
  void EndArray() { Close(']'); }

  // `key` has no character that JSON escapes.
  void Key(std::string_view key);

  // Any bytes; what is not UTF-8 is replaced.
  void String(std::string_view value);
  void Count(std::uint64_t value);
  void Integer(std::int64_t value);
  void Number(double value);
  void Bool(bool value);
  void Null();

  // What was written since the beginning or the last call.
  [[nodiscard]] std::string Take() {
    follows_ = false;
    return std::exchange(text_, {});
  }

 private:
  void Separate() {
    if (follows_) text_ += ',';
    follows_ = true;
  }
  void Open(char bracket) {
    Separate();
    text_ += bracket;
    follows_ = false;
  }
  void Close(char bracket) {
    text_ += bracket;
    follows_ = true;
  }

  std::string text_;
  bool follows_ = false;  // a value, so that the next one needs a comma
};

}  // namespace copydesk

#endif  // COPYDESK_REPORT_JSON_WRITER_H_
