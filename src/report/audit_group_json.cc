// The members of a group, what each kept of the reference, and what is known of the origin.
#include <algorithm>
#include <array>
#include <span>

#include "report/audit_sections.h"
#include "report/html_limits.h"
#include "report/html_link.h"
#include "report/html_parts.h"

namespace copydesk {
namespace {

constexpr std::size_t kShownCredits = 8;
constexpr std::size_t kShownSources = 6;
constexpr std::size_t kShownReasons = 12;
constexpr std::size_t kNoteBytes = 1000;
constexpr std::size_t kNameOfAddressBytes = 120;

void WriteWordFates(const WordFates& words, JsonWriter* json) {
  json->BeginArray();
  for (const std::uint32_t count : {words.kept, words.changed, words.alone, words.excluded}) json->Count(count);
  json->EndArray();
}

void WriteExcludedWords(const ExcludedWords& words, JsonWriter* json) {
  json->BeginArray();
  for (const std::uint32_t count : {words.credits, words.furniture, words.phrases, words.quotations, words.aligned}) {
    json->Count(count);
  }
  json->EndArray();
}

void WriteLines(const char* key, std::span<const std::string> lines, std::size_t limit, JsonWriter* json) {
  json->Key(key);
  json->BeginArray();
  for (const std::string& line : lines.first(std::min(lines.size(), limit))) WriteShownLine(line, json);
  json->EndArray();
}

// An address that may be a link, and its host; else its first bytes as text.
void WriteAddress(const std::string& url, JsonWriter* json) {
  if (url.empty()) return;
  const std::string_view host = LinkableHost(url);
  if (!host.empty()) {
    json->Key("url");
    json->String(url);
  }
  json->Key("host");
  WriteShownLine(host.empty() ? std::string_view(url) : host, kNameOfAddressBytes, json);
}

void WriteCredits(const AuditedArticle& article, JsonWriter* json) {
  json->Key("state");
  json->Count(static_cast<std::uint64_t>(article.summary.state));
  json->Key("places");
  json->Count(static_cast<std::uint64_t>(article.places));
  json->Key("agencies");
  json->BeginArray();
  const std::vector<CreditedAgency>& agencies = article.summary.agencies;
  for (const CreditedAgency& credited : std::span(agencies).first(std::min(agencies.size(), kShownCredits))) {
    WriteShownLine(credited.agency, json);
  }
  json->EndArray();
  json->Key("credits");
  json->BeginArray();
  for (const Credit& credit : std::span(article.credits).first(std::min(article.credits.size(), kShownCredits))) {
    json->BeginArray();
    json->String(CreditKindName(credit.kind));
    WriteShownLine(credit.agency, json);
    WriteShownLine(credit.text, json);
    json->EndArray();
  }
  json->EndArray();
}

void WriteSource(const SourceShare& source, JsonWriter* json) {
  json->BeginArray();
  WriteShownLine(source.agency, json);
  WriteOptionalCount(source.member, json);
  WriteShare(source.share, json);
  WriteShare(source.confidence, json);
  json->EndArray();
}

void WriteMember(std::size_t number, std::size_t place, const AuditContext& context, JsonWriter* json) {
  static const AuditedArticle kNoArticle;
  const CopyGroup& group = context.audit.groups[number];
  const AuditedArticle* const found = context.ArticleAt(group, place);
  const AuditedArticle& article = found != nullptr ? *found : kNoArticle;
  json->BeginObject();
  json->Key("id");
  WriteShownLine(article.block.document, json);
  json->Key("block");
  WriteShownLine(article.block.block, json);
  json->Key("title");
  WriteShownLine(article.title, json);
  json->Key("published");
  WriteShownLine(ReadableTime(article.published), json);
  if (!article.seen.empty()) {
    json->Key("seen");
    WriteShownLine(ReadableTime(article.seen), json);
  }
  if (article.time.has_value()) {
    json->Key("time");
    json->BeginArray();
    WriteSigned(article.time->earliest, json);
    WriteSigned(article.time->latest, json);
    json->EndArray();
  }
  WriteAddress(article.url, json);
  json->Key("words");
  json->Count(article.words);
  WriteCredits(article, json);
  if (const std::size_t first = context.first_place[number]; first + place < context.first_place[number + 1]) {
    json->Key("place");
    json->Count(context.places[first + place].first);
    json->Key("lag");
    WriteSigned(context.places[first + place].second, json);
  }
  if (place < group.attribution.members.size()) {
    const MemberSources& sources = group.attribution.members[place];
    json->Key("sources");
    json->BeginArray();
    for (const SourceShare& source :
         std::span(sources.sources).first(std::min(sources.sources.size(), kShownSources))) {
      WriteSource(source, json);
    }
    json->EndArray();
    json->Key("unshared");
    WriteShare(sources.unshared, json);
  }
  json->EndObject();
}

void WriteFinding(const Reuse& reuse, const JoinedStatus* status, JsonWriter* json) {
  json->BeginObject();
  json->Key("kept");
  WriteShare(reuse.share_kept, json);
  json->Key("copied");
  WriteShare(reuse.share_copied, json);
  json->Key("source_words");
  WriteWordFates(reuse.source_words, json);
  json->Key("target_words");
  WriteWordFates(reuse.target_words, json);
  json->Key("excluded");
  json->BeginArray();
  for (const ExcludedWords& words : reuse.excluded) WriteExcludedWords(words, json);
  json->EndArray();
  json->Key("run");
  json->Count(reuse.longest_run);
  json->Key("insertions");
  json->Count(reuse.insertions.size());
  json->Key("headline");
  json->String(HeadlineChangeName(reuse.headline));
  json->Key("due");
  WriteShownLine(reuse.due, json);
  WriteLines("credited", reuse.credited, kShownCredits, json);
  if (status != nullptr) {
    json->Key("match");
    json->Count(static_cast<std::uint64_t>(status->match));
    json->Key("note");
    WriteShownLine(status->note, kNoteBytes, json);
  }
  json->EndObject();
}

}  // namespace

std::string MakeGroupMembers(std::size_t number, AuditContext* context) {
  const CopyGroup& group = context->audit.groups[number];
  const std::size_t shown = std::min(group.members.size(), kAuditMembers);
  JsonWriter json;
  json.BeginObject();
  json.Key("members");
  json.BeginArray();
  for (std::size_t place = 0; place < shown; ++place) WriteMember(number, place, *context, &json);
  json.EndArray();
  json.Key("findings");
  json.BeginArray();
  for (std::size_t place = 0; place < shown; ++place) {
    const std::optional<std::size_t> finding = FindingAt(group, place);
    if (finding.has_value()) {
      WriteFinding(group.reuse[*finding], context->StatusOf(number, *finding), &json);
    } else {
      json.Null();
    }
  }
  json.EndArray();
  WriteLines("why", group.attribution.origin.why, kShownReasons, &json);
  WriteLines("rivals", group.attribution.origin.rivals, kShownReasons, &json);
  json.Key("conflicts");
  json.BeginArray();
  for (const SourceConflict& conflict : group.attribution.conflicts) {
    if (conflict.member >= shown) continue;
    json.BeginObject();
    json.Key("member");
    json.Count(conflict.member);
    WriteLines("declared", conflict.declared, kShownCredits, &json);
    json.Key("detected");
    WriteSource(conflict.detected, &json);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return json.Take();
}

}  // namespace copydesk
