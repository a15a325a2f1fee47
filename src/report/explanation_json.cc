// Explanations as JSON.
#include <utility>

#include "copydesk/terminal_explanation.h"
#include "report/json_text.h"

namespace copydesk {
namespace {

Json BlockJson(const ExplainedBlock& block) {
  Json json = NameJson(block.name);
  json["role"] = BlockRoleName(block.role);
  json["title"] = Optional(block.title);
  json["tokens"] = block.tokens;
  json["furniture_tokens"] = block.furniture;
  json["fingerprints"] = block.fingerprints;
  json["disguised"] = block.disguised;
  json["copies"] = block.copies;
  json["set_aside"] = {{"passages", block.set_aside}, {"texts", block.set_aside_texts}};
  return json;
}

Json CandidatesJson(const Explanation& explanation) {
  const Estimate& estimate = explanation.estimated_jaccard;
  return {
      {"equal_content", explanation.equal_content},
      {"estimated_jaccard", Json::array({Rounded(estimate.lower), Rounded(estimate.value), Rounded(estimate.upper)})},
      {"bands", explanation.bands.bands},
      {"shared_bands", explanation.shared_bands},
      {"capped_bands", explanation.capped_bands},
      {"band_probability", Rounded(explanation.band_probability)},
      {"shared_fingerprints", explanation.shared_fingerprints},
      {"capped_fingerprints", explanation.capped_fingerprints},
      {"longest_run", explanation.longest_run},
      {"sure_run", explanation.sure_run},
      {"caps",
       {{"bucket", explanation.bucket_cap},
        {"posting", explanation.posting_cap},
        {"copy", explanation.copy_cap},
        {"term", explanation.term_cap}}},
      {"compared", explanation.is_text_candidate}};
}

Json ConditionsJson(const std::vector<Condition>& conditions) {
  Json json = Json::array();
  for (const Condition& condition : conditions) {
    json.push_back({{"relation", RelationName(condition.relation)},
                    {"what", condition.what},
                    {"value", Rounded(condition.value)},
                    {"needed", Rounded(condition.needed)},
                    {"holds", condition.Holds()}});
  }
  return json;
}

Json NumbersJson(const ExplainedNumbers& numbers) {
  Json changed = Json::array();
  for (const auto& [a, b] : numbers.changed_texts) changed.push_back(Json::array({a, b}));
  return {{"kept", numbers.kept},
          {"changed", numbers.changed},
          {"kept_texts", numbers.kept_texts},
          {"changed_texts", std::move(changed)}};
}

void AddVerification(const Explanation& explanation, Json* json) {
  const Comparison& comparison = *explanation.comparison;
  (*json)["relation"] = RelationName(comparison.relation);
  (*json)["template"] = comparison.numbers_differ;
  if (comparison.equivalence.has_value()) (*json)["equivalence"] = Rounded(*comparison.equivalence);
  if (comparison.equivalence.has_value() && explanation.versions.has_value()) {
    const VersionSigns& signs = *explanation.versions;
    (*json)["versions"] = {{"aligned", Rounded(signs.aligned)},
                           {"longest", Rounded(signs.longest)},
                           {"beginning", Rounded(signs.beginning)},
                           {"before_first", signs.before_first}};
  }
  if (comparison.furniture[0] + comparison.furniture[1] > 0) (*json)["furniture"] = comparison.furniture;
  (*json)["numbers"] = NumbersJson(explanation.numbers);
  (*json)["conditions"] = ConditionsJson(explanation.conditions);
  (*json)["nearest"] = ConditionsJson(explanation.nearest);
}

void AddStory(const Explanation& explanation, Json* json) {
  if (explanation.same_story.has_value()) (*json)["same_story"] = Rounded(*explanation.same_story);
  (*json)["story_threshold"] = explanation.story_threshold;
  if (explanation.hours_apart.has_value()) (*json)["hours_apart"] = Rounded(*explanation.hours_apart);
  (*json)["window_hours"] = explanation.window_hours;
  (*json)["shared_terms"] = explanation.shared_terms;
  (*json)["capped_terms"] = explanation.capped_terms;
  (*json)["story_candidate"] = explanation.is_story_candidate;
  if (!explanation.story_parts.empty()) {
    Json parts = Json::array();
    for (const StoryPart& part : explanation.story_parts) {
      Json entry = {{"what", part.what}, {"points", Rounded(part.points)}};
      if (!part.detail.empty()) entry["detail"] = part.detail;
      parts.push_back(std::move(entry));
    }
    (*json)["story_score"] = {{"score", Rounded(explanation.story_score)},
                              {"needed", Rounded(explanation.story_score_needed)},
                              {"parts", std::move(parts)}};
  }
  if (!explanation.terms.empty()) (*json)["terms"] = TermsJson(explanation.terms);
  if (!explanation.shared_link.empty()) {
    (*json)["shared_link"] = {{"address", explanation.shared_link}, {"evidence", explanation.link_evidence}};
  }
  if (!explanation.model.empty()) (*json)["model"] = explanation.model;
}

Json ClustersJson(const ClusterOutcome& outcome) {
  Json json = Json::object();
  for (std::size_t side = 0; side < 2; ++side) {
    if (outcome.clusters[side].empty()) {
      json[side == 0 ? "a" : "b"] = nullptr;
    } else {
      json[side == 0 ? "a" : "b"] = {{"cluster", outcome.clusters[side]}, {"centre", NameJson(outcome.centres[side])}};
    }
  }
  json["why"] = outcome.why;
  return json;
}

}  // namespace

std::string ExplanationJson(const Explanation& explanation) {
  Json json = {{"a", BlockJson(explanation.a)}, {"b", BlockJson(explanation.b)}};
  json["never_compared"] = Optional(explanation.never_compared);
  if (!explanation.never_compared.empty()) return Dump(json);
  json["candidates"] = CandidatesJson(explanation);
  if (explanation.comparison.has_value()) AddVerification(explanation, &json);
  AddStory(explanation, &json);
  if (explanation.clusters.has_value()) json["clusters"] = ClustersJson(*explanation.clusters);
  return Dump(json);
}

}  // namespace copydesk
