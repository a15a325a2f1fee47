// Results as JSON.
#include <algorithm>

#include "absl/strings/str_format.h"
#include "copydesk/report.h"
#include "copydesk/version.h"
#include "report/iso_time.h"
#include "report/json_text.h"

namespace copydesk {
namespace {

Json RangeJson(const TextRange& range) { return Json::array({range.begin, range.end}); }

Json RangesJson(const std::vector<TextRange>& ranges) {
  Json json = Json::array();
  for (const TextRange& range : ranges) json.push_back(RangeJson(range));
  return json;
}

Json RelationCounts(const Summary& summary) {
  Json counts = Json::object();
  for (const auto& [relation, count] : summary.matches) counts[std::string(RelationName(relation))] = count;
  return counts;
}

}  // namespace

std::string MatchJson(const Match& match) {
  const Comparison& comparison = match.comparison;
  Json json = {{"a", NameJson(match.a)}, {"b", NameJson(match.b)}};
  json["relation"] = RelationName(comparison.relation);
  // Of a pair without a text relation the story is what matters, and stands first.
  const bool story_first = comparison.relation == Relation::kNone;
  const auto add_story = [&] {
    if (match.same_story.has_value()) json["same_story"] = Rounded(*match.same_story);
  };
  if (story_first) add_story();
  if (match.verified) {
    if (comparison.direction != Direction::kNone) json["direction"] = DirectionName(comparison.direction);
    if (comparison.relation == Relation::kExact) json["identical"] = comparison.identical ? "bytes" : "tokens";
    json["jaccard"] = Rounded(comparison.jaccard);
    json["containment"] = Shares(comparison.containment);
    json["shared_tokens"] = comparison.shared_tokens;
    if (comparison.shared_words.has_value()) json["shared_words"] = *comparison.shared_words;
    json["share"] = Shares(comparison.share);
    json["quoted"] = Rounded(comparison.quoted);
    if (comparison.furniture[0] + comparison.furniture[1] > 0) json["furniture"] = comparison.furniture;
    if (comparison.equivalence.has_value()) json["equivalence"] = Rounded(*comparison.equivalence);
    if (!story_first) add_story();
    if (comparison.numbers_differ) json["template"] = true;
    if (!comparison.spans.empty()) {
      Json spans = Json::array();
      for (const Span& span : comparison.spans) {
        spans.push_back({{"a", RangeJson(span.a)}, {"b", RangeJson(span.b)}, {"tokens", span.tokens}});
      }
      json["spans"] = std::move(spans);
    }
  } else if (match.estimated_jaccard.has_value()) {
    json["jaccard_bounds"] =
        Json::array({Rounded(match.estimated_jaccard->lower), Rounded(match.estimated_jaccard->upper)});
  }
  if (!match.terms.empty()) json["terms"] = TermsJson(match.terms);
  if (!match.model.empty()) json["model"] = match.model;
  json["verified"] = match.verified;
  return Dump(json);
}

std::string ClusterJson(const Cluster& cluster) {
  Json json = {{"cluster", cluster.name}, {"kind", "duplicate"}, {"centre", NameJson(cluster.centre)}};
  Json members = Json::array();
  for (const ClusterMember& member : cluster.members) {
    Json entry = NameJson(member.block);
    const bool is_centre = member.block == cluster.centre;
    entry["relation"] = is_centre ? "centre" : RelationName(member.relation);
    if (!is_centre) {
      entry["score"] = Rounded(member.score);
      entry["share_kept"] = Rounded(member.share_kept);
    }
    members.push_back(std::move(entry));
  }
  json["members"] = std::move(members);
  Json part_of = Json::array();
  for (const Container& container : cluster.part_of) {
    Json entry = container.cluster.empty() ? NameJson(container.block) : Json{{"cluster", container.cluster}};
    entry["share"] = Rounded(container.share);
    part_of.push_back(std::move(entry));
  }
  json["part_of"] = std::move(part_of);
  Json attached = Json::array();
  for (const Attachment& attachment : cluster.attached) {
    Json entry = NameJson(attachment.block);
    entry["within"] = NameJson(attachment.within);
    entry["share"] = Rounded(attachment.share);
    attached.push_back(std::move(entry));
  }
  json["attached"] = std::move(attached);
  return Dump(json);
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
  const auto own = [&](const std::string& printed, const std::string& recorded) {
    return Optional(printed.empty() && is_article ? recorded : printed);
  };
  Json json = NameJson({.document = document.name, .block = block.name});
  json["role"] = BlockRoleName(block.role);
  if (!block.parent.empty()) json["parent"] = block.parent;
  json["source"] = own(block.source, metadata.source);
  json["age"] = Optional(block.age);
  json["published"] = own(block.published, metadata.published);
  json["title"] = own(block.title, metadata.title);
  json["credit"] = Optional(block.credit);
  if (!block.link.empty()) json["link"] = block.link;
  json["url"] = Optional(metadata.url);
  json["modified"] = Optional(metadata.modified);
  json["seen"] = Optional(metadata.seen);
  json["parts"] = RangesJson(block.parts);
  if (!block.source_parts.empty()) json["source_parts"] = RangesJson(block.source_parts);
  json["words"] = block.words;
  if (block.disguised > 0) json["disguised"] = block.disguised;
  for (std::size_t i = 0; i < document.set_aside.size(); ++i) {
    if (document.blocks[i].name == block.name && !document.set_aside[i].empty()) {
      json["set_aside"] = RangesJson(document.set_aside[i]);
    }
  }
  return Dump(json);
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

std::vector<std::pair<Relation, std::uint64_t>> CountRelations(std::span<const Match> matches) {
  std::vector<std::pair<Relation, std::uint64_t>> counts;
  for (const Relation relation :
       {Relation::kExact, Relation::kNear, Relation::kContains, Relation::kOverlap, Relation::kQuote}) {
    const auto has_relation = [&](const Match& match) {
      return match.verified && match.comparison.relation == relation;
    };
    counts.emplace_back(relation, std::count_if(matches.begin(), matches.end(), has_relation));
  }
  return counts;
}

std::string SummaryJson(const Summary& summary) {
  Json json = {{"command", summary.command}, {"version", Version()}};
  json["files"] = summary.reader.files;
  json["records"] = summary.reader.records;
  json["rejects"] = summary.reader.rejects;
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
