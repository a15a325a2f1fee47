#include "copydesk/sweep.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/check_range.h"
#include "base/status.h"
#include "cluster/borderline.h"
#include "cluster/result_texts.h"
#include "cluster/sweep_groups.h"

namespace copydesk {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"near", "contains", "story", "equivalence"};
constexpr std::size_t kMaxThresholds = 1000;
constexpr double kMinStoredStory = 0.2;  // pairs without a relation are matches from here on
constexpr double kEvenEquivalence = 0.5;

// Sums of steps get the value that a person would write.
double Rounded(double value) {
  constexpr double kUnits = 1e6;
  return std::round(value * kUnits) / kUnits;
}

std::vector<double> DefaultThresholds() {
  std::vector<double> thresholds;
  constexpr int kFirst = 10;
  constexpr int kLast = 19;
  constexpr double kStep = 0.05;
  for (int i = kFirst; i <= kLast; ++i) thresholds.push_back(i * kStep);
  return thresholds;
}

void SortUnique(std::vector<double>* values) {
  for (double& value : *values) value = Rounded(value);
  std::sort(values->begin(), values->end());
  values->erase(std::unique(values->begin(), values->end()), values->end());
}

absl::Status Validate(const SweepOptions& options) {
  for (const std::vector<double>* const list : {&options.thresholds, &options.at}) {
    COPYDESK_RETURN_IF_ERROR(CheckRange<std::size_t>("thresholds", list->size(), 0, kMaxThresholds));
    for (const double threshold : *list) {
      // A millionth is what a threshold is rounded to.
      COPYDESK_RETURN_IF_ERROR(CheckRange("a threshold", threshold, 1e-6, 1.0));
    }
  }
  return absl::OkStatus();
}

bool Has(const ResultSettings& settings, Relation relation) {
  return std::find(settings.relations.begin(), settings.relations.end(), relation) != settings.relations.end();
}

// What the scan must have reported.
absl::Status CheckReported(SweepBy by, const ResultSettings& settings) {
  std::vector<Relation> needed = {Relation::kExact, Relation::kNear};
  if (by == SweepBy::kContains) needed.push_back(Relation::kContains);
  if (by == SweepBy::kEquivalence) {
    needed.insert(needed.end(), {Relation::kContains, Relation::kOverlap, Relation::kQuote});
  }
  for (const Relation relation : needed) {
    if (Has(settings, relation)) continue;
    return absl::FailedPreconditionError(absl::StrCat("the scan did not report the relation ",
                                                      ToAbsl(RelationName(relation)), ", which a sweep by ",
                                                      ToAbsl(SweepByName(by)), " needs; scan again with it"));
  }
  if (by == SweepBy::kStory && !settings.stories) {
    return absl::FailedPreconditionError("the scan looked for no stories; scan again with them");
  }
  return absl::OkStatus();
}

double OwnThreshold(SweepBy by, const ResultSettings& settings) {
  switch (by) {
    case SweepBy::kNear:
      return settings.rules.near_jaccard;
    case SweepBy::kContains:
      return settings.rules.contains_share;
    case SweepBy::kStory:
      return settings.story_threshold;
    case SweepBy::kEquivalence:
      return kEvenEquivalence;
  }
  return 0;
}

// What is near at a threshold of the scan or a higher one is near in the scan, and stored. What a text contains more or
// less of is at least an overlap, whatever the threshold; stories are stored from a probability on; and only pairs with
// a relation have an equivalence.
double CompleteFrom(SweepBy by, const ResultSettings& settings) {
  switch (by) {
    case SweepBy::kNear:
      return settings.rules.near_jaccard;
    case SweepBy::kContains:
      return Has(settings, Relation::kOverlap) ? 0 : settings.rules.contains_share;
    case SweepBy::kStory:
      return kMinStoredStory;
    case SweepBy::kEquivalence:
      return 0;
  }
  return 1;
}

absl::Status CheckNames(const std::vector<Match>& matches, const ResultTexts& texts) {
  for (const Match& match : matches) {
    for (const BlockName* const name : {&match.a, &match.b}) {
      if (texts.Find(*name) < texts.size()) continue;
      return absl::InvalidArgumentError(absl::StrCat("a match names the block ", name->document,
                                                     name->block.empty() ? "" : ":", name->block,
                                                     ", which is not listed; the files are of different scans"));
    }
  }
  return absl::OkStatus();
}

SweepRow Count(const SweepGroups::Found& found, const ResultTexts& texts) {
  SweepRow row{.pairs = found.pairs, .clusters = found.groups.size(), .borderline = {}};
  std::vector<bool> removed(texts.size(), false);
  for (const std::vector<std::size_t>& group : found.groups) {
    row.clustered += group.size();
    row.largest = std::max<std::uint64_t>(row.largest, group.size());
    for (std::size_t k = 1; k < group.size(); ++k) removed[group[k]] = true;
  }
  row.removed = row.clustered - row.clusters;
  row.removed_documents = texts.CountDocuments(removed);
  row.removed_bytes = texts.CountBytes(removed);
  return row;
}

std::vector<SweptPair> Show(std::span<const Borderline::Scored> pairs, const std::vector<Match>& matches,
                            const ResultTexts& texts) {
  std::vector<SweptPair> shown;
  shown.reserve(pairs.size());
  for (const Borderline::Scored& scored : pairs) {
    const Match& match = matches[scored.match];
    shown.push_back({.a = match.a,
                     .b = match.b,
                     .title_a = texts[texts.Find(match.a)].title,
                     .title_b = texts[texts.Find(match.b)].title,
                     .score = scored.score,
                     .comparison = match.comparison});
  }
  return shown;
}

}  // namespace

std::string_view SweepByName(SweepBy by) { return kNames[static_cast<std::size_t>(by)]; }

std::optional<SweepBy> SweepByFromName(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<SweepBy>(found - kNames.begin());
}

RelationRules RulesAtNear(const RelationRules& rules, double near) {
  constexpr double kMinShare = 0.01;
  RelationRules result = rules;
  result.near_jaccard = near;
  if (near != rules.near_jaccard) {
    result.near_share = std::clamp(Rounded(near - (rules.near_jaccard - rules.near_share)), kMinShare, 1.0);
  }
  return result;
}

absl::StatusOr<Sweep> SweepThresholds(ScanResults results, const SweepOptions& options) {
  COPYDESK_RETURN_IF_ERROR(Validate(options));
  COPYDESK_RETURN_IF_ERROR(CheckReported(options.by, results.settings));
  COPYDESK_ASSIGN_OR_RETURN(const ResultTexts texts, ResultTexts::Make(std::move(results.texts)));
  COPYDESK_RETURN_IF_ERROR(CheckNames(results.matches, texts));
  const std::vector<bool> all(texts.size(), true);
  Sweep sweep{.by = options.by,
              .texts = texts.CountTexts(),
              .documents = texts.CountDocuments(),
              .bytes = texts.CountBytes(all),
              .own = OwnThreshold(options.by, results.settings),
              .complete_from = CompleteFrom(options.by, results.settings),
              .rows = {},
              .at = options.at,
              .settings = results.settings};
  if (sweep.at.empty()) sweep.at.push_back(sweep.own);
  std::vector<double> thresholds = options.thresholds.empty() ? DefaultThresholds() : options.thresholds;
  thresholds.push_back(sweep.own);
  thresholds.insert(thresholds.end(), sweep.at.begin(), sweep.at.end());
  SortUnique(&thresholds);
  SortUnique(&sweep.at);

  SweepGroups groups(options.by, std::move(results.matches), results.settings, texts);
  const Borderline borderline(groups.matches(), [&](const Match& match) { return groups.Score(match); });
  sweep.rows.reserve(thresholds.size());
  for (const double threshold : thresholds) {
    SweepRow row = Count(groups.At(threshold), texts);
    row.threshold = threshold;
    row.complete = threshold >= Rounded(sweep.complete_from);
    if (std::binary_search(sweep.at.begin(), sweep.at.end(), threshold)) {
      row.borderline = Show(borderline.At(threshold, options.pairs), groups.matches(), texts);
    }
    sweep.rows.push_back(std::move(row));
  }
  return sweep;
}

}  // namespace copydesk
