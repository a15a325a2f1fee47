// A sweep as JSON.
#include <utility>

#include "copydesk/sweep.h"
#include "report/json_text.h"

namespace copydesk {
namespace {

Json PairJson(const SweptPair& pair) {
  const Comparison& comparison = pair.comparison;
  Json json = {{"a", NameJson(pair.a)}, {"b", NameJson(pair.b)}};
  json["titles"] = Json::array({Optional(pair.title_a), Optional(pair.title_b)});
  json["score"] = Rounded(pair.score);
  json["relation"] = RelationName(comparison.relation);
  json["jaccard"] = Rounded(comparison.jaccard);
  json["share"] = Shares(comparison.share);
  if (comparison.numbers_differ) json["template"] = true;
  return json;
}

Json RowJson(const SweepRow& row) {
  Json json = {{"threshold", row.threshold},
               {"complete", row.complete},
               {"pairs", row.pairs},
               {"clusters", row.clusters},
               {"clustered", row.clustered},
               {"largest", row.largest},
               {"removed", row.removed},
               {"removed_documents", row.removed_documents},
               {"removed_bytes", row.removed_bytes}};
  if (!row.borderline.empty()) {
    Json pairs = Json::array();
    for (const SweptPair& pair : row.borderline) pairs.push_back(PairJson(pair));
    json["borderline"] = std::move(pairs);
  }
  return json;
}

}  // namespace

std::string SweepJson(const Sweep& sweep) {
  Json json = {{"by", SweepByName(sweep.by)},
               {"scanned_at", Rounded(sweep.own)},
               {"complete_from", Rounded(sweep.complete_from)},
               {"texts", sweep.texts},
               {"documents", sweep.documents},
               {"bytes", sweep.bytes},
               {"unverified", sweep.settings.unverified},
               {"caps", sweep.by == SweepBy::kStory ? sweep.settings.story_caps : sweep.settings.caps}};
  Json rows = Json::array();
  for (const SweepRow& row : sweep.rows) rows.push_back(RowJson(row));
  json["rows"] = std::move(rows);
  return Dump(json);
}

}  // namespace copydesk
