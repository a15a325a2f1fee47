// The table of passages by versions.
#include <algorithm>
#include <span>

#include "absl/container/flat_hash_map.h"
#include "base/status.h"
#include "report/audit_sections.h"
#include "report/excerpt_json.h"
#include "report/html_limits.h"
#include "report/word_differences.h"

namespace copydesk {
namespace {

constexpr std::size_t kShownReasonsOfPassage = 4;
constexpr std::size_t kVariantMembers = 200;
constexpr std::size_t kVariantBytes = 2000;

// The text of one member's form of a passage, on one line a part.
absl::StatusOr<std::string> TextOfCell(const CopyGroup& group, const PassageCell& cell, AuditContext* context) {
  const AuditedArticle* const article = context->ArticleAt(group, cell.member);
  if (article == nullptr) return std::string();
  COPYDESK_ASSIGN_OR_RETURN(const ShownBlock shown, context->texts->Find(article->block));
  std::string text;
  for (const TextRange& part : cell.parts) {
    if (!text.empty()) text += ' ';
    text += SafeSlice(shown.document->text, part);
    if (text.size() > kReportTextBytes) break;
  }
  return text;
}

// The text of the variant with the words in which it differs from the one that it is an edit of.
void WriteVariantText(const std::string& text, const std::string* parent, Evidence evidence, JsonWriter* json) {
  Mark mark{.range = {.begin = 0, .end = static_cast<std::uint32_t>(text.size())}, .number = 1};
  if (parent != nullptr) mark.differences = FindWordDifferences(*parent, text).b;
  const ExcerptRule rule{.whole = evidence == Evidence::kFull, .bytes = kVariantBytes};
  json->Key("text");
  WriteExcerpt(MakeExcerpt(text, {{mark.range}}, {mark}, rule), text, {}, json);
}

void WriteOriginOfPassage(const CopyGroup& group, const Origin& origin, const AuditContext& context, JsonWriter* json) {
  json->Key("origin");
  json->BeginArray();
  WriteShownLine(origin.agency, json);
  WriteOptionalCount(origin.document.has_value() ? PlaceOf(context, group, *origin.document) : std::nullopt, json);
  WriteShare(origin.confidence, json);
  json->BeginArray();
  for (const std::string& why : std::span(origin.why).first(std::min(origin.why.size(), kShownReasonsOfPassage))) {
    WriteShownLine(why, json);
  }
  json->EndArray();
  json->EndArray();
}

// A cell of each variant that has one.
std::vector<const PassageCell*> FirstCells(const TracedPassage& passage) {
  std::vector<const PassageCell*> first(passage.variants.size(), nullptr);
  for (const PassageCell& cell : passage.cells) {
    if (cell.variant < first.size() && first[cell.variant] == nullptr) first[cell.variant] = &cell;
  }
  return first;
}

absl::Status WriteVariants(const CopyGroup& group, const TracedPassage& passage, AuditContext* context,
                           JsonWriter* json) {
  const std::size_t shown = std::min(passage.variants.size(), kAuditVariants);
  const std::vector<const PassageCell*> cells = FirstCells(passage);
  std::vector<std::string> texts(shown);
  for (std::size_t i = 0; context->ShowsText() && i < shown; ++i) {
    if (cells[i] == nullptr) continue;
    COPYDESK_ASSIGN_OR_RETURN(texts[i], TextOfCell(group, *cells[i], context));
  }
  json->Key("variants");
  json->BeginArray();
  for (std::size_t i = 0; i < shown; ++i) {
    const PassageVariant& variant = passage.variants[i];
    json->BeginObject();
    json->Key("words");
    json->Count(variant.words);
    json->Key("share");
    WriteShare(variant.share, json);
    json->Key("parent");
    WriteOptionalCount(variant.parent, json);
    json->Key("entered");
    WriteOptionalCount(variant.entered, json);
    json->Key("certain");
    json->Bool(variant.certain);
    json->Key("members");
    json->BeginArray();
    for (const std::uint32_t member :
         std::span(variant.members).first(std::min(variant.members.size(), kVariantMembers))) {
      json->Count(member);
    }
    json->EndArray();
    json->Key("count");
    json->Count(variant.members.size());
    if (!texts[i].empty()) {
      const bool has_parent = variant.parent.has_value() && *variant.parent < shown && !texts[*variant.parent].empty();
      WriteVariantText(texts[i], has_parent ? &texts[*variant.parent] : nullptr, context->report.evidence, json);
    }
    json->EndObject();
  }
  json->EndArray();
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> MakeGroupPassages(std::size_t number, AuditContext* context) {
  const CopyGroup& group = context->audit.groups[number];
  const Genealogy& genealogy = group.genealogy;
  const std::span<const std::uint32_t> columns =
      std::span(genealogy.order).first(std::min(genealogy.order.size(), kAuditColumns));
  absl::flat_hash_map<std::uint32_t, std::size_t> column_of;
  for (std::size_t i = 0; i < columns.size(); ++i) column_of.try_emplace(columns[i], i);
  const std::size_t shown = std::min(genealogy.passages.size(), kAuditPassages);
  JsonWriter json;
  json.BeginObject();
  json.Key("columns");
  json.BeginArray();
  for (const std::uint32_t member : columns) json.Count(member);
  json.EndArray();
  json.Key("all_columns");
  json.Count(genealogy.order.size());
  json.Key("all_passages");
  json.Count(genealogy.passages.size());
  json.Key("passages");
  json.BeginArray();
  for (std::size_t i = 0; i < shown; ++i) {
    const TracedPassage& passage = genealogy.passages[i];
    json.BeginObject();
    json.Key("cells");  // column, variant, column, variant ...
    json.BeginArray();
    for (const PassageCell& cell : passage.cells) {
      const auto column = column_of.find(cell.member);
      if (column == column_of.end()) continue;
      json.Count(column->second);
      json.Count(cell.variant);
    }
    json.EndArray();
    json.Key("all_variants");
    json.Count(passage.variants.size());
    COPYDESK_RETURN_IF_ERROR(WriteVariants(group, passage, context, &json));
    if (i < group.attribution.passages.size()) {
      WriteOriginOfPassage(group, group.attribution.passages[i], *context, &json);
    }
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return json.Take();
}

}  // namespace copydesk
