// The list of groups and the tables.
#include <algorithm>
#include <numeric>
#include <span>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "report/audit_sections.h"
#include "report/cautions.h"
#include "report/html_limits.h"

namespace copydesk {
namespace {

constexpr std::size_t kOtherTitles = 8;
constexpr std::size_t kOtherTitleBytes = 120;
constexpr std::size_t kListedConflicts = 2000;
constexpr std::size_t kListedStatuses = 500;

// The reference's title; where it has none, the first words of its text if they may be shown.
absl::StatusOr<std::string> TitleOf(const CopyGroup& group, AuditContext* context) {
  const AuditedArticle* const reference = context->ArticleAt(group, group.reference);
  if (reference == nullptr) return group.name;
  if (!reference->title.empty()) return reference->title;
  if (!context->ShowsText() || context->loads >= kAuditTitleLoads) return reference->block.document;
  ++context->loads;
  COPYDESK_ASSIGN_OR_RETURN(const ShownBlock shown, context->texts->Find(reference->block));
  return shown.Title(true);
}

void WriteNameOrNull(const std::string& name, AuditContext* context, JsonWriter* json) {
  if (name.empty()) return json->Null();
  json->Count(context->names.NumberOf(name));
}

// The origin, and all agencies that an article credits for its text.
void WriteAgencies(const CopyGroup& group, AuditContext* context, JsonWriter* json) {
  std::vector<std::uint64_t> agencies;
  const auto add = [&](const std::string& agency) {
    if (!agency.empty()) agencies.push_back(context->names.NumberOf(agency));
  };
  add(group.attribution.origin.agency);
  for (std::size_t place = 0; place < group.members.size(); ++place) {
    const AuditedArticle* const article = context->ArticleAt(group, place);
    if (article == nullptr) continue;
    for (const CreditedAgency& credited : article->summary.agencies) add(credited.agency);
  }
  std::sort(agencies.begin(), agencies.end());
  agencies.erase(std::unique(agencies.begin(), agencies.end()), agencies.end());
  json->BeginArray();
  for (const std::uint64_t agency : agencies) json->Count(agency);
  json->EndArray();
}

// Eight values of each member in a row: audit_base.js names them.
void WriteMembersInShort(std::size_t number, const CopyGroup& group, AuditContext* context, JsonWriter* json) {
  json->BeginArray();
  for (std::size_t place = 0; place < group.members.size(); ++place) {
    const AuditedArticle* const article = context->ArticleAt(group, place);
    json->Count(context->names.NumberOf(article != nullptr ? article->outlet : ""));
    json->Count(static_cast<std::uint64_t>(group.members[place].role));
    const std::optional<std::size_t> finding = FindingAt(group, place);
    if (finding.has_value()) {
      const Reuse& reuse = group.reuse[*finding];
      const JoinedStatus* const status = context->StatusOf(number, *finding);
      json->Count(static_cast<std::uint64_t>(reuse.credit));
      json->Count(static_cast<std::uint64_t>(reuse.verdict));
      json->Count(status != nullptr ? static_cast<std::uint64_t>(status->state) : 0);
    } else {
      for (int i = 0; i < 3; ++i) json->Null();
    }
    WriteSigned(article != nullptr && article->time.has_value() ? std::optional(article->time->earliest) : std::nullopt,
                json);
    WriteSigned(finding.has_value() ? group.reuse[*finding].lag : std::nullopt, json);
    WriteShare(finding.has_value() ? std::optional(group.reuse[*finding].share_kept) : std::nullopt, json);
  }
  json->EndArray();
}

// For the search: other titles under which it was printed.
void WriteOtherTitles(const CopyGroup& group, const std::string& title, AuditContext* context, JsonWriter* json) {
  std::vector<std::string_view> titles = {title};
  json->BeginArray();
  for (std::size_t place = 0; place < group.members.size() && titles.size() <= kOtherTitles; ++place) {
    const AuditedArticle* const article = context->ArticleAt(group, place);
    if (article == nullptr || article->title.empty()) continue;
    if (std::find(titles.begin(), titles.end(), article->title) != titles.end()) continue;
    titles.push_back(article->title);
    WriteShownLine(article->title, kOtherTitleBytes, json);
  }
  json->EndArray();
}

absl::StatusOr<std::string> MakeEntry(std::size_t number, AuditContext* context) {
  const CopyGroup& group = context->audit.groups[number];
  const Origin& origin = group.attribution.origin;
  COPYDESK_ASSIGN_OR_RETURN(const std::string title, TitleOf(group, context));
  JsonWriter json;
  json.BeginArray();
  WriteShownLine(group.name, &json);
  WriteShownLine(title, &json);
  WriteNameOrNull(origin.agency, context, &json);
  WriteOptionalCount(origin.document.has_value() ? PlaceOf(*context, group, *origin.document) : std::nullopt, &json);
  WriteShare(origin.confidence, &json);
  WriteNameOrNull(group.attribution.declared, context, &json);
  json.Count(group.reference);
  json.Count(group.attribution.conflicts.size());
  WriteAgencies(group, context, &json);
  WriteMembersInShort(number, group, context, &json);
  WriteOtherTitles(group, title, context, &json);
  json.EndArray();
  return json.Take();
}

void WriteReuseCounts(const ReuseCounts& reuse, JsonWriter* json) {
  json->Count(reuse.reprints);
  json->Count(reuse.credited_verbatim);
  json->Count(reuse.credited_altered);
  json->Count(reuse.no_credit_found);
  json->Count(reuse.unknown);
  WriteShare(reuse.median_lag, json);
  WriteShare(reuse.mean_kept, json);
  WriteShare(reuse.mean_copied, json);
}

// An array of the rows, each an array that `write` fills; of too many the ones with the largest `size`, in their order.
template <typename Row, typename Size, typename Write>
void WriteTable(const char* key, const char* title, std::span<const Row> rows, const Size& size, const Write& write,
                AuditContext* context, JsonWriter* json) {
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0);
  if (rows.size() > kAuditTableRows) {
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t x, std::size_t y) { return size(rows[x]) > size(rows[y]); });
    order.resize(kAuditTableRows);
    std::sort(order.begin(), order.end());
    context->left_out.push_back(absl::StrCat("of ", WithThousands(rows.size()), " rows of the table of ", title,
                                             " the ", WithThousands(kAuditTableRows), " largest are shown"));
  }
  json->Key(key);
  json->BeginArray();
  for (const std::size_t row : order) {
    json->BeginArray();
    write(rows[row]);
    json->EndArray();
  }
  json->EndArray();
}

void WriteTables(AuditContext* context, JsonWriter* json) {
  const AuditTables& tables = context->tables;
  const auto name = [&](const std::string& text) { json->Count(context->names.NumberOf(text)); };
  WriteTable(
      "outlets", "outlets", std::span(tables.outlets), [](const OutletRow& row) { return row.articles; },
      [&](const OutletRow& row) {
        name(row.outlet);
        for (const std::uint32_t count : {row.articles, row.credited, row.groups, row.origins, row.quotation_only}) {
          json->Count(count);
        }
        WriteReuseCounts(row.reuse, json);
      },
      context, json);
  WriteTable(
      "agencies", "agencies", std::span(tables.agencies),
      [](const AgencyRow& row) { return row.stories + row.credited; },
      [&](const AgencyRow& row) {
        name(row.agency);
        for (const std::uint32_t count : {row.stories, row.credited, row.outlets}) json->Count(count);
        WriteReuseCounts(row.pickup, json);
      },
      context, json);
  WriteTable(
      "matrix", "outlets and agencies", std::span(tables.outlet_agency),
      [](const OutletAgencyRow& row) { return row.reuse.reprints + row.credited; },
      [&](const OutletAgencyRow& row) {
        name(row.outlet);
        name(row.agency);
        json->Count(row.credited);
        WriteReuseCounts(row.reuse, json);
      },
      context, json);
  WriteTable(
      "flows", "who copies whom", std::span(tables.flows), [](const CopyFlowRow& row) { return row.reuse.reprints; },
      [&](const CopyFlowRow& row) {
        name(row.source);
        json->Bool(row.is_agency);
        name(row.target);
        WriteReuseCounts(row.reuse, json);
      },
      context, json);
}

void WriteConflicts(AuditContext* context, JsonWriter* json) {
  std::size_t count = 0;
  json->Key("conflicts");
  json->BeginArray();
  for (std::size_t number = 0; number < context->listed; ++number) {
    for (const SourceConflict& conflict : context->audit.groups[number].attribution.conflicts) {
      if (++count > kListedConflicts) continue;
      json->BeginArray();
      json->Count(number);
      json->Count(conflict.member);
      json->BeginArray();
      for (const std::string& agency : conflict.declared) json->Count(context->names.NumberOf(agency));
      json->EndArray();
      WriteNameOrNull(conflict.detected.agency, context, json);
      WriteOptionalCount(conflict.detected.member, json);
      WriteShare(conflict.detected.share, json);
      WriteShare(conflict.detected.confidence, json);
      json->EndArray();
    }
  }
  json->EndArray();
  if (count > kListedConflicts) {
    context->left_out.push_back(absl::StrCat("of ", WithThousands(count), " conflicts the first ",
                                             WithThousands(kListedConflicts), " are listed"));
  }
}

// What was said of findings that are not there now.
void WriteLeftStatuses(AuditContext* context, JsonWriter* json) {
  static const std::vector<FindingStatus> kNone;
  const std::vector<FindingStatus>& left = context->report.statuses != nullptr ? context->report.statuses->left : kNone;
  json->Key("left");
  json->BeginArray();
  for (const FindingStatus& status : std::span(left).first(std::min(left.size(), kListedStatuses))) {
    json->BeginArray();
    for (const std::string* const text :
         {&status.source.document, &status.source.block, &status.target.document, &status.target.block, &status.note}) {
      WriteShownLine(*text, json);
    }
    json->Count(static_cast<std::uint64_t>(status.state));
    json->EndArray();
  }
  json->EndArray();
  if (left.size() > kListedStatuses) {
    context->left_out.push_back(absl::StrCat("of ", WithThousands(left.size()),
                                             " statuses of findings that are not there now the first ",
                                             WithThousands(kListedStatuses), " are listed"));
  }
}

}  // namespace

const AuditedArticle* AuditContext::ArticleAt(const CopyGroup& group, std::size_t place) const {
  if (place >= group.members.size() || group.members[place].article >= audit.articles.size()) return nullptr;
  return &audit.articles[group.members[place].article];
}

const JoinedStatus* AuditContext::StatusOf(std::size_t group, std::size_t finding) const {
  if (report.statuses == nullptr || group >= report.statuses->groups.size()) return nullptr;
  const std::vector<JoinedStatus>& statuses = report.statuses->groups[group];
  if (finding >= statuses.size() || statuses[finding].match == StatusMatch::kNone) return nullptr;
  return &statuses[finding];
}

std::optional<std::size_t> FindingAt(const CopyGroup& group, std::size_t place) {
  if (place == group.reference) return std::nullopt;
  const std::size_t finding = place < group.reference ? place : place - 1;
  return finding < group.reuse.size() ? std::optional(finding) : std::nullopt;
}

std::optional<std::size_t> PlaceOf(const AuditContext& context, const CopyGroup& group, const BlockName& block) {
  for (std::size_t place = 0; place < group.members.size(); ++place) {
    const AuditedArticle* const article = context.ArticleAt(group, place);
    if (article != nullptr && article->block == block) return place;
  }
  return std::nullopt;
}

absl::Status ListGroups(AuditContext* context) {
  while (context->listed < context->audit.groups.size()) {
    COPYDESK_ASSIGN_OR_RETURN(const std::string entry, MakeEntry(context->listed, context));
    // One group is always listed.
    if (context->listed > 0 && context->entries.size() + entry.size() > kAuditListBytes) break;
    absl::StrAppend(&context->entries, context->listed > 0 ? "," : "", entry);
    ++context->listed;
  }
  context->shown.assign(context->listed, 0);
  if (context->listed < context->audit.groups.size()) {
    context->left_out.push_back(absl::StrCat("of ", Counted(context->audit.groups.size(), "group", "groups"), " the ",
                                             WithThousands(context->listed),
                                             " largest are listed; the tables beside this file have all of them"));
  }
  return absl::OkStatus();
}

std::string MakeAuditIndex(AuditContext* context) {
  JsonWriter json;
  json.BeginObject();
  json.Key("shown");
  json.BeginArray();
  for (const std::uint8_t parts : context->shown) json.Count(parts);
  json.EndArray();
  json.Key("all_groups");
  json.Count(std::max<std::uint64_t>(context->audit.all_groups, context->audit.groups.size()));
  json.Key("min_share");
  WriteShare(context->options.rules.min_share, &json);
  json.Key("has_text");
  json.Bool(context->ShowsText());
  WriteTables(context, &json);
  WriteConflicts(context, &json);
  WriteLeftStatuses(context, &json);
  json.Key("names");  // last, when all have their numbers
  context->names.Write(&json);
  json.EndObject();
  const std::string rest = json.Take();
  return absl::StrCat("{\"groups\":[", context->entries, "],", rest.substr(1));
}

}  // namespace copydesk
