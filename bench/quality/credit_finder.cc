// The credits of articles, for bench/quality/credits.py: one JSON object a line and block.
//
//   credit_finder HEAD TAIL INPUT...
//
// Each has the id, the block, its bytes, which places it has, the summary, and the credits with where their ranges
// begin and end in the text of the block's parts. Of articles and related ones; texts are read as documents of one
// block where they are plain. With HEAD or TAIL above 0, "head" and "tail" are so many of its first and last bytes, for
// reading.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/credit.h"
#include "copydesk/page.h"
#include "copydesk/reader.h"

namespace copydesk {
namespace {

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
      quoted += escaped;
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// Where byte `at` of the text is in the text of the parts.
std::size_t PlaceIn(const std::vector<TextRange>& parts, std::size_t at) {
  std::size_t place = 0;
  for (const TextRange part : parts) {
    if (at <= part.end) return place + (at > part.begin ? at - part.begin : 0);
    place += part.end - part.begin;
  }
  return place;
}

void Print(const Document& document, const Page& page, const Block& block, std::size_t head, std::size_t tail) {
  std::string text;
  for (const TextRange part : block.parts)
    text += std::string_view(page.text).substr(part.begin, part.end - part.begin);
  const std::vector<Credit> credits = FindBlockCredits(page.text, block, AgencyList::Builtin());
  const CreditPlaces places = FindBlockCreditPlaces(page.text, block);
  const CreditSummary summary = SummarizeCredits(credits, places);
  std::printf("{\"id\": %s, \"block\": \"%s\", \"bytes\": %zu, \"places\": \"%s\", \"state\": \"%s\", \"credits\": [",
              Quoted(document.metadata.id).c_str(), block.name.c_str(), text.size(),
              std::string(CreditPlacesName(places)).c_str(), std::string(CreditStateName(summary.state)).c_str());
  for (std::size_t i = 0; i < credits.size(); ++i) {
    const Credit& credit = credits[i];
    std::printf("%s{\"kind\": \"%s\", \"agency\": %s, \"begin\": %zu, \"end\": %zu, \"text\": %s}", i == 0 ? "" : ", ",
                std::string(CreditKindName(credit.kind)).c_str(), Quoted(credit.agency).c_str(),
                PlaceIn(block.parts, credit.range.begin), PlaceIn(block.parts, credit.range.end),
                Quoted(credit.text).c_str());
  }
  std::printf("]");
  if (head > 0) {
    std::size_t end = std::min(head, text.size());
    while (end < text.size() && IsContinuation(text[end])) ++end;
    std::printf(", \"head\": %s", Quoted(std::string_view(text).substr(0, end)).c_str());
  }
  if (tail > 0) {
    std::size_t begin = text.size() - std::min(tail, text.size());
    while (begin < text.size() && IsContinuation(text[begin])) ++begin;
    std::printf(", \"tail\": %s", Quoted(std::string_view(text).substr(begin)).c_str());
  }
  std::printf("}\n");
}

int Run(const std::vector<std::string>& inputs, std::size_t head, std::size_t tail) {
  auto reader = OpenReader(inputs, {});
  if (!reader.ok()) {
    std::fprintf(stderr, "credit_finder: %s\n", std::string(reader.status().message()).c_str());
    return 1;
  }
  while (true) {
    auto batch = (*reader)->ReadBatch(std::uint64_t{1} << 20);
    if (!batch.ok() || batch->empty()) return batch.ok() ? 0 : 1;
    for (const Document& document : *batch) {
      const absl::StatusOr<Page> page = SplitPage(document);
      if (!page.ok()) continue;
      for (const Block& block : page->blocks) {
        const bool article = block.role == BlockRole::kMain || block.role == BlockRole::kRelated;
        if (article && !block.parts.empty()) Print(document, *page, block, head, tail);
      }
    }
  }
}

}  // namespace
}  // namespace copydesk

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("usage: credit_finder HEAD TAIL INPUT...\n", stderr);
    return 2;
  }
  return copydesk::Run(std::vector<std::string>(argv + 3, argv + argc), std::strtoul(argv[1], nullptr, 10),
                       std::strtoul(argv[2], nullptr, 10));
}
