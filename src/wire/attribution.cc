// The likely origin of a group of articles, and of each of its passages.
#include "copydesk/attribution.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/iso_time.h"
#include "base/status.h"
#include "wire/origin_evidence.h"
#include "wire/reference.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxBeside = 256;      // members that are looked at beside a passage
constexpr double kDetectedShare = 0.5;       // of a member's text that is from another source than the declared ones
constexpr double kDetectedConfidence = 0.6;  // of that, at least

class OriginFinder {
 public:
  OriginFinder(std::span<const AuditText> members, const Genealogy& genealogy, const AgencyList& agencies,
               std::span<const std::uint32_t> versions)
      : members_(members), genealogy_(genealogy), voices_(ListenTo(members, agencies)) {
    const std::set<std::uint32_t> speak(versions.begin(), versions.end());
    for (const std::uint32_t m : genealogy_.order) {
      if (speak.empty() || speak.contains(m)) versions_.push_back(m);
    }
    for (const std::uint32_t m : genealogy_.order) {
      if (!voices_[m].own_agency.empty()) documents_.try_emplace(voices_[m].own_agency, m);
    }
  }

  Attribution Run() {
    Attribution attribution;
    attribution.members.resize(members_.size());
    if (members_.empty()) return attribution;
    sources_.resize(members_.size());
    unshared_.resize(members_.size());
    words_.resize(members_.size());
    attribution.passages.reserve(genealogy_.passages.size());
    for (const TracedPassage& passage : genealogy_.passages) attribution.passages.push_back(OfPassage(passage));
    attribution.origin = OfGroup(&attribution.declared);
    for (std::uint32_t m = 0; m < members_.size(); ++m) {
      attribution.members[m] = SourcesOf(m);
      AddConflict(m, attribution.members[m], &attribution.conflicts);
    }
    return attribution;
  }

 private:
  struct SourceSum {
    double words = 0;
    double sure = 0;  // words times confidence
  };

  std::string NameOf(const OriginName& name) const {
    return name.member.has_value() ? Shown(*name.member) : name.agency;
  }

  std::string Shown(std::uint32_t member) const {
    std::string document = members_[member].block.document;
    if (members_[member].outlet.empty() || members_[member].outlet == document) return document;
    return absl::StrCat(document, " of ", ToAbsl(members_[member].outlet));
  }

  // The first of `holders`, which are in the order of time, when it is certainly the first; `complete`: all of them
  // have a time.
  std::optional<std::uint32_t> First(std::span<const std::uint32_t> holders, bool* complete) const {
    *complete = members_[holders.back()].published.has_value();
    if (holders.size() < 2 || !members_[holders[0]].published.has_value()) return std::nullopt;
    for (const std::uint32_t m : holders.subspan(1)) {
      if (!members_[m].published.has_value()) break;
      if (voices_[m].outlet == voices_[holders[0]].outlet) continue;
      if (!IsBefore(*members_[holders[0]].published, *members_[m].published)) return std::nullopt;
    }
    return members_[holders[1]].published.has_value() ? std::optional(holders[0]) : std::nullopt;
  }

  // Adds what times and missing credits say, and returns why.
  void WeighFirst(std::span<const std::uint32_t> holders, OriginTally* tally, std::vector<std::string>* why) const {
    bool complete = false;
    const std::optional<std::uint32_t> first = First(holders, &complete);
    if (!complete) {
      const auto timed = std::count_if(holders.begin(), holders.end(),
                                       [&](std::uint32_t m) { return members_[m].published.has_value(); });
      why->push_back(absl::StrCat("no time of publication known for ", holders.size() - static_cast<std::size_t>(timed),
                                  " of ", holders.size()));
    }
    // Who credits an agency got the text from it, however early.
    if (!first.has_value() || voices_[*first].CreditsAny()) return;
    const bool credited =
        std::any_of(holders.begin(), holders.end(), [&](std::uint32_t m) { return voices_[m].CreditsAny(); });
    const double weight = (credited ? kFirstOfCreditedWeight : kFirstWeight) / (complete ? 1 : 2);
    tally->Add({.agency = "", .member = *first}, weight, voices_[*first].outlet);
    why->push_back(
        absl::StrCat("published first: ", Shown(*first), ", ", IsoTime(members_[*first].published->earliest)));
    if (voices_[*first].state == CreditState::kNone) {
      tally->Add({.agency = "", .member = *first}, kNoCreditWeight, voices_[*first].outlet);
    }
  }

  // The members that have the passages on both sides of one, and not it.
  std::vector<std::uint32_t> Without(const TracedPassage& passage) const {
    std::vector<std::uint32_t> without;
    if (!passage.previous.has_value() || !passage.next.has_value()) return without;
    const std::vector<PassageCell>& before = genealogy_.passages[*passage.previous].cells;
    const std::vector<PassageCell>& behind = genealogy_.passages[*passage.next].cells;
    const auto members_of = [](const std::vector<PassageCell>& cells) {
      std::set<std::uint32_t> members;
      for (std::size_t i = 0; i < std::min(cells.size(), kMaxBeside); ++i) members.insert(cells[i].member);
      return members;
    };
    const std::set<std::uint32_t> has_behind = members_of(behind);
    if (passage.cells.size() > kMaxBeside) return without;
    const std::set<std::uint32_t> has_it = members_of(passage.cells);
    for (const std::uint32_t m : members_of(before)) {
      if (has_behind.contains(m) && !has_it.contains(m)) without.push_back(m);
    }
    return without;
  }

  // A passage that outlets lack which credit the agency and have what is around it is an insertion of whoever had it
  // first. It may have passed on from there.
  void WeighInsertion(const TracedPassage& passage, OriginTally* tally, std::vector<std::string>* why) const {
    const std::uint32_t first = passage.cells.front().member;
    if (!voices_[first].own_agency.empty()) return;
    std::set<std::uint32_t> outlets;
    double weight = 0;
    for (const std::uint32_t m : Without(passage)) {
      const MemberVoice& voice = voices_[m];
      const bool own = !voice.own_agency.empty();
      if (!own && (voice.agencies.empty() || !SharesCredit(voice, voices_[first]))) continue;
      if (!outlets.insert(voice.outlet).second) continue;
      weight += own ? kOwnDocumentWeight : kInsertionWeight;
    }
    if (outlets.empty()) return;
    tally->Add({.agency = "", .member = first}, std::min(weight, kMaxInsertionWeight), voices_[first].outlet);
    why->push_back(absl::StrCat("inserted: ", outlets.size(), outlets.size() == 1 ? " outlet has" : " outlets have",
                                " the passages around it, and not it"));
  }

  static bool SharesCredit(const MemberVoice& x, const MemberVoice& y) {
    return std::any_of(x.agencies.begin(), x.agencies.end(), [&](const std::string& a) { return y.Credits(a); });
  }

  Origin Conclude(const OriginTally& tally, std::size_t outlets, std::vector<std::string> why) const {
    Origin origin;
    const std::span<const OriginTally::Sum> sums = tally.sums();
    if (sums.empty()) {
      origin.why = std::move(why);
      origin.why.insert(origin.why.begin(), "no credit, and no time that tells who was first");
      return origin;
    }
    origin.confidence = tally.Confidence();
    const bool tied = tally.IsTied();
    if (!tied) {
      origin.agency = sums[0].name.agency;
      const auto document = documents_.find(origin.agency);
      if (sums[0].name.member.has_value()) {
        origin.document = members_[*sums[0].name.member].block;
      } else if (document != documents_.end()) {
        origin.document = members_[document->second].block;
      }
    }
    for (const OriginTally::Sum& sum : sums) {
      if (sum.name.member.has_value()) continue;
      origin.why.push_back(absl::StrCat(sum.name.agency, ": credited by ", sum.outlets, " of ", outlets,
                                        outlets == 1 ? " outlet" : " outlets"));
      const auto document = documents_.find(sum.name.agency);
      if (document == documents_.end()) continue;
      origin.why.push_back(
          absl::StrCat("own document of ", sum.name.agency, ": ", members_[document->second].block.document));
    }
    if (tied)
      origin.why.push_back(absl::StrCat(NameOf(sums[0].name), " and ", NameOf(sums[1].name), " are equally likely"));
    origin.why.insert(origin.why.end(), why.begin(), why.end());
    for (std::size_t i = tied ? 0 : 1; i < sums.size(); ++i) origin.rivals.push_back(NameOf(sums[i].name));
    return origin;
  }

  std::size_t OutletsOf(std::span<const std::uint32_t> holders) const {
    std::set<std::uint32_t> outlets;
    for (const std::uint32_t m : holders) outlets.insert(voices_[m].outlet);
    return outlets.size();
  }

  Origin OfPassage(const TracedPassage& passage) {
    std::vector<std::uint32_t> holders;
    for (const PassageCell& cell : passage.cells) holders.push_back(cell.member);
    OriginTally tally(voices_, holders);
    std::vector<std::string> why;
    WeighInsertion(passage, &tally, &why);
    WeighFirst(holders, &tally, &why);
    tally.Finish();
    const std::size_t outlets = OutletsOf(holders);
    AddSources(passage, tally, outlets);
    return Conclude(tally, outlets, std::move(why));
  }

  // What a passage says of the sources of those that print it: without their own voices.
  void AddSources(const TracedPassage& passage, const OriginTally& tally, std::size_t outlets) {
    for (const PassageCell& cell : passage.cells) {
      const double words = passage.variants[cell.variant].words;
      words_[cell.member] += words;
      if (outlets == 1) {
        unshared_[cell.member] += words;
        continue;
      }
      const auto leader = tally.LeaderWithout(voices_[cell.member].outlet);
      if (!leader.has_value()) continue;
      SourceSum& source = sources_[cell.member][leader->name];
      source.words += words;
      source.sure += words * leader->confidence;
    }
  }

  // The version that has most of what several members have; none where several do.
  std::optional<std::uint32_t> MostComplete() const {
    const std::vector<std::uint64_t> common = CommonWords(genealogy_, members_.size());
    const auto less = [&](std::uint32_t x, std::uint32_t y) { return common[x] < common[y]; };
    const auto most = std::max_element(versions_.begin(), versions_.end(), less);
    const auto as_many = [&](std::uint32_t m) { return common[m] == common[*most]; };
    if (common[*most] == 0 || std::count_if(versions_.begin(), versions_.end(), as_many) > 1) return std::nullopt;
    return *most;
  }

  Origin OfGroup(std::string* declared) const {
    OriginTally tally(voices_, versions_);
    std::map<std::string, std::set<std::uint32_t>> crediting;
    for (const std::uint32_t m : versions_) {
      for (const std::string& agency : voices_[m].agencies) crediting[agency].insert(voices_[m].outlet);
    }
    std::size_t most = 0;
    for (const auto& [agency, outlets] : crediting) {
      if (outlets.size() <= most) continue;
      most = outlets.size();
      *declared = agency;
    }
    std::vector<std::string> why = WhoOnlyContributed();
    WeighFirst(versions_, &tally, &why);
    const std::optional<std::uint32_t> complete = MostComplete();
    if (complete.has_value() && !voices_[*complete].CreditsAny()) {
      // Alone it says nothing of who was first.
      if (!tally.IsEmpty()) tally.Add({.agency = "", .member = *complete}, kCompleteWeight, voices_[*complete].outlet);
      why.push_back(absl::StrCat("most complete and least edited: ", Shown(*complete)));
    }
    tally.Finish();
    return Conclude(tally, OutletsOf(versions_), std::move(why));
  }

  // An agency that contributed to a report of the outlet's own, which nobody credits for it, is no origin.
  std::vector<std::string> WhoOnlyContributed() const {
    std::map<std::string, std::set<std::uint32_t>> outlets;
    for (const std::uint32_t m : versions_) {
      for (const std::string& agency : voices_[m].contributors) outlets[agency].insert(voices_[m].outlet);
    }
    std::vector<std::string> said;
    for (const auto& [agency, of_agency] : outlets) {
      const bool credited = std::any_of(versions_.begin(), versions_.end(),
                                        [this, &name = agency](std::uint32_t m) { return voices_[m].Credits(name); });
      if (credited) continue;
      said.push_back(absl::StrCat(agency, " contributed, say ", of_agency.size(),
                                  of_agency.size() == 1 ? " outlet; nobody credits it for the text"
                                                        : " outlets; nobody credits it for the text"));
    }
    return said;
  }

  MemberSources SourcesOf(std::uint32_t member) const {
    MemberSources found;
    if (words_[member] == 0) return found;
    for (const auto& [name, sum] : sources_[member]) {
      found.sources.push_back({.agency = name.agency,
                               .member = name.member,
                               .share = sum.words / words_[member],
                               .confidence = sum.sure / sum.words});
    }
    std::stable_sort(found.sources.begin(), found.sources.end(),
                     [](const SourceShare& x, const SourceShare& y) { return x.share > y.share; });
    found.unshared = unshared_[member] / words_[member];
    return found;
  }

  void AddConflict(std::uint32_t member, const MemberSources& sources, std::vector<SourceConflict>* conflicts) const {
    const MemberVoice& voice = voices_[member];
    if (voice.agencies.empty() || !voice.own_agency.empty() || sources.sources.empty()) return;
    const SourceShare& detected = sources.sources.front();
    if (detected.member == member || detected.share < kDetectedShare || detected.confidence < kDetectedConfidence ||
        (!detected.agency.empty() && voice.Credits(detected.agency))) {
      return;
    }
    conflicts->push_back({.member = member, .declared = voice.agencies, .detected = detected});
  }

  std::span<const AuditText> members_;
  const Genealogy& genealogy_;
  std::vector<MemberVoice> voices_;
  std::vector<std::uint32_t> versions_;                   // who speaks for the group; in the order of time
  std::map<std::string, std::uint32_t> documents_;        // the first document of each agency
  std::vector<std::map<OriginName, SourceSum>> sources_;  // by member, as the next two
  std::vector<double> unshared_;
  std::vector<double> words_;
};

}  // namespace

Attribution AttributeOrigin(std::span<const AuditText> members, const Genealogy& genealogy, const AgencyList& agencies,
                            std::span<const std::uint32_t> versions) {
  return OriginFinder(members, genealogy, agencies, versions).Run();
}

}  // namespace copydesk
