#include "read/sniff.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "base/status.h"
#include "read/json_record.h"
#include "read/warc_head.h"

namespace copydesk {
namespace {

using std::string_view_literals::operator""sv;

struct Magic {
  std::size_t offset;
  std::string_view bytes;
  std::string_view name;
};

constexpr auto kMagics = std::to_array<Magic>({
    {0, "%PDF-"sv, "a PDF document"sv},
    {0, "{\\rtf"sv, "an RTF document"sv},
    {0, "\x89PNG\r\n\x1a\n"sv, "a PNG image"sv},
    {0, "\xff\xd8\xff"sv, "a JPEG image"sv},
    {0, "GIF87a"sv, "a GIF image"sv},
    {0, "GIF89a"sv, "a GIF image"sv},
    {0, "II*\0"sv, "a TIFF image"sv},
    {0, "MM\0*"sv, "a TIFF image"sv},
    {0, "PK\x03\x04"sv, "a zip archive or an office document"sv},
    {0, "PK\x05\x06"sv, "an empty zip archive"sv},
    {257, "ustar\0"sv, "a tar archive"sv},
    {257, "ustar  \0"sv, "a tar archive"sv},
    {0, "7z\xbc\xaf\x27\x1c"sv, "a 7z archive"sv},
    {0, "Rar!\x1a\x07"sv, "a RAR archive"sv},
    {4, "1AY&SY"sv, "bzip2 data"sv},
    {0,
     "\xfd"
     "7zXZ\0"sv,
     "xz data"sv},
    {0, "\x04\x22\x4d\x18"sv, "lz4 data"sv},
    {0,
     "\x7f"
     "ELF"sv,
     "an ELF program"sv},
    {0, "PAR1\x15"sv, "a Parquet file"sv},
    {0, "ARROW1\0\0"sv, "an Arrow file"sv},
    {0, "Obj\x01"sv, "an Avro file"sv},
    {0, "SQLite format 3\0"sv, "an SQLite database"sv},
    {0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, "an old office document"sv},
    {0, "\xff\xfe"sv, "UTF-16 text (iconv makes it UTF-8)"sv},
    {0, "\xfe\xff"sv, "UTF-16 text (iconv makes it UTF-8)"sv},
});

std::string_view WithoutMark(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

std::string_view WithoutBlanks(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text;
}

bool StartsWithTag(std::string_view text, std::string_view tag) {
  return absl::StartsWithIgnoreCase(ToAbsl(text), ToAbsl(tag)) &&
         (text.size() == tag.size() || " \t\r\n>/"sv.find(text[tag.size()]) != std::string_view::npos);
}

bool StartsLikeHtml(std::string_view head) {
  std::string_view text = WithoutBlanks(WithoutMark(head));
  while (text.starts_with("<!--") || text.starts_with("<?xml")) {
    const std::string_view end = text.starts_with("<!--") ? "-->"sv : "?>"sv;
    const std::size_t found = text.find(end);
    if (found == std::string_view::npos) return false;
    text = WithoutBlanks(text.substr(found + end.size()));
  }
  return StartsWithTag(text, "<!doctype html") || StartsWithTag(text, "<html");
}

bool EndsWithAny(std::string_view name, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return absl::EndsWithIgnoreCase(ToAbsl(name), ToAbsl(ending)); });
}

}  // namespace

Compression SniffCompression(std::string_view head) {
  if (head.starts_with("\x1f\x8b")) return Compression::kGzip;
  // A frame, or a skippable one, of which there are sixteen.
  if (head.starts_with("\x28\xb5\x2f\xfd")) return Compression::kZstd;
  if (head.size() >= 4 && (head[0] & '\xf0') == '\x50' && head.substr(1, 3) == "\x2a\x4d\x18") {
    return Compression::kZstd;
  }
  return Compression::kNone;
}

std::string_view UnsupportedFormat(std::string_view head, bool markup) {
  for (const Magic& magic : kMagics) {
    if (head.size() >= magic.offset && head.substr(magic.offset).starts_with(magic.bytes)) return magic.name;
  }
  if (!markup) return {};
  if (head.starts_with("WARC/0.")) return "a WARC file of a draft before WARC 1.0";
  return {};
}

InputFormat SniffText(std::string_view name, std::string_view head) {
  if (EndsWithAny(name, {".gz"})) name.remove_suffix(3);
  if (EndsWithAny(name, {".zst"})) name.remove_suffix(4);
  if (EndsWithAny(name, {".warc", ".wet"}) || head.starts_with(kWarcMagic)) return InputFormat::kWarc;
  if (EndsWithAny(name, {".jsonl", ".ndjson"})) return InputFormat::kJsonLines;
  if (EndsWithAny(name, {".html", ".htm", ".xhtml"}) || StartsLikeHtml(head)) return InputFormat::kHtml;

  const std::string_view text = WithoutBlanks(WithoutMark(head));
  if (EndsWithAny(name, {".txt", ".text", ".md"})) {
    const std::size_t line_end = text.find('\n');
    const bool cut = line_end == std::string_view::npos && head.size() >= kSniffBytes;
    const bool object = cut ? text.starts_with('{') && WithoutBlanks(text.substr(1)).starts_with('"')
                            : IsJsonObject(text.substr(0, line_end));
    return object ? InputFormat::kJsonLines : InputFormat::kText;
  }
  const bool object = text.starts_with('{');
  const bool array = text.starts_with('[') && WithoutBlanks(text.substr(1)).starts_with('{');
  return object || array ? InputFormat::kJsonLines : InputFormat::kText;
}

}  // namespace copydesk
