#include "wire/passage_pieces.h"

#include <algorithm>

#include "wire/article_layout.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kMaxPieceWords = 80;
constexpr std::uint32_t kMinPieceWords = 40;

// Divides a paragraph behind sentences, so that pieces have at least kMinPieceWords.
void AddPieces(std::string_view text, WordSpan paragraph, ArticleWords* words) {
  std::uint32_t begin = paragraph.begin;
  if (paragraph.size() > kMaxPieceWords) {
    for (std::uint32_t t = begin + 1; t < paragraph.end; ++t) {
      if (t - begin < kMinPieceWords || paragraph.end - t < kMinPieceWords) continue;
      const std::uint32_t gap = words->range[t - 1].end;
      if (gap >= words->range[t].begin) continue;
      const std::string_view between = text.substr(gap, words->range[t].begin - gap);
      if (!EndsSentence(between)) continue;
      words->pieces.push_back({.begin = begin, .end = t});
      begin = t;
    }
  }
  words->pieces.push_back({.begin = begin, .end = paragraph.end});
}

}  // namespace

ArticleWords FindPieces(std::string_view text, const AuditedText& audited) {
  ArticleWords words;
  std::vector<std::uint32_t> paragraph;
  const Tokens& tokens = audited.prepared.tokens;
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    if (audited.marks[t] != 0) continue;
    words.hash.push_back(tokens.hash[t]);
    words.range.push_back({.begin = tokens.begin[t], .end = tokens.end[t]});
    paragraph.push_back(audited.paragraph[t]);
  }
  for (std::uint32_t begin = 0; begin < paragraph.size();) {
    std::uint32_t end = begin + 1;
    while (end < paragraph.size() && paragraph[end] == paragraph[begin]) ++end;
    AddPieces(text, {.begin = begin, .end = end}, &words);
    begin = end;
  }
  return words;
}

}  // namespace copydesk
