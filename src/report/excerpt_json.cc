#include "report/excerpt_json.h"

#include <algorithm>
#include <cstdint>

#include "report/html_writer.h"

namespace copydesk {
namespace {

// The piece or a part of it, all of which is left out of account for one reason, or none of it.
void WritePart(const ExcerptPiece& piece, std::string_view text, bool begins, std::uint64_t why, JsonWriter* json) {
  if (piece.kind == ExcerptPiece::Kind::kText && why == 0) return json->String(VisibleText(text));
  json->BeginArray();
  if (piece.kind == ExcerptPiece::Kind::kText) {
    json->Count(0);
    json->String(VisibleText(text));
  } else {
    json->Count(piece.kind == ExcerptPiece::Kind::kMarked ? 1 : 2);
    json->String(VisibleText(text));
    json->Count(piece.number);
    json->Count(begins ? 1 : 0);
  }
  json->Count(why);
  json->EndArray();
}

void WriteText(const ExcerptPiece& piece, std::string_view text, std::span<const ExcludedText> excluded,
               JsonWriter* json) {
  const auto begin = static_cast<std::size_t>(piece.text.data() - text.data());
  const std::size_t end = begin + piece.text.size();
  std::size_t at = begin;
  const auto write_until = [&](std::size_t until, std::uint64_t why) {
    if (until > at) WritePart(piece, text.substr(at, until - at), piece.begins && at == begin, why, json);
    at = std::max(at, until);
  };
  auto next = std::partition_point(excluded.begin(), excluded.end(),
                                   [&](const ExcludedText& range) { return range.range.end <= begin; });
  for (; next != excluded.end() && next->range.begin < end; ++next) {
    write_until(next->range.begin, 0);
    write_until(std::min<std::size_t>(next->range.end, end), static_cast<std::uint64_t>(next->why));
  }
  write_until(end, 0);
}

}  // namespace

void WriteExcerpt(std::span<const ExcerptPiece> pieces, std::string_view text, std::span<const ExcludedText> excluded,
                  JsonWriter* json) {
  json->BeginArray();
  for (const ExcerptPiece& piece : pieces) {
    switch (piece.kind) {
      case ExcerptPiece::Kind::kText:
      case ExcerptPiece::Kind::kMarked:
      case ExcerptPiece::Kind::kDiffers:
        if (piece.text.empty()) {
          WritePart(piece, {}, piece.begins, 0, json);
        } else {
          WriteText(piece, text, excluded, json);
        }
        break;
      case ExcerptPiece::Kind::kOmitted:
        json->BeginArray();
        json->Count(3);
        json->Count(piece.words);
        json->Count(piece.characters);
        json->EndArray();
        break;
      case ExcerptPiece::Kind::kBreak:
        json->BeginArray();
        json->Count(4);
        json->EndArray();
        break;
    }
  }
  json->EndArray();
}

}  // namespace copydesk
