// Explanations as JSON.
#include "copydesk/terminal_explanation.h"
#include "report/json_text.h"

namespace copydesk {
namespace {

Json ExplainedBlockJson(const ExplainedBlock& block) {
  Json json = NameJson(block.name);
  json["role"] = BlockRoleName(block.role);
  json["title"] = Optional(block.title);
  json["tokens"] = block.tokens;
  json["furniture_tokens"] = block.furniture;
  json["fingerprints"] = block.fingerprints;
  return json;
}

}  // namespace

std::string ExplanationJson(const Explanation& explanation) {
  Json json = {{"a", ExplainedBlockJson(explanation.a)}, {"b", ExplainedBlockJson(explanation.b)}};
  json["never_compared"] = Optional(explanation.never_compared);
  if (!explanation.never_compared.empty()) return Dump(json);
  const Estimate& estimate = explanation.estimated_jaccard;
  json["candidates"] = {
      {"equal_content", explanation.equal_content},
      {"estimated_jaccard", Json::array({Rounded(estimate.lower), Rounded(estimate.value), Rounded(estimate.upper)})},
      {"bands", explanation.bands.bands},
      {"shared_bands", explanation.shared_bands},
      {"band_probability", Rounded(explanation.band_probability)},
      {"shared_fingerprints", explanation.shared_fingerprints},
      {"capped_fingerprints", explanation.capped_fingerprints},
      {"longest_run", explanation.longest_run},
      {"sure_run", explanation.sure_run},
      {"compared", explanation.is_text_candidate}};
  if (explanation.comparison.has_value()) {
    json["relation"] = RelationName(explanation.comparison->relation);
    json["template"] = explanation.comparison->numbers_differ;
    if (explanation.comparison->equivalence.has_value()) {
      json["equivalence"] = Rounded(*explanation.comparison->equivalence);
    }
    Json conditions = Json::array();
    for (const Condition& condition : explanation.conditions) {
      conditions.push_back({{"relation", RelationName(condition.relation)},
                            {"what", condition.what},
                            {"value", Rounded(condition.value)},
                            {"needed", Rounded(condition.needed)},
                            {"holds", condition.Holds()}});
    }
    json["conditions"] = std::move(conditions);
  }
  if (explanation.same_story.has_value()) json["same_story"] = Rounded(*explanation.same_story);
  json["story_threshold"] = explanation.story_threshold;
  if (explanation.hours_apart.has_value()) json["hours_apart"] = Rounded(*explanation.hours_apart);
  json["window_hours"] = explanation.window_hours;
  json["shared_terms"] = explanation.shared_terms;
  if (!explanation.terms.empty()) json["terms"] = TermsJson(explanation.terms);
  if (!explanation.model.empty()) json["model"] = explanation.model;
  return Dump(json);
}

}  // namespace copydesk
