// Lines of result files, parsed.
#include <algorithm>
#include <limits>
#include <utility>

#include "base/status.h"
#include "copydesk/results.h"
#include "report/json_fields.h"

namespace copydesk {
namespace {

using ParsedJson = nlohmann::json;

constexpr std::uint64_t kMaxTokens = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t kMaxCount = std::uint64_t{1} << 53;  // what every reader of JSON keeps exactly

BlockName ParseName(const ParsedJson& json, const char* member, absl::Status* status) {
  Fields fields(json, member);
  BlockName name{.document = fields.String("document"), .block = fields.String("block", /*required=*/false)};
  status->Update(fields.status());
  return name;
}

BlockName NameOf(Fields* fields, const char* member, absl::Status* status) {
  const ParsedJson* const json = fields->Find(member);
  return json == nullptr ? BlockName{} : ParseName(*json, member, status);
}

Relation ParseRelation(Fields* fields) {
  const std::optional<Relation> relation = RelationFromName(fields->String("relation"));
  if (!relation.has_value()) fields->Fail("relation", "is no relation");
  return relation.value_or(Relation::kNone);
}

Direction ParseDirection(Fields* fields) {
  const std::string name = fields->String("direction", /*required=*/false);
  for (const Direction direction : {Direction::kNone, Direction::kAInB, Direction::kBInA, Direction::kMutual}) {
    if (DirectionName(direction) == name) return direction;
  }
  fields->Fail("direction", "is no direction");
  return Direction::kNone;
}

bool ParseIdentical(Fields* fields) {
  const std::string what = fields->String("identical", /*required=*/false);
  if (!what.empty() && what != "bytes" && what != "tokens") fields->Fail("identical", "is neither bytes nor tokens");
  return what == "bytes";
}

std::array<std::uint32_t, 2> ParseFurniture(Fields* fields) {
  const ParsedJson* const value = fields->Find("furniture", /*required=*/false);
  if (value == nullptr) return {};
  const auto is_count = [](const ParsedJson& v) {
    return v.is_number_unsigned() && v.get<std::uint64_t>() <= kMaxTokens;
  };
  if (value->is_array() && value->size() == 2 && is_count((*value)[0]) && is_count((*value)[1])) {
    return {(*value)[0].get<std::uint32_t>(), (*value)[1].get<std::uint32_t>()};
  }
  fields->Fail("furniture", "is no pair of token counts");
  return {};
}

Comparison ParseComparison(Fields* fields) {
  Comparison comparison;
  comparison.relation = ParseRelation(fields);
  comparison.direction = ParseDirection(fields);
  comparison.identical = ParseIdentical(fields);
  comparison.numbers_differ = fields->Boolean("template", /*required=*/false);
  comparison.jaccard = fields->Share("jaccard");
  comparison.containment = fields->Shares("containment");
  comparison.share = fields->Shares("share");
  comparison.shared_tokens = static_cast<std::uint32_t>(fields->Count("shared_tokens", kMaxTokens));
  if (const std::uint64_t words = fields->Count("shared_words", kMaxTokens, /*required=*/false); words > 0) {
    comparison.shared_words = static_cast<std::uint32_t>(words);
  }
  comparison.quoted = fields->Share("quoted");
  comparison.furniture = ParseFurniture(fields);
  comparison.equivalence = fields->OptionalShare("equivalence");
  const bool is_contained = comparison.relation == Relation::kContains;
  if (is_contained != (comparison.direction != Direction::kNone)) {
    fields->Fail("direction", is_contained ? "is missing" : "is given without contains");
  }
  if (comparison.identical && comparison.relation != Relation::kExact) {
    fields->Fail("identical", "is given without exact");
  }
  return comparison;
}

std::optional<Estimate> ParseBounds(Fields* fields) {
  if (fields->Find("jaccard_bounds", /*required=*/false) == nullptr) return std::nullopt;
  const std::array<double, 2> bounds = fields->Shares("jaccard_bounds");
  if (bounds[0] > bounds[1]) fields->Fail("jaccard_bounds", "does not ascend");
  return Estimate{.lower = bounds[0], .value = (bounds[0] + bounds[1]) / 2, .upper = bounds[1]};
}

std::uint64_t CountBytes(Fields* fields) {
  const ParsedJson* const parts = fields->Find("parts");
  if (parts == nullptr) return 0;
  if (!parts->is_array()) {
    fields->Fail("parts", "is no list of byte ranges");
    return 0;
  }
  std::uint64_t bytes = 0;
  std::uint64_t last = 0;
  for (const ParsedJson& part : *parts) {
    const bool is_pair = part.is_array() && part.size() == 2 && part[0].is_number_unsigned() &&
                         part[1].is_number_unsigned() && part[1].get<std::uint64_t>() <= kMaxTokens;
    const std::uint64_t begin = is_pair ? part[0].get<std::uint64_t>() : 0;
    const std::uint64_t end = is_pair ? part[1].get<std::uint64_t>() : 0;
    if (!is_pair || begin > end || begin < last) {
      fields->Fail("parts", "is no list of ascending byte ranges");
      return 0;
    }
    bytes += end - begin;
    last = end;
  }
  return bytes;
}

absl::StatusOr<RelationRules> ParseRules(const ParsedJson& json) {
  Fields fields(json, "rules");
  const auto count = [&](const char* member, std::uint64_t most) {
    return static_cast<int>(fields.Count(member, most));
  };
  constexpr std::uint64_t kMost = 1'000'000;
  RelationRules rules;
  rules.near_jaccard = fields.Share("near_jaccard");
  rules.near_share = fields.Share("near_share");
  rules.contains_share = fields.Share("contains_share");
  rules.run = count("run", kMost);
  rules.min_shared = count("min_shared", kMost);
  rules.min_own = count("min_own", kMost);
  rules.min_own_alone = count("min_own_alone", kMost);
  rules.short_tokens = count("short_tokens", kMost);
  rules.short_near = fields.Share("short_near");
  rules.short_contains = fields.Share("short_contains");
  COPYDESK_RETURN_IF_ERROR(fields.status());
  return rules;
}

// As --relations has them: the text relations, and story.
void ParseRelations(Fields* fields, ResultSettings* settings) {
  const ParsedJson* const names = fields->Find("relations");
  if (names == nullptr) return;
  constexpr std::size_t kKinds = 6;
  bool is_good = names->is_array() && names->size() <= kKinds;
  for (std::size_t i = 0; is_good && i < names->size(); ++i) {
    const std::string name = (*names)[i].is_string() ? (*names)[i].get<std::string>() : "";
    const std::optional<Relation> relation = RelationFromName(name);
    if (name == "story") {
      settings->stories = true;
    } else if (relation.has_value() && relation != Relation::kNone) {
      settings->relations.push_back(*relation);
    } else {
      is_good = false;
    }
  }
  if (!is_good) fields->Fail("relations", "is no list of relations");
}

}  // namespace

absl::StatusOr<Match> ParseMatch(std::string_view line) {
  COPYDESK_ASSIGN_OR_RETURN(const ParsedJson json, ParseJson(line, {"spans", "terms"}));
  Fields fields(json, "");
  absl::Status status;
  Match match;
  match.a = NameOf(&fields, "a", &status);
  match.b = NameOf(&fields, "b", &status);
  COPYDESK_RETURN_IF_ERROR(status);
  match.verified = fields.Boolean("verified");
  if (match.verified) {
    match.comparison = ParseComparison(&fields);
  } else {
    if (ParseRelation(&fields) != Relation::kNone) fields.Fail("relation", "is given, but nothing was verified");
    match.estimated_jaccard = ParseBounds(&fields);
  }
  match.same_story = fields.OptionalShare("same_story");
  match.model = fields.String("model", /*required=*/false);
  COPYDESK_RETURN_IF_ERROR(fields.status());
  if (match.a == match.b) return absl::InvalidArgumentError("a and b are the same block");
  return match;
}

absl::StatusOr<ResultText> ParseBlock(std::string_view line) {
  COPYDESK_ASSIGN_OR_RETURN(const ParsedJson json, ParseJson(line, {"source_parts", "set_aside"}));
  Fields fields(json, "");
  ResultText text;
  text.name = {.document = fields.String("document"), .block = fields.String("block", /*required=*/false)};
  text.role = fields.Role("role");
  text.parent = fields.String("parent", /*required=*/false);
  text.title = fields.String("title", /*required=*/false);
  text.bytes = CountBytes(&fields);
  text.words = static_cast<std::uint32_t>(fields.Count("words", kMaxTokens));
  COPYDESK_RETURN_IF_ERROR(fields.status());
  return text;
}

absl::StatusOr<ResultSettings> ParseSummary(std::string_view text) {
  COPYDESK_ASSIGN_OR_RETURN(const ParsedJson json, ParseJson(text));
  Fields fields(json, "");
  ResultSettings settings;
  ParseRelations(&fields, &settings);
  settings.unverified = fields.Count("unverified", kMaxCount);
  for (const char* const cap : {"incomplete_buckets", "stop_postings", "large_copy_groups"}) {
    settings.caps += fields.Count(cap, kMaxCount);
  }
  for (const char* const cap : {"stop_terms", "bounded_stories"}) settings.story_caps += fields.Count(cap, kMaxCount);
  if (const ParsedJson* const rules = fields.Find("rules"); rules != nullptr) {
    COPYDESK_ASSIGN_OR_RETURN(settings.rules, ParseRules(*rules));
  }
  if (const ParsedJson* const model = fields.Find("model", /*required=*/false); model != nullptr) {
    Fields of_model(*model, "model");
    settings.story_threshold = of_model.Share("story_threshold");
    COPYDESK_RETURN_IF_ERROR(of_model.status());
  }
  COPYDESK_RETURN_IF_ERROR(fields.status());
  return settings;
}

}  // namespace copydesk
