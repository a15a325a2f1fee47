#include "wire/origin_evidence.h"

#include <algorithm>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "wire/candidate.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxAgencies = 8;  // credited by one member, and contributing to it
constexpr double kTied = 1e-9;

// One member speaks for so many origins at most, and two more lead without it; more members of one outlet may hide one.
constexpr std::size_t kMaxLeaders = 64;

void AddOnce(const std::string& name, std::vector<std::string>* names) {
  if (names->size() < kMaxAgencies && std::find(names->begin(), names->end(), name) == names->end()) {
    names->push_back(name);
  }
}

MemberVoice VoiceOf(const AuditText& member, const AgencyList& agencies) {
  MemberVoice voice;
  voice.own_agency = agencies.Find(member.outlet);
  const CreditSummary summary = SummarizeCredits(member.credits, member.places);
  voice.state = summary.state;
  bool copyright_only = true;
  for (const CreditedAgency& credited : summary.agencies) {
    if (credited.agency.empty()) continue;
    const bool contributed = credited.kind == CreditKind::kContribution;
    AddOnce(credited.agency, contributed ? &voice.contributors : &voice.agencies);
    copyright_only = copyright_only && (contributed || credited.kind == CreditKind::kCopyright);
  }
  voice.weight = copyright_only ? kCopyrightWeight : 1;
  return voice;
}

bool IsCredited(const std::string& agency, std::span<const MemberVoice> voices,
                std::span<const std::uint32_t> holders) {
  return std::any_of(holders.begin(), holders.end(), [&](std::uint32_t m) { return voices[m].Credits(agency); });
}

}  // namespace

bool MemberVoice::Credits(const std::string& agency) const {
  return own_agency == agency || std::find(agencies.begin(), agencies.end(), agency) != agencies.end();
}

std::vector<MemberVoice> ListenTo(std::span<const AuditText> members, const AgencyList& agencies) {
  std::vector<MemberVoice> voices;
  voices.reserve(members.size());
  absl::flat_hash_map<std::string, std::uint32_t> outlets;
  std::uint32_t next = 0;
  for (const AuditText& member : members) {
    MemberVoice& voice = voices.emplace_back(VoiceOf(member, agencies));
    // Members without an outlet speak for themselves.
    const std::string outlet = FoldForCredits(member.outlet);
    voice.outlet = outlet.empty() ? next++ : outlets.try_emplace(outlet, next).first->second;
    if (voice.outlet == next) ++next;
  }
  return voices;
}

OriginTally::OriginTally(std::span<const MemberVoice> voices, std::span<const std::uint32_t> holders) {
  std::map<std::string, double> alone;
  for (const std::uint32_t m : holders) {
    const MemberVoice& voice = voices[m];
    if (!voice.own_agency.empty()) {
      Raise({.agency = voice.own_agency}, voice.outlet, kOwnDocumentWeight);
      alone[voice.own_agency] += kOwnDocumentWeight;
    } else if (voice.agencies.size() == 1) {
      Raise({.agency = voice.agencies[0]}, voice.outlet, voice.weight);
      alone[voice.agencies[0]] += voice.weight;
    }
    for (const std::string& agency : voice.contributors) {
      if (!IsCredited(agency, voices, holders)) continue;
      Raise({.agency = agency}, voice.outlet, kContributionWeight / static_cast<double>(voice.contributors.size()));
    }
  }
  for (const std::uint32_t m : holders) {
    const MemberVoice& voice = voices[m];
    if (!voice.own_agency.empty() || voice.agencies.size() < 2) continue;
    const auto of_others = [&](const std::string& agency) {
      const auto found = alone.find(agency);
      return found == alone.end() ? 0 : found->second;
    };
    double all = 0;
    for (const std::string& agency : voice.agencies) all += of_others(agency);
    for (const std::string& agency : voice.agencies) {
      const double share = all > 0 ? of_others(agency) / all : 1 / static_cast<double>(voice.agencies.size());
      if (share > 0) Raise({.agency = agency}, voice.outlet, voice.weight * share);
    }
  }
}

void OriginTally::Raise(OriginName name, std::uint32_t outlet, double weight) {
  double& raised = weights_[{std::move(name), outlet}];
  raised = std::max(raised, weight);
}

void OriginTally::Finish() {
  for (const auto& [key, weight] : weights_) {
    const auto& [name, outlet] = key;
    if (sums_.empty() || sums_.back().name != name) sums_.push_back({.name = name});
    sums_.back().weight += weight;
    ++sums_.back().outlets;
    of_outlet_[outlet] += weight;
    all_ += weight;
  }
  std::stable_sort(sums_.begin(), sums_.end(), [](const Sum& x, const Sum& y) { return x.weight > y.weight; });
}

bool OriginTally::IsTied() const { return sums_.size() > 1 && sums_[0].weight - sums_[1].weight < kTied; }

std::optional<OriginTally::Leader> OriginTally::LeaderWithout(std::uint32_t outlet) const {
  const auto own = of_outlet_.find(outlet);
  const double all = all_ - (own == of_outlet_.end() ? 0 : own->second);
  double first = 0;
  double second = 0;
  const OriginName* name = nullptr;
  // The outlet speaks for few, so that the two leaders are among those that lead with it, or come right behind them.
  for (const Sum& sum : std::span(sums_).first(std::min(sums_.size(), kMaxLeaders))) {
    const auto weight_of_outlet = weights_.find({sum.name, outlet});
    const double weight = sum.weight - (weight_of_outlet == weights_.end() ? 0 : weight_of_outlet->second);
    if (weight > first) {
      second = first;
      first = weight;
      name = &sum.name;
    } else {
      second = std::max(second, weight);
    }
  }
  if (first < kTied || first - second < kTied) return std::nullopt;
  return Leader{.name = *name, .confidence = first / (all + kDoubt)};
}

}  // namespace copydesk
