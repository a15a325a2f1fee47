// The tables of an audit.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "copydesk/audit_collection.h"
#include "wire/candidate.h"

namespace copydesk {
namespace {

double Median(std::vector<std::int64_t> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  const auto upper = static_cast<double>(*middle);
  if (values.size() % 2 == 1) return upper;
  return (upper + static_cast<double>(*std::max_element(values.begin(), middle))) / 2;
}

// Gathers what ReuseCounts says.
class ReuseSum {
 public:
  void Add(const Reuse& reuse) {
    AddCredit(reuse.credit);
    kept_ += reuse.share_kept;
    copied_ += reuse.share_copied;
    ++compared_;
    if (reuse.lag.has_value()) lags_.push_back(*reuse.lag);
  }

  // A reprint that is itself what others are compared with.
  void AddReference() { AddCredit(ReuseCredit::kCreditedVerbatim); }

  ReuseCounts Counts() const {
    ReuseCounts counts = counts_;
    if (!lags_.empty()) counts.median_lag = Median(lags_);
    if (compared_ > 0) counts.mean_kept = kept_ / compared_;
    if (compared_ > 0) counts.mean_copied = copied_ / compared_;
    return counts;
  }

 private:
  void AddCredit(ReuseCredit credit) {
    ++counts_.reprints;
    if (credit == ReuseCredit::kCreditedVerbatim) ++counts_.credited_verbatim;
    if (credit == ReuseCredit::kCreditedAltered) ++counts_.credited_altered;
    if (credit == ReuseCredit::kNoCreditFound) ++counts_.no_credit_found;
    if (credit == ReuseCredit::kUnknown) ++counts_.unknown;
  }

  ReuseCounts counts_;
  std::vector<std::int64_t> lags_;
  double kept_ = 0;
  double copied_ = 0;
  std::uint32_t compared_ = 0;
};

class Tabulator {
 public:
  explicit Tabulator(const CollectionAudit& audit) : audit_(audit) {}

  AuditTables Run() {
    for (const AuditedArticle& article : audit_.articles) CountArticle(article);
    for (const CopyGroup& group : audit_.groups) {
      for (const GroupMember& member : group.members) {
        if (member.role <= GroupRole::kCut) at_home_.insert(member.article);
      }
    }
    for (std::uint32_t g = 0; g < audit_.groups.size(); ++g) CountGroup(g);
    Finish();
    return std::move(tables_);
  }

 private:
  struct Outlet {
    OutletRow row;
    ReuseSum reuse;
  };
  struct AgencyFigures {
    AgencyRow row;
    ReuseSum pickup;
    std::set<std::string> outlets;
  };
  struct OfBoth {
    OutletAgencyRow row;
    ReuseSum reuse;
  };

  // One outlet whatever its capitals; shown as it was met first.
  Outlet& OutletOf(const AuditedArticle& article) {
    Outlet& outlet = outlets_[FoldForCredits(article.outlet)];
    if (outlet.row.outlet.empty()) outlet.row.outlet = article.outlet;
    return outlet;
  }

  AgencyFigures& AgencyOf(const std::string& agency) {
    AgencyFigures& figures = agencies_[agency];
    figures.row.agency = agency;
    return figures;
  }

  OfBoth& Both(const AuditedArticle& article, const std::string& agency) {
    OfBoth& both = both_[{FoldForCredits(article.outlet), agency}];
    both.row.outlet = OutletOf(article).row.outlet;
    both.row.agency = agency;
    return both;
  }

  void CountArticle(const AuditedArticle& article) {
    Outlet& outlet = OutletOf(article);
    ++outlet.row.articles;
    if (article.summary.state != CreditState::kCredited) return;
    ++outlet.row.credited;
    for (const CreditedAgency& credited : article.summary.agencies) {
      if (credited.agency.empty() || credited.kind == CreditKind::kContribution) continue;
      ++AgencyOf(credited.agency).row.credited;
      ++Both(article, credited.agency).row.credited;
    }
  }

  const AuditedArticle& ArticleOf(const CopyGroup& group, std::uint32_t member) const {
    return audit_.articles[group.members[member].article];
  }

  void CountGroup(std::uint32_t g) {
    const CopyGroup& group = audit_.groups[g];
    std::set<std::string> in_group;
    for (std::uint32_t m = 0; m < group.members.size(); ++m) {
      if (in_group.insert(FoldForCredits(ArticleOf(group, m).outlet)).second) {
        ++OutletOf(ArticleOf(group, m)).row.groups;
      }
    }
    AddTimeline(g);
    AddVersions(g);
    CountOrigin(group);
  }

  // Whose copy it is, and who else has it.
  void CountOrigin(const CopyGroup& group) {
    const Origin& origin = group.attribution.origin;
    const AuditedArticle& reference = ArticleOf(group, group.reference);
    const bool is_own = origin.document == reference.block;  // the reference is the origin
    const std::string outlet = FoldForCredits(reference.outlet);
    if (!origin.agency.empty()) ++AgencyOf(origin.agency).row.stories;
    if (origin.agency.empty() && is_own) ++OutletOf(reference).row.origins;
    if (!origin.agency.empty() && !is_own) {
      AddReprint(group, reference, [](ReuseSum* sum) { sum->AddReference(); });
    }
    for (std::uint32_t m = 0, r = 0; m < group.members.size(); ++m) {
      if (m == group.reference) continue;
      const Reuse& reuse = group.reuse[r++];
      const AuditedArticle& target = ArticleOf(group, m);
      if (reuse.credit == ReuseCredit::kQuotationOnly) ++OutletOf(target).row.quotation_only;
      if (!origin.IsKnown() || reuse.verdict != PolicyVerdict::kCounts) continue;
      if (reuse.credit == ReuseCredit::kQuotationOnly || reuse.credit == ReuseCredit::kNothingKept) continue;
      // A longer version counts where it is at home, and not again where a part of it is.
      if (group.members[m].role > GroupRole::kCut && at_home_.contains(group.members[m].article)) continue;
      // What an outlet prints again of its own is no reprint.
      if (is_own && !outlet.empty() && FoldForCredits(target.outlet) == outlet) continue;
      AddReprint(group, target, [&](ReuseSum* sum) { sum->Add(reuse); });
    }
  }

  template <typename Add>
  void AddReprint(const CopyGroup& group, const AuditedArticle& target, const Add& add) {
    const Origin& origin = group.attribution.origin;
    add(&OutletOf(target).reuse);
    if (!origin.agency.empty()) {
      AgencyFigures& agency = AgencyOf(origin.agency);
      add(&agency.pickup);
      agency.outlets.insert(FoldForCredits(target.outlet));
      add(&Both(target, origin.agency).reuse);
    }
    const AuditedArticle& reference = ArticleOf(group, group.reference);
    const std::string& source = origin.agency.empty() ? OutletOf(reference).row.outlet : origin.agency;
    add(&flows_[{source, !origin.agency.empty(), OutletOf(target).row.outlet}]);
  }

  void AddTimeline(std::uint32_t g) {
    const CopyGroup& group = audit_.groups[g];
    std::optional<std::int64_t> first;
    std::uint32_t place = 0;
    for (const std::uint32_t m : group.genealogy.order) {
      const std::optional<PublishedTime>& time = ArticleOf(group, m).time;
      TimelineRow row{.group = g, .member = m, .place = ++place, .lag = std::nullopt};
      if (time.has_value() && time->IsExact()) {
        if (!first.has_value()) first = time->earliest;
        row.lag = time->earliest - *first;
      }
      tables_.timeline.push_back(row);
    }
  }

  void AddVersions(std::uint32_t g) {
    const std::vector<TracedPassage>& passages = audit_.groups[g].genealogy.passages;
    for (std::uint32_t p = 0; p < passages.size(); ++p) {
      const std::vector<PassageCell>& cells = passages[p].cells;
      for (std::uint32_t c = 0; c < cells.size(); ++c) {
        tables_.versions.push_back(
            {.group = g, .passage = p, .cell = c, .variant = cells[c].variant, .member = cells[c].member});
      }
    }
  }

  void Finish() {
    for (auto& [name, outlet] : outlets_) {
      outlet.row.reuse = outlet.reuse.Counts();
      tables_.outlets.push_back(std::move(outlet.row));
    }
    for (auto& [name, agency] : agencies_) {
      agency.row.outlets = static_cast<std::uint32_t>(agency.outlets.size());
      agency.row.pickup = agency.pickup.Counts();
      tables_.agencies.push_back(std::move(agency.row));
    }
    for (auto& [name, both] : both_) {
      both.row.reuse = both.reuse.Counts();
      tables_.outlet_agency.push_back(std::move(both.row));
    }
    for (const auto& [names, sum] : flows_) {
      const auto& [source, is_agency, target] = names;
      tables_.flows.push_back({.source = source, .is_agency = is_agency, .target = target, .reuse = sum.Counts()});
    }
    std::stable_sort(tables_.flows.begin(), tables_.flows.end(),
                     [](const CopyFlowRow& x, const CopyFlowRow& y) { return x.reuse.reprints > y.reuse.reprints; });
  }

  const CollectionAudit& audit_;
  std::set<std::uint32_t> at_home_;        // articles that are versions or cuts in some group
  std::map<std::string, Outlet> outlets_;  // by folded name
  std::map<std::string, AgencyFigures> agencies_;
  std::map<std::pair<std::string, std::string>, OfBoth> both_;
  std::map<std::tuple<std::string, bool, std::string>, ReuseSum> flows_;
  AuditTables tables_;
};

}  // namespace

AuditTables MakeAuditTables(const CollectionAudit& audit) { return Tabulator(audit).Run(); }

}  // namespace copydesk
