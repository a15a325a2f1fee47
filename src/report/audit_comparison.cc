// The reference and each of its reprints side by side.
#include <algorithm>
#include <array>
#include <numeric>
#include <span>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "copydesk/compare.h"
#include "report/aligned_marks.h"
#include "report/audit_sections.h"
#include "report/excerpt_json.h"
#include "report/html_limits.h"

namespace copydesk {
namespace {

// One of the two texts.
struct ArticleSide {
  ShownBlock shown;
  std::vector<TextRange> parts;
  std::string compared;  // the document's text with blanks where it is not the article's: offsets are the same
  std::vector<ExcludedText> excluded;
};

std::string WithBlanks(std::string_view text, std::span<const TextRange> parts) {
  std::string result(text.size(), '\n');
  for (const TextRange& part : parts) {
    std::copy(text.begin() + part.begin, text.begin() + part.end, result.begin() + part.begin);
  }
  return result;
}

absl::StatusOr<ArticleSide> LoadSide(const AuditedArticle& article, AuditContext* context) {
  ArticleSide side;
  COPYDESK_ASSIGN_OR_RETURN(side.shown, context->texts->Find(article.block));
  const ReportedDocument& document = *side.shown.document;
  if (side.shown.block == nullptr || document.text.empty()) return side;
  side.parts = SafeRanges(document.text, side.shown.block->parts);
  side.compared = WithBlanks(document.text, side.parts);
  const auto block = static_cast<std::size_t>(side.shown.block - document.view.blocks.data());
  std::vector<TextRange> furniture;
  if (block < document.view.set_aside.size()) {
    furniture = SafeRanges(document.text, document.view.set_aside[block]);
  }
  const AuditText text{.block = article.block,
                       .text = document.text,
                       .parts = side.parts,
                       .title = article.title,
                       .outlet = article.outlet,
                       .published = article.time,
                       .credits = article.credits,
                       .places = article.places,
                       .furniture = furniture};
  side.excluded = FindExcludedText(text, context->options.rules);
  return side;
}

// kept, changed, alone, excluded of each paragraph.
void WriteParagraphs(const char* key, std::span<const ParagraphReuse> paragraphs, JsonWriter* json) {
  json->Key(key);
  json->BeginArray();
  for (const ParagraphReuse& paragraph : paragraphs.first(std::min(paragraphs.size(), kAuditParagraphs))) {
    json->BeginArray();
    const WordFates& words = paragraph.words;
    for (const std::uint32_t count : {words.kept, words.changed, words.alone, words.excluded}) json->Count(count);
    json->EndArray();
  }
  json->EndArray();
}

absl::Status WriteTexts(const ArticleSide& source, const ArticleSide& target, Evidence evidence, JsonWriter* json) {
  COPYDESK_ASSIGN_OR_RETURN(const Comparison comparison, CompareTexts(source.compared, target.compared));
  const std::string& source_text = source.shown.document->text;
  const std::string& target_text = target.shown.document->text;
  std::array<std::vector<Mark>, 2> marks = AlignedMarks(source_text, target_text, comparison.spans, false, kAuditEdits);
  const ExcerptRule rule{.whole = evidence == Evidence::kFull};
  json->Key("passages");
  json->Count(comparison.spans.size());
  json->Key("source");
  WriteExcerpt(MakeExcerpt(source_text, source.parts, std::move(marks[0]), rule), source_text, source.excluded, json);
  json->Key("target");
  WriteExcerpt(MakeExcerpt(target_text, target.parts, std::move(marks[1]), rule), target_text, target.excluded, json);
  return absl::OkStatus();
}

// Findings that count first, then those that kept most.
std::vector<std::size_t> ByWeight(const std::vector<Reuse>& reuse) {
  std::vector<std::size_t> order(reuse.size());
  std::iota(order.begin(), order.end(), 0);
  const auto kept = [&](std::size_t i) { return reuse[i].share_kept > 0 ? reuse[i].share_kept : 0.0; };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
    const bool counts_x = reuse[x].verdict == PolicyVerdict::kCounts;
    const bool counts_y = reuse[y].verdict == PolicyVerdict::kCounts;
    return counts_x != counts_y ? counts_x : kept(x) > kept(y);
  });
  return order;
}

}  // namespace

absl::StatusOr<std::string> MakeGroupTexts(std::size_t number, AuditContext* context) {
  const CopyGroup& group = context->audit.groups[number];
  const AuditedArticle* const reference = context->ArticleAt(group, group.reference);
  if (reference == nullptr) return std::string();
  ArticleSide source;
  if (context->ShowsText()) {
    COPYDESK_ASSIGN_OR_RETURN(source, LoadSide(*reference, context));
  }
  std::string comparisons;
  std::vector<std::optional<std::size_t>> of(group.members.size());
  absl::flat_hash_map<std::string, std::size_t> of_content;
  std::size_t count = 0;
  for (const std::size_t finding : ByWeight(group.reuse)) {
    const std::size_t place = finding < group.reference ? finding : finding + 1;
    const AuditedArticle* const article = context->ArticleAt(group, place);
    if (article == nullptr) continue;
    if (const auto same = of_content.find(article->content); same != of_content.end()) {
      of[place] = same->second;
      continue;
    }
    if (count >= kAuditComparisons || comparisons.size() > kAuditGroupTextBytes) continue;
    const Reuse& reuse = group.reuse[finding];
    JsonWriter json;
    json.BeginObject();
    WriteParagraphs("source_paragraphs", reuse.source_paragraphs, &json);
    WriteParagraphs("target_paragraphs", reuse.target_paragraphs, &json);
    if (!source.parts.empty()) {
      COPYDESK_ASSIGN_OR_RETURN(const ArticleSide target, LoadSide(*article, context));
      if (!target.parts.empty()) {
        COPYDESK_RETURN_IF_ERROR(WriteTexts(source, target, context->report.evidence, &json));
      }
    }
    json.EndObject();
    absl::StrAppend(&comparisons, count > 0 ? "," : "", json.Take());
    if (!article->content.empty()) of_content.emplace(article->content, count);
    of[place] = count++;
  }
  if (count == 0) return std::string();
  JsonWriter json;
  json.BeginArray();
  for (const std::optional<std::size_t>& comparison : of) WriteOptionalCount(comparison, &json);
  json.EndArray();
  return absl::StrCat("{\"of\":", json.Take(), ",\"comparisons\":[", comparisons, "]}");
}

}  // namespace copydesk
