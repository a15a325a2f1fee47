// Every kind of JSON is parsed back and compared field by field.
#include <gtest/gtest.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "copydesk/report.h"
#include "copydesk/version.h"
#include "report/hostile_text.h"

namespace copydesk {
namespace {

using Json = nlohmann::json;

Match ContainsMatch() {
  Match match;
  match.a = {.document = "ap-1", .block = "0"};
  match.b = {.document = "sfgate-9", .block = "1.2"};
  match.comparison.relation = Relation::kContains;
  match.comparison.direction = Direction::kAInB;
  match.comparison.jaccard = 0.41234;
  match.comparison.containment = {0.93456, 0.42};
  match.comparison.share = {0.98765, 0.43};
  match.comparison.shared_tokens = 380;
  match.comparison.quoted = 0.25;
  match.comparison.spans = {{.a = {.begin = 0, .end = 2310}, .b = {.begin = 412, .end = 2733}, .tokens = 380},
                            {.a = {.begin = 2400, .end = 4294967294}, .b = {.begin = 1, .end = 2}, .tokens = 25}};
  return match;
}

TEST(MatchJsonTest, HasTheFieldsOfTheFormat) {
  EXPECT_EQ(Json::parse(MatchJson(ContainsMatch())), Json::parse(R"({
    "a": {"document": "ap-1", "block": "0"}, "b": {"document": "sfgate-9", "block": "1.2"},
    "relation": "contains", "direction": "a_in_b", "jaccard": 0.4123, "containment": [0.9346, 0.42],
    "shared_tokens": 380, "share": [0.9877, 0.43], "quoted": 0.25,
    "spans": [{"a": [0, 2310], "b": [412, 2733], "tokens": 380}, {"a": [2400, 4294967294], "b": [1, 2], "tokens": 25}],
    "verified": true})"));
}

TEST(MatchJsonTest, AStoryHasItsTermsAndModel) {
  Match match = ContainsMatch();
  match.same_story = 0.98765;
  match.terms = {{"putin", 6.1}, {"zelensky", 5.81234}};
  match.model = "m-3f00000000000000";
  EXPECT_EQ(Json::parse(MatchJson(match)), Json::parse(R"({
    "a": {"document": "ap-1", "block": "0"}, "b": {"document": "sfgate-9", "block": "1.2"},
    "relation": "contains", "direction": "a_in_b", "jaccard": 0.4123, "containment": [0.9346, 0.42],
    "shared_tokens": 380, "share": [0.9877, 0.43], "quoted": 0.25, "same_story": 0.9877,
    "spans": [{"a": [0, 2310], "b": [412, 2733], "tokens": 380}, {"a": [2400, 4294967294], "b": [1, 2], "tokens": 25}],
    "terms": [["putin", 6.1], ["zelensky", 5.81]], "model": "m-3f00000000000000", "verified": true})"));
  match.comparison = {};
  match.comparison.jaccard = 0.004;
  EXPECT_EQ(MatchJson(match),
            R"({"a":{"document":"ap-1","block":"0"},"b":{"document":"sfgate-9","block":"1.2"},"relation":"none",)"
            R"("same_story":0.9877,"jaccard":0.004,"containment":[0.0,0.0],"shared_tokens":0,"share":[0.0,0.0],)"
            R"("quoted":0.0,"terms":[["putin",6.1],["zelensky",5.81]],"model":"m-3f00000000000000","verified":true})");
  match.verified = false;
  match.terms.clear();
  match.estimated_jaccard = Estimate{.lower = 0, .value = 0.01, .upper = 0.02};
  EXPECT_EQ(Json::parse(MatchJson(match)), Json::parse(R"({
    "a": {"document": "ap-1", "block": "0"}, "b": {"document": "sfgate-9", "block": "1.2"}, "relation": "none",
    "same_story": 0.9877, "jaccard_bounds": [0.0, 0.02], "model": "m-3f00000000000000", "verified": false})"));
}

TEST(StoryJsonTest, HasTheFieldsOfTheFormat) {
  Story story;
  story.name = "s-5f0a000000000001";
  story.centre = {.document = "page.txt", .block = "1.1"};
  story.members = {{.block = story.centre},
                   {.block = {"ap-1", "0"}, .cluster = "d-77b1000000000001", .score = 0.91239},
                   {.block = {"page.txt", "3"}, .score = 0.5}};
  story.terms = {{"putin", 6.1}};
  EXPECT_EQ(Json::parse(StoryJson(story)), Json::parse(R"({
    "cluster": "s-5f0a000000000001", "kind": "story", "centre": {"document": "page.txt", "block": "1.1"},
    "members": [{"document": "page.txt", "block": "1.1", "score": 1.0},
                {"cluster": "d-77b1000000000001", "score": 0.9124}, {"document": "page.txt", "block": "3", "score": 0.5}],
    "terms": [["putin", 6.1]]})"));
}

TEST(VersionGroupJsonTest, HasTheFieldsOfTheFormat) {
  VersionGroup group;
  group.name = "v-5f0a000000000001";
  group.centre = {.document = "ap-1", .block = "0"};
  group.members = {{.block = group.centre, .number = 1, .time = -1},
                   {.block = {"ap-2", "0"}, .number = 2, .time = 951782400, .equivalence = 0.91239},
                   {.block = {"page.txt", "3"}, .number = 0, .time = std::nullopt, .equivalence = 0.5}};
  EXPECT_EQ(Json::parse(VersionGroupJson(group)), Json::parse(R"({
    "cluster": "v-5f0a000000000001", "kind": "versions", "centre": {"document": "ap-1", "block": "0"},
    "members": [{"document": "ap-1", "block": "0", "version": 1, "time": "1969-12-31T23:59:59Z", "equivalence": 1.0},
                {"document": "ap-2", "block": "0", "version": 2, "time": "2000-02-29T00:00:00Z", "equivalence": 0.9124},
                {"document": "page.txt", "block": "3", "equivalence": 0.5}]})"));
}

TEST(MatchJsonTest, EvidenceIsAList) {
  Match match{.a = {.document = "a", .block = "0"}, .b = {.document = "a", .block = "4"}};
  match.same_story = 0.97;
  match.evidence.link = true;
  match.model = "m-1";
  EXPECT_EQ(MatchJson(match),
            R"({"a":{"document":"a","block":"0"},"b":{"document":"a","block":"4"},"relation":"none","same_story":0.97,)"
            R"("jaccard":0.0,"containment":[0.0,0.0],"shared_tokens":0,"share":[0.0,0.0],"quoted":0.0,)"
            R"("evidence":["link"],"model":"m-1","verified":true})");
}

TEST(MatchJsonTest, LeavesOutWhatWasNotComputed) {
  Match match = ContainsMatch();
  match.comparison.relation = Relation::kExact;
  match.comparison.direction = Direction::kNone;
  match.comparison.identical = true;
  match.comparison.spans.clear();
  const Json bytes = Json::parse(MatchJson(match));
  EXPECT_EQ(bytes["identical"], "bytes");
  EXPECT_FALSE(bytes.contains("direction"));
  EXPECT_FALSE(bytes.contains("spans"));
  EXPECT_FALSE(bytes.contains("template"));
  match.comparison.identical = false;
  EXPECT_EQ(Json::parse(MatchJson(match))["identical"], "tokens");
  match.comparison.relation = Relation::kNear;
  match.comparison.numbers_differ = true;
  const Json near = Json::parse(MatchJson(match));
  EXPECT_FALSE(near.contains("identical"));
  EXPECT_EQ(near["template"], true);
}

TEST(MatchJsonTest, NamesEveryRelationAndDirection) {
  Match match = ContainsMatch();
  const std::vector<std::string> relations = {"none", "quote", "overlap", "contains", "near", "exact"};
  for (std::size_t i = 0; i < relations.size(); ++i) {
    match.comparison.relation = static_cast<Relation>(i);
    EXPECT_EQ(Json::parse(MatchJson(match))["relation"], relations[i]);
  }
  match.comparison.direction = Direction::kBInA;
  EXPECT_EQ(Json::parse(MatchJson(match))["direction"], "b_in_a");
  match.comparison.direction = Direction::kMutual;
  EXPECT_EQ(Json::parse(MatchJson(match))["direction"], "mutual");
}

TEST(MatchJsonTest, AnUnverifiedMatchHasBoundsOnly) {
  Match match;
  match.a = {.document = "x", .block = "0"};
  match.b = {.document = "y", .block = "0"};
  match.verified = false;
  match.estimated_jaccard = Estimate{.lower = 0.65432, .value = 0.7, .upper = 0.75678};
  EXPECT_EQ(Json::parse(MatchJson(match)), Json::parse(R"({
    "a": {"document": "x", "block": "0"}, "b": {"document": "y", "block": "0"}, "relation": "none",
    "jaccard_bounds": [0.6543, 0.7568], "verified": false})"));
}

TEST(ClusterJsonTest, HasTheFieldsOfTheFormat) {
  Cluster cluster;
  cluster.name = "d-5f0a000000000001";
  cluster.centre = {.document = "ap-123", .block = "0"};
  cluster.members = {{.block = cluster.centre},
                     {.block = {"copy", "0"}, .relation = Relation::kExact},
                     {.block = {"sfgate-9", "2"}, .relation = Relation::kNear, .score = 0.91111, .share_kept = 0.95}};
  cluster.part_of = {{.cluster = "d-77b1000000000001", .block = {"in", "0"}, .share = 0.88888},
                     {.cluster = "", .block = {"roundup", "1.1"}, .share = 0.5}};
  cluster.attached = {{.block = {"cut", "0"}, .within = {"copy", "0"}, .share = 0.99999}};
  EXPECT_EQ(Json::parse(ClusterJson(cluster)), Json::parse(R"({
    "cluster": "d-5f0a000000000001", "kind": "duplicate", "centre": {"document": "ap-123", "block": "0"},
    "members": [{"document": "ap-123", "block": "0", "relation": "centre"},
                {"document": "copy", "block": "0", "relation": "exact", "score": 1.0, "share_kept": 1.0},
                {"document": "sfgate-9", "block": "2", "relation": "near", "score": 0.9111, "share_kept": 0.95}],
    "part_of": [{"cluster": "d-77b1000000000001", "share": 0.8889},
                {"document": "roundup", "block": "1.1", "share": 0.5}],
    "attached": [{"document": "cut", "block": "0", "within": {"document": "copy", "block": "0"}, "share": 1.0}]})"));
}

TEST(ClusterJsonTest, ListsAreThereWhenEmpty) {
  Cluster cluster;
  cluster.members = {{.block = {"a", "0"}}, {.block = {"b", "0"}}};
  const Json json = Json::parse(ClusterJson(cluster));
  EXPECT_EQ(json["part_of"], Json::array());
  EXPECT_EQ(json["attached"], Json::array());
}

TEST(BlockJsonTest, HasTheFieldsOfTheFormat) {
  DocumentView view;
  view.name = "page.txt";
  view.metadata = {.id = "page.txt",
                   .url = "https://outlet.example/a",
                   .source = "Straits Times",
                   .published = "2026-03-03",
                   .modified = "2026-03-04",
                   .seen = "2026-03-05",
                   .title = "\"Quoted\" & <b>"};
  Block block{.name = "1.3", .role = BlockRole::kDigestItem, .parts = {{.begin = 9120, .end = 10980}}, .words = 187};
  EXPECT_EQ(Json::parse(BlockJson(view, block)), Json::parse(R"({
    "document": "page.txt", "block": "1.3", "role": "digest-item", "source": "Straits Times", "age": null,
    "url": "https://outlet.example/a", "published": "2026-03-03", "modified": "2026-03-04", "seen": "2026-03-05",
    "title": "\"Quoted\" & <b>", "credit": null, "parts": [[9120, 10980]], "words": 187})"));

  // Beside another block only what the page prints counts, but for the article.
  view.blocks.resize(2);
  block.parent = "1";
  block.age = "3 hours ago";
  block.credit = "REUTERS";
  block.link = "/a?b=<c>";
  block.source_parts = {{.begin = 1, .end = 20}};
  EXPECT_EQ(Json::parse(BlockJson(view, block)), Json::parse(R"({
    "document": "page.txt", "block": "1.3", "role": "digest-item", "parent": "1", "source": null, "age": "3 hours ago",
    "url": "https://outlet.example/a", "published": null, "modified": "2026-03-04", "seen": "2026-03-05",
    "title": null, "credit": "REUTERS", "link": "/a?b=<c>", "parts": [[9120, 10980]], "source_parts": [[1, 20]],
    "words": 187})"));
  block.source = "Irish Independent";
  block.title = "Own title";
  block.published = "2026-03-02";
  const Json printed = Json::parse(BlockJson(view, block));
  EXPECT_EQ(printed["source"], "Irish Independent");
  EXPECT_EQ(printed["title"], "Own title");
  EXPECT_EQ(printed["published"], "2026-03-02");
  const Json article = Json::parse(BlockJson(view, {.name = "0", .role = BlockRole::kMain}));
  EXPECT_EQ(article["source"], "Straits Times");
  EXPECT_EQ(article["title"], "\"Quoted\" & <b>");
  block = {.name = "1.3", .role = BlockRole::kDigestItem};
  view.blocks.clear();

  view.metadata = {.id = "page.txt"};
  block.parts.clear();
  const Json bare = Json::parse(BlockJson(view, block));
  for (const char* field : {"source", "age", "url", "published", "modified", "seen", "title", "credit"}) {
    EXPECT_TRUE(bare.contains(field) && bare[field].is_null()) << field;
  }
  EXPECT_EQ(bare["parts"], Json::array());
}

TEST(RejectJsonTest, HasLineWhereThereAreLines) {
  EXPECT_EQ(Json::parse(RejectJson({.file = "in.jsonl", .line = 7, .offset = 812, .reason = "no JSON"})),
            Json::parse(R"({"file": "in.jsonl", "line": 7, "offset": 812, "reason": "no JSON"})"));
  EXPECT_EQ(Json::parse(RejectJson({.file = "in.bin", .line = 0, .offset = 3, .reason = "binary"})),
            Json::parse(R"({"file": "in.bin", "offset": 3, "reason": "binary"})"));
}

TEST(SummaryJsonTest, HasTheFieldsOfTheFormat) {
  Summary summary;
  summary.command = "scan";
  summary.reader = {.files = 2,
                    .records = 50,
                    .rejects = 3,
                    .passed_over = 5,
                    .revisits = 7,
                    .revisits_known = 6,
                    .bytes_in = 1000,
                    .bytes_out = 4000};
  summary.added = {.documents = 48,
                   .repeated = 2,
                   .versions = 1,
                   .without_text = 4,
                   .replaced_bytes = 5,
                   .blocks = 48,
                   .tokens = 9000,
                   .text_bytes = 60000};
  summary.matching = {.candidates = 120,
                      .verified = 110,
                      .unverified = 6,
                      .incomplete_buckets = 7,
                      .stop_postings = 8,
                      .large_groups = 9,
                      .sampled_sources = 10,
                      .story_candidates = 77,
                      .stop_terms = 11,
                      .bounded_stories = 12,
                      .large_links = 20};
  summary.story_matches = 13;
  summary.story_only = 10;
  summary.linked = 21;
  summary.stories = 14;
  summary.story_blocks = 15;
  summary.documents = 48;
  summary.matches = {{Relation::kExact, 1}, {Relation::kNear, 2}};
  summary.clusters = 10;
  summary.clustered_blocks = 25;
  summary.attached_blocks = 4;
  summary.version_groups = 5;
  summary.versioned_blocks = 16;
  summary.seconds = {{"read", 0.12345}, {"cluster", 1}};
  summary.peak_bytes = 12345678;
  summary.configuration = "shingle=5";
  summary.fingerprint = 0xab;
  summary.bands = {.bands = 42, .rows = 6};
  summary.recall = 0.99123;
  summary.relations = {Relation::kExact, Relation::kNear};
  EXPECT_EQ(Json::parse(SummaryJson(summary)), Json::parse(R"({
    "command": "scan", "version": ")" + std::string(Version()) +
                                                           R"(",
    "files": 2, "records": 50, "rejects": 3, "passed_over": 5, "revisits": 7, "revisits_known": 6,
    "bytes_in": 1000, "bytes_out": 4000, "documents": 48,
    "added": {"documents": 48, "repeated": 2, "same_id_other_text": 1, "without_tokens": 4, "replaced_bytes": 5,
              "text_bytes": 60000, "tokens": 9000},
    "blocks": 48, "disguised_blocks": 0, "candidates": 120, "verified": 110, "unverified": 6, "matches": {"exact": 1, "near": 2},
    "story_candidates": 77, "same_story_pairs": 13, "story_only_pairs": 10, "linked_pairs": 21, "stories": 14, "story_blocks": 15,
    "clusters": 10, "clustered_blocks": 25, "attached_blocks": 4, "version_groups": 5, "versioned_blocks": 16,
    "incomplete_buckets": 7, "stop_postings": 8,
    "large_copy_groups": 9, "sampled_sources": 10, "stop_terms": 11, "bounded_stories": 12, "large_links": 20, "relations": ["exact", "near", "story"],
    "seconds": {"read": 0.1235, "cluster": 1.0}, "peak_memory_bytes": 12345678,
    "configuration": {"sketch": "shingle=5", "fingerprint": "00000000000000ab", "bands": 42, "rows": 6,
                      "expected_band_recall": 0.9912},
    "rules": {"near_jaccard": 0.7, "near_share": 0.68, "contains_share": 0.5, "run": 8, "min_shared": 25,
              "min_own": 15, "min_own_alone": 20, "short_tokens": 25, "short_near": 0.8, "short_contains": 0.9}})"));
  EXPECT_TRUE(SummaryJson(summary).ends_with("}\n"));
  summary.matching.model = "m-3f00000000000000";
  summary.window_hours = 72;
  summary.story_threshold = 0.5;
  EXPECT_EQ(
      Json::parse(SummaryJson(summary))["model"],
      Json::parse(
          R"({"name": "m-3f00000000000000", "window_hours": 72.0, "link_evidence": true, "story_threshold": 0.5})"));
}

TEST(CountMatchesTest, CountsVerifiedMatchesStrongestFirst) {
  std::vector<Match> matches(4, ContainsMatch());
  matches[1].comparison.relation = Relation::kExact;
  matches[2].verified = false;
  const std::vector<std::pair<Relation, std::uint64_t>> expected = {{Relation::kExact, 1},
                                                                    {Relation::kNear, 0},
                                                                    {Relation::kContains, 2},
                                                                    {Relation::kOverlap, 0},
                                                                    {Relation::kQuote, 0}};
  matches[0].same_story = 0.5;
  matches[2].same_story = 0.75;
  matches.emplace_back().same_story = 0.25;
  Summary summary;
  summary.story_threshold = 0.5;
  ASSERT_TRUE(CountMatches(MatchSpan(matches), &summary).ok());
  EXPECT_EQ(summary.matches, expected);
  EXPECT_EQ(summary.story_matches, 2);
  EXPECT_EQ(summary.story_only, 1);
}

// The text of a JSON string after a round trip: invalid bytes replaced, everything else kept.
std::string Replaced(const std::string& text) {
  return Json::parse(Json(text).dump(-1, ' ', true, Json::error_handler_t::replace)).get<std::string>();
}

TEST(JsonTest, KeepsWhatIsUtf8AndReplacesTheRest) {
  Match match = ContainsMatch();
  match.a.document = "tab\t \"quote\" \\ \x01 nul" + std::string(1, '\0') + " \x7f end";
  match.b.document = "\xFF\xFE";
  const Json json = Json::parse(MatchJson(match));
  EXPECT_EQ(json["a"]["document"], match.a.document);
  EXPECT_EQ(json["b"]["document"], "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(JsonTest, IsOneHarmlessLineForAnyText) {
  constexpr unsigned kSeed = 5;
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 3000; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << kSeed << ", round " << round);
    const std::string text = HostileText(random, 20);
    Match match = ContainsMatch();
    match.a.document = text;
    match.terms = {{text, 1}};
    const Story story{.name = "s-1", .centre = match.a, .members = {{.block = match.a}}, .terms = match.terms};
    const Block block{.parent = text, .title = text, .source = text, .age = text, .credit = text, .link = text};
    const Reject reject{.file = text, .line = 1, .offset = 0, .reason = text};
    DocumentView view{.name = text, .metadata = {.id = text, .source = text, .title = text}, .blocks = {}};
    Cluster cluster;
    cluster.centre = {.document = text, .block = "0"};
    cluster.members = {{.block = cluster.centre}};
    VersionGroup versions;
    versions.centre = cluster.centre;
    versions.members = {{.block = versions.centre}};
    const std::string expected = Replaced(text);
    for (const std::string& line : {MatchJson(match), RejectJson(reject), BlockJson(view, {}), BlockJson(view, block),
                                    ClusterJson(cluster), StoryJson(story), VersionGroupJson(versions)}) {
      ASSERT_EQ(line.find('\n'), std::string::npos);
      ASSERT_EQ(FindHarm(line), "") << line;
      ASSERT_TRUE(Json::accept(line)) << line;
    }
    ASSERT_EQ(Json::parse(MatchJson(match))["a"]["document"], expected);
    ASSERT_EQ(Json::parse(MatchJson(match))["terms"][0][0], expected);
    ASSERT_EQ(Json::parse(RejectJson(reject))["reason"], expected);
    ASSERT_EQ(Json::parse(BlockJson(view, block))["link"], Json::parse(BlockJson(view, block))["credit"]);
    ASSERT_EQ(Json::parse(BlockJson(view, {}))["document"], expected);
    ASSERT_EQ(Json::parse(ClusterJson(cluster))["centre"]["document"], expected);
  }
}

}  // namespace
}  // namespace copydesk
