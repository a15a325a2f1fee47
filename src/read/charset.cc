#include "read/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/strings/ascii.h"
#include "base/utf8.h"
#include "base/utf8_reader.h"
#include "read/charset_labels.h"
#include "read/sniff.h"

namespace copydesk {
namespace {

constexpr std::size_t kLookedAt = 4096;        // bytes in which a meta element may name the encoding
constexpr std::size_t kLargest = 700'000'000;  // a text is below 4 GiB, and UTF-8 may be three times as long
constexpr std::size_t kSample = std::size_t{32} << 10;

constexpr std::string_view kTagBlanks = " \t\r\n\f";

// What follows `name` and an equals sign in `tag`, without quotes; empty when nothing does.
std::string_view Attribute(std::string_view tag, std::string_view name) {
  for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at)) {
    at = tag.find_first_not_of(kTagBlanks, at + name.size());
    if (at == std::string_view::npos) return {};
    if (tag[at] != '=') continue;
    at = tag.find_first_not_of(" \t\r\n\f\"'", at + 1);
    if (at == std::string_view::npos) return {};
    return tag.substr(at, tag.find_first_of(" \t\r\n\f\"'/>;?", at) - at);
  }
  return {};
}

// The encoding that an HTML page names itself.
Encoding DeclaredEncoding(std::string_view html) {
  const std::string head = absl::AsciiStrToLower(std::string(html.substr(0, kLookedAt)));
  const std::string_view text = head;
  const auto in_page = [](std::string_view label) {
    const Encoding encoding = EncodingOfLabel(label);
    return encoding.wide ? EncodingOfLabel("utf-8") : encoding;
  };
  if (text.starts_with("<?xml")) {
    const Encoding encoding = in_page(Attribute(text.substr(0, text.find('>')), "encoding"));
    if (encoding.known()) return encoding;
  }
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at)) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("<!--")) {
      at = text.find("-->", at);
      if (at == std::string_view::npos) break;
      continue;
    }
    const std::string_view tag = rest.substr(0, rest.find('>'));
    at += 1;
    if (tag.size() < 6 || !tag.starts_with("<meta") ||
        (kTagBlanks.find(tag[5]) == std::string_view::npos && tag[5] != '/')) {
      continue;
    }
    const Encoding encoding = in_page(Attribute(tag, "charset"));
    if (encoding.known()) return encoding;
  }
  return {};
}

// The part of `bytes` from which statistics are made: from a little before the first byte that is not ASCII.
std::string_view Sample(std::string_view bytes) {
  const auto first = std::find_if(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
  const auto at = static_cast<std::size_t>(first - bytes.begin());
  return bytes.substr(at - std::min(at, kSample / 8), kSample);
}

// What ICU takes the bytes for, when it is sure enough.
Encoding Detect(std::string_view bytes, ContentType type) {
  constexpr std::int32_t kSure = 35;  // of 100; Windows-1252 is the guess otherwise
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&error), &ucsdet_close);
  if (U_FAILURE(error) != 0) return {};
  const std::string_view sample = Sample(bytes);
  ucsdet_enableInputFilter(detector.get(), static_cast<UBool>(type == ContentType::kHtml));
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &error);
  std::int32_t count = 0;
  const UCharsetMatch** const matches = ucsdet_detectAll(detector.get(), &count, &error);
  if (U_FAILURE(error) != 0) return {};
  for (std::int32_t i = 0; i < count; ++i) {
    if (ucsdet_getConfidence(matches[i], &error) < kSure) break;
    const char* const name = ucsdet_getName(matches[i], &error);
    if (U_FAILURE(error) != 0 || name == nullptr) break;
    // Mainframes' encodings are no labels; UTF-8 it is not.
    const Encoding encoding = EncodingOfLabel(name);
    if (encoding.known() && !encoding.wide && !encoding.shifts && std::string_view(encoding.converter) != "UTF-8") {
      return encoding;
    }
  }
  return {};
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

// ICU's own callback writes U+001A for some bytes.
void WriteReplacement(const void*, UConverterToUnicodeArgs* args, const char*, std::int32_t,
                      UConverterCallbackReason reason, UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) return;  // a reset or the end
  constexpr UChar kReplacement = 0xfffd;
  *error = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(args, &kReplacement, 1, 0, error);
}

// Empty when ICU lacks the encoding.
std::string Convert(std::string_view bytes, const char* encoding) {
  UErrorCode error = U_ZERO_ERROR;
  const Converter from(ucnv_open(encoding, &error));
  const Converter to(ucnv_open("UTF-8", &error));
  if (U_FAILURE(error) != 0) return {};
  ucnv_setToUCallBack(from.get(), WriteReplacement, nullptr, nullptr, nullptr, &error);
  std::string text;
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  std::array<UChar, 4096> pivot{};
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  bool first = true;
  do {
    const std::size_t before = text.size();
    text.resize(before + std::max<std::size_t>(before / 2, bytes.size() + bytes.size() / 8 + 64));
    char* target = text.data() + before;
    error = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &target, text.data() + text.size(), &source, source_end, pivot.data(),
                   &pivot_source, &pivot_target, pivot.data() + pivot.size(), static_cast<UBool>(first),
                   /*flush=*/1, &error);
    text.resize(static_cast<std::size_t>(target - text.data()));
    first = false;
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  return U_FAILURE(error) != 0 ? std::string() : text;
}

// Whether bytes that are UTF-8 are meant as such, whatever `encoding` they are said to have.
bool IsMeantAsUtf8(std::string_view bytes, const Encoding& encoding, bool by_header) {
  if (encoding.wide) return bytes.find('\0') == std::string_view::npos;
  if (encoding.shifts) return bytes.find('\x1b') == std::string_view::npos;
  if (!encoding.two_bytes || !by_header) return true;
  // A short text in such an encoding can look like UTF-8 of two bytes a character; three are no chance.
  const auto is_long = [](char c) { return static_cast<unsigned char>(c) >= 0xe0; };
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  return std::any_of(bytes.begin(), bytes.end(), is_long) || std::all_of(bytes.begin(), bytes.end(), is_ascii);
}

}  // namespace

std::string_view MendUtf8(std::string_view text, std::string* mended) {
  if (IsUtf8(text)) return text;
  mended->clear();
  mended->reserve(text.size() + text.size() / 8);
  std::size_t sound = 0;  // from here on all is
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = 0;
    const std::size_t size = ReadUtf8(text, at, &c);
    if (c == kIllFormed) {
      mended->append(text.substr(sound, at - sound)).append(kReplacementCharacter);
      sound = at + size;
    }
    at += size;
  }
  mended->append(text.substr(sound));
  return *mended;
}

std::string_view ToUtf8(std::string_view bytes, std::string_view declared, ContentType type, std::string* converted) {
  converted->clear();
  if (bytes.starts_with(kByteOrderMark)) return bytes.substr(kByteOrderMark.size());
  Encoding encoding = EncodingOfLabel(declared);
  std::string_view rest = bytes;
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
    encoding = EncodingOfLabel(bytes[0] == '\xff' ? "utf-16le" : "utf-16be");
    rest.remove_prefix(2);
  } else {
    const bool by_header = encoding.known();
    if (!by_header && type == ContentType::kHtml) encoding = DeclaredEncoding(bytes);
    if (IsUtf8(bytes) && IsMeantAsUtf8(bytes, encoding, by_header)) return bytes;
    if (!encoding.known()) encoding = Detect(bytes, type);
    if (!encoding.known()) encoding = EncodingOfLabel("windows-1252");
    if (std::string_view(encoding.converter) == "UTF-8") return bytes;
  }
  if (rest.empty()) return rest;
  if (rest.size() > kLargest) return bytes;
  *converted = Convert(rest, encoding.converter);
  return converted->empty() ? bytes : std::string_view(*converted);
}

}  // namespace copydesk
