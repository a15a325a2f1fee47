// Results as JSON.
#include <algorithm>
#include <utility>

#include "absl/strings/str_format.h"
#include "base/iso_time.h"
#include "copydesk/report.h"
#include "copydesk/version.h"
#include "report/json_text.h"
#include "report/json_writer.h"

namespace copydesk {
namespace {

void Write(const TextRange& range, JsonWriter* json) {
  json->BeginArray();
  json->Count(range.begin);
  json->Count(range.end);
  json->EndArray();
}

void Write(const std::vector<TextRange>& ranges, JsonWriter* json) {
  json->BeginArray();
  for (const TextRange& range : ranges) Write(range, json);
  json->EndArray();
}

// The members of NameJson.
void WriteMembers(const BlockName& name, JsonWriter* json) {
  json->Key("document");
  json->String(name.document);
  if (name.block.empty()) return;
  json->Key("block");
  json->String(name.block);
}

void Write(const BlockName& name, JsonWriter* json) {
  json->BeginObject();
  WriteMembers(name, json);
  json->EndObject();
}

void WriteRounded(const char* key, double value, JsonWriter* json) {
  json->Key(key);
  json->Number(Rounded(value));
}

void WriteShares(const char* key, const std::array<double, 2>& shares, JsonWriter* json) {
  json->Key(key);
  json->BeginArray();
  json->Number(Rounded(shares[0]));
  json->Number(Rounded(shares[1]));
  json->EndArray();
}

void WriteString(const char* key, std::string_view value, JsonWriter* json) {
  json->Key(key);
  json->String(value);
}

// Null for an empty string: a value that is not known.
void WriteOptional(const char* key, std::string_view value, JsonWriter* json) {
  json->Key(key);
  if (value.empty()) {
    json->Null();
  } else {
    json->String(value);
  }
}

// What the page says of its main article; absent where it does not.
void WritePage(const PageMetadata& page, JsonWriter* json) {
  for (const auto& [key, value] :
       {std::pair("byline", &page.byline), std::pair("dateline", &page.dateline), std::pair("language", &page.language),
        std::pair("canonical", &page.canonical_url)}) {
    if (!value->empty()) WriteString(key, *value, json);
  }
}

void WriteOrigin(const Attribution& attribution, JsonWriter* json) {
  const Origin& origin = attribution.origin;
  json->Key("origin");
  json->BeginObject();
  WriteOptional("agency", origin.agency, json);
  WriteOptional("document", origin.document.has_value() ? origin.document->document : "", json);
  if (origin.document.has_value() && !origin.document->block.empty()) {
    WriteString("block", origin.document->block, json);
  }
  WriteOptional("declared", attribution.declared, json);
  WriteRounded("confidence", origin.confidence, json);
  json->Key("why");
  json->BeginArray();
  for (const std::string& reason : origin.why) json->String(reason);
  json->EndArray();
  json->EndObject();
}

void WriteTerms(const std::vector<SharedTerm>& terms, JsonWriter* json) {
  json->BeginArray();
  for (const SharedTerm& term : terms) {
    json->BeginArray();
    json->String(term.word);
    json->Number(RoundedWeight(term.weight));
    json->EndArray();
  }
  json->EndArray();
}

void WriteComparison(const Comparison& comparison, JsonWriter* json) {
  if (comparison.direction != Direction::kNone) WriteString("direction", DirectionName(comparison.direction), json);
  if (comparison.relation == Relation::kExact) {
    WriteString("identical", comparison.identical ? "bytes" : "tokens", json);
  }
  WriteRounded("jaccard", comparison.jaccard, json);
  WriteShares("containment", comparison.containment, json);
  json->Key("shared_tokens");
  json->Count(comparison.shared_tokens);
  if (comparison.shared_words.has_value()) {
    json->Key("shared_words");
    json->Count(*comparison.shared_words);
  }
  WriteShares("share", comparison.share, json);
  WriteRounded("quoted", comparison.quoted, json);
  if (comparison.furniture[0] + comparison.furniture[1] > 0) {
    json->Key("furniture");
    json->BeginArray();
    for (const std::uint32_t tokens : comparison.furniture) json->Count(tokens);
    json->EndArray();
  }
  if (comparison.equivalence.has_value()) WriteRounded("equivalence", *comparison.equivalence, json);
}

void WriteSpans(const std::vector<Span>& spans, JsonWriter* json) {
  json->Key("spans");
  json->BeginArray();
  for (const Span& span : spans) {
    json->BeginObject();
    json->Key("a");
    Write(span.a, json);
    json->Key("b");
    Write(span.b, json);
    json->Key("tokens");
    json->Count(span.tokens);
    json->EndObject();
  }
  json->EndArray();
}

Json RelationCounts(const Summary& summary) {
  Json counts = Json::object();
  for (const auto& [relation, count] : summary.matches) counts[std::string(RelationName(relation))] = count;
  return counts;
}

}  // namespace

std::string MatchJson(const Match& match) {
  const Comparison& comparison = match.comparison;
  JsonWriter json;
  json.BeginObject();
  json.Key("a");
  Write(match.a, &json);
  json.Key("b");
  Write(match.b, &json);
  WriteString("relation", RelationName(comparison.relation), &json);
  // Of a pair without a text relation the story is what matters, and stands first.
  const bool story_first = comparison.relation == Relation::kNone;
  const auto write_story = [&] {
    if (match.same_story.has_value()) WriteRounded("same_story", *match.same_story, &json);
  };
  if (story_first) write_story();
  if (match.verified) {
    WriteComparison(comparison, &json);
    if (!story_first) write_story();
    if (comparison.numbers_differ) {
      json.Key("template");
      json.Bool(true);
    }
    if (!comparison.spans.empty()) WriteSpans(comparison.spans, &json);
  } else if (match.estimated_jaccard.has_value()) {
    WriteShares("jaccard_bounds", {match.estimated_jaccard->lower, match.estimated_jaccard->upper}, &json);
  }
  if (!match.terms.empty()) {
    json.Key("terms");
    WriteTerms(match.terms, &json);
  }
  if (match.evidence.link) {
    json.Key("evidence");
    json.BeginArray();
    json.String("link");
    json.EndArray();
  }
  if (!match.model.empty()) WriteString("model", match.model, &json);
  json.Key("verified");
  json.Bool(match.verified);
  json.EndObject();
  return json.Take();
}

std::string ClusterJson(const Cluster& cluster) { return ClusterJson(cluster, nullptr); }

std::string ClusterJson(const Cluster& cluster, const Attribution* attribution) {
  JsonWriter json;
  json.BeginObject();
  WriteString("cluster", cluster.name, &json);
  WriteString("kind", "duplicate", &json);
  json.Key("centre");
  Write(cluster.centre, &json);
  json.Key("members");
  json.BeginArray();
  for (const ClusterMember& member : cluster.members) {
    json.BeginObject();
    WriteMembers(member.block, &json);
    const bool is_centre = member.block == cluster.centre;
    WriteString("relation", is_centre ? "centre" : RelationName(member.relation), &json);
    if (!is_centre) {
      WriteRounded("score", member.score, &json);
      WriteRounded("share_kept", member.share_kept, &json);
    }
    json.EndObject();
  }
  json.EndArray();
  json.Key("part_of");
  json.BeginArray();
  for (const Container& container : cluster.part_of) {
    json.BeginObject();
    if (container.cluster.empty()) {
      WriteMembers(container.block, &json);
    } else {
      WriteString("cluster", container.cluster, &json);
    }
    WriteRounded("share", container.share, &json);
    json.EndObject();
  }
  json.EndArray();
  json.Key("attached");
  json.BeginArray();
  for (const Attachment& attachment : cluster.attached) {
    json.BeginObject();
    WriteMembers(attachment.block, &json);
    json.Key("within");
    Write(attachment.within, &json);
    WriteRounded("share", attachment.share, &json);
    json.EndObject();
  }
  json.EndArray();
  if (attribution != nullptr) WriteOrigin(*attribution, &json);
  json.EndObject();
  return json.Take();
}

std::string StoryJson(const Story& story) {
  Json json = {{"cluster", story.name}, {"kind", "story"}, {"centre", NameJson(story.centre)}};
  Json members = Json::array();
  for (const StoryMember& member : story.members) {
    Json entry = member.cluster.empty() ? NameJson(member.block) : Json{{"cluster", member.cluster}};
    entry["score"] = Rounded(member.score);
    members.push_back(std::move(entry));
  }
  json["members"] = std::move(members);
  json["terms"] = TermsJson(story.terms);
  return Dump(json);
}

std::string VersionGroupJson(const VersionGroup& group) {
  Json json = {{"cluster", group.name}, {"kind", "versions"}, {"centre", NameJson(group.centre)}};
  Json members = Json::array();
  for (const TextVersion& version : group.members) {
    Json entry = NameJson(version.block);
    if (version.number > 0) entry["version"] = version.number;
    if (version.time.has_value()) entry["time"] = IsoTime(*version.time);
    entry["equivalence"] = Rounded(version.equivalence);
    members.push_back(std::move(entry));
  }
  json["members"] = std::move(members);
  return Dump(json);
}

std::string BlockJson(const DocumentView& document, const Block& block) {
  const Metadata& metadata = document.metadata;
  // What the record says goes for its article, not for what the page prints beside it.
  const bool is_article = document.blocks.size() <= 1 || block.role == BlockRole::kMain;
  JsonWriter json;
  const auto write_own = [&](const char* key, const std::string& printed, const std::string& recorded) {
    WriteOptional(key, printed.empty() && is_article ? recorded : printed, &json);
  };
  json.BeginObject();
  WriteString("document", document.name, &json);
  if (!block.name.empty()) WriteString("block", block.name, &json);
  WriteString("role", BlockRoleName(block.role), &json);
  if (!block.parent.empty()) WriteString("parent", block.parent, &json);
  write_own("source", block.source, metadata.source);
  WriteOptional("age", block.age, &json);
  write_own("published", block.published, metadata.published);
  write_own("title", block.title, metadata.title);
  WriteOptional("credit", block.credit, &json);
  if (!block.link.empty()) WriteString("link", block.link, &json);
  if (block.role == BlockRole::kMain) WritePage(document.page, &json);
  WriteOptional("url", metadata.url, &json);
  WriteOptional("modified", metadata.modified, &json);
  WriteOptional("seen", metadata.seen, &json);
  json.Key("parts");
  Write(block.parts, &json);
  if (!block.source_parts.empty()) {
    json.Key("source_parts");
    Write(block.source_parts, &json);
  }
  json.Key("words");
  json.Count(block.words);
  if (block.disguised > 0) {
    json.Key("disguised");
    json.Count(block.disguised);
  }
  for (std::size_t i = 0; i < document.set_aside.size(); ++i) {
    if (document.blocks[i].name == block.name && !document.set_aside[i].empty()) {
      json.Key("set_aside");
      Write(document.set_aside[i], &json);
    }
  }
  json.EndObject();
  return json.Take();
}

std::string FurnitureJson(const FurniturePassage& passage) {
  return Dump({{"source", passage.source},
               {"text", passage.text},
               {"words", passage.words},
               {"documents", passage.documents},
               {"contexts", passage.contexts}});
}

std::string RejectJson(const Reject& reject) {
  Json json = {{"file", reject.file}};
  if (reject.line > 0) json["line"] = reject.line;
  json["offset"] = reject.offset;
  json["reason"] = reject.reason;
  return Dump(json);
}

absl::Status CountMatches(const MatchList& matches, Summary* summary) {
  summary->matches.clear();
  for (const Relation relation :
       {Relation::kExact, Relation::kNear, Relation::kContains, Relation::kOverlap, Relation::kQuote}) {
    summary->matches.emplace_back(relation, 0);
  }
  summary->story_matches = 0;
  summary->story_only = 0;
  summary->linked = 0;
  return matches.ForEach([&](const Match& match) {
    for (auto& [relation, count] : summary->matches) {
      if (match.verified && match.comparison.relation == relation) ++count;
    }
    if (match.same_story.value_or(-1) >= summary->story_threshold) ++summary->story_matches;
    if (match.same_story.has_value() && match.comparison.relation == Relation::kNone) ++summary->story_only;
    if (match.evidence.link) ++summary->linked;
    return absl::OkStatus();
  });
}

std::string SummaryJson(const Summary& summary) {
  Json json = {{"command", summary.command}, {"version", Version()}};
  json["files"] = summary.reader.files;
  json["records"] = summary.reader.records;
  json["rejects"] = summary.reader.rejects;
  json["passed_over"] = summary.reader.passed_over;
  json["revisits"] = summary.reader.revisits;
  json["revisits_known"] = summary.reader.revisits_known;
  json["bytes_in"] = summary.reader.bytes_in;
  json["bytes_out"] = summary.reader.bytes_out;
  json["documents"] = summary.documents;
  json["added"] = {{"documents", summary.added.documents},
                   {"repeated", summary.added.repeated},
                   {"same_id_other_text", summary.added.versions},
                   {"without_tokens", summary.added.without_text},
                   {"replaced_bytes", summary.added.replaced_bytes},
                   {"text_bytes", summary.added.text_bytes},
                   {"tokens", summary.added.tokens}};
  json["blocks"] = summary.added.blocks;
  json["disguised_blocks"] = summary.added.disguised_blocks;
  json["candidates"] = summary.matching.candidates;
  json["verified"] = summary.matching.verified;
  json["unverified"] = summary.matching.unverified;
  json["matches"] = RelationCounts(summary);
  json["story_candidates"] = summary.matching.story_candidates;
  json["same_story_pairs"] = summary.story_matches;
  json["story_only_pairs"] = summary.story_only;
  json["linked_pairs"] = summary.linked;
  json["stories"] = summary.stories;
  json["story_blocks"] = summary.story_blocks;
  json["clusters"] = summary.clusters;
  json["clustered_blocks"] = summary.clustered_blocks;
  json["attached_blocks"] = summary.attached_blocks;
  json["version_groups"] = summary.version_groups;
  json["versioned_blocks"] = summary.versioned_blocks;
  json["incomplete_buckets"] = summary.matching.incomplete_buckets;
  json["stop_postings"] = summary.matching.stop_postings;
  json["large_copy_groups"] = summary.matching.large_groups;
  json["sampled_sources"] = summary.matching.sampled_sources;
  json["stop_terms"] = summary.matching.stop_terms;
  json["bounded_stories"] = summary.matching.bounded_stories;
  json["large_links"] = summary.matching.large_links;
  Json seconds = Json::object();
  for (const auto& [stage, value] : summary.seconds) seconds[stage] = Rounded(value);
  json["seconds"] = std::move(seconds);
  json["peak_memory_bytes"] = summary.peak_bytes;
  json["configuration"] = {{"sketch", summary.configuration},
                           {"fingerprint", absl::StrFormat("%016x", summary.fingerprint)},
                           {"bands", summary.bands.bands},
                           {"rows", summary.bands.rows},
                           {"expected_band_recall", Rounded(summary.recall)}};
  if (!summary.matching.model.empty()) {
    json["model"] = {{"name", summary.matching.model},
                     {"window_hours", summary.window_hours},
                     {"link_evidence", summary.link_evidence},
                     {"story_threshold", summary.story_threshold}};
  }
  Json relations = Json::array();
  for (const Relation relation : summary.relations) relations.push_back(RelationName(relation));
  if (summary.stories_sought) relations.push_back("story");
  json["relations"] = std::move(relations);
  const RelationRules& rules = summary.rules;
  json["rules"] = {{"near_jaccard", rules.near_jaccard},     {"near_share", rules.near_share},
                   {"contains_share", rules.contains_share}, {"run", rules.run},
                   {"min_shared", rules.min_shared},         {"min_own", rules.min_own},
                   {"min_own_alone", rules.min_own_alone},   {"short_tokens", rules.short_tokens},
                   {"short_near", rules.short_near},         {"short_contains", rules.short_contains}};
  return Dump(json, 2) + "\n";
}

}  // namespace copydesk
