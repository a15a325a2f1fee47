// What speaks for an origin: weights of evidence, and their sums.
#ifndef COPYDESK_WIRE_ORIGIN_EVIDENCE_H_
#define COPYDESK_WIRE_ORIGIN_EVIDENCE_H_

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "copydesk/attribution.h"

namespace copydesk {

// Weights; one outlet's credit of one agency is 1. docs/audit.md has the table.
inline constexpr double kCopyrightWeight = 0.5;        // a copyright line may stand below every text of a site
inline constexpr double kContributionWeight = 0.25;    // "with files from"
inline constexpr double kOwnDocumentWeight = 2;        // the agency's own document has the text
inline constexpr double kNoCreditWeight = 0.25;        // an outlet prints it without a credit
inline constexpr double kFirstWeight = 1;              // certainly published before all others, where nobody credits
inline constexpr double kFirstOfCreditedWeight = 0.5;  // where others credit an agency
inline constexpr double kInsertionWeight = 0.5;  // an outlet that credits the agency has what is around it, and not it
inline constexpr double kMaxInsertionWeight = 2;
inline constexpr double kCompleteWeight = 0.5;  // most complete and least edited text
inline constexpr double kDoubt = 0.5;           // the weight of what nobody knows

// An agency, or one member as its own origin.
struct OriginName {
  std::string agency;
  std::optional<std::uint32_t> member;

  friend auto operator<=>(const OriginName&, const OriginName&) = default;
  friend bool operator==(const OriginName&, const OriginName&) = default;
};

// What a member says of the origin of its text.
struct MemberVoice {
  std::uint32_t outlet = 0;           // members of one outlet have one number
  std::string own_agency;             // its outlet is an agency
  std::vector<std::string> agencies;  // credited for the text, each once
  double weight = 1;                  // of its credit
  std::vector<std::string> contributors;
  CreditState state = CreditState::kUnknown;

  [[nodiscard]] bool Credits(const std::string& agency) const;
  [[nodiscard]] bool CreditsAny() const { return !own_agency.empty() || !agencies.empty() || !contributors.empty(); }
};

// O(n log n) in the members and their credits.
[[nodiscard]] std::vector<MemberVoice> ListenTo(std::span<const AuditText> members, const AgencyList& agencies);

// Sums of evidence for each origin. An outlet counts once for each.
class OriginTally {
 public:
  // The credits of members that print a text. A credit to several agencies counts for those of them that others credit
  // alone, as far as they do. `holders`: numbers of members.
  OriginTally(std::span<const MemberVoice> voices, std::span<const std::uint32_t> holders);

  // Evidence that is no credit. `outlet`: of the member that it speaks for.
  void Add(OriginName name, double weight, std::uint32_t outlet) { weights_[{std::move(name), outlet}] += weight; }

  [[nodiscard]] bool IsEmpty() const { return weights_.empty(); }

  // Sums up. Nothing is added afterwards.
  void Finish();

  struct Sum {
    OriginName name;
    double weight = 0;
    std::uint32_t outlets = 0;
  };

  // By descending weight, then by name.
  [[nodiscard]] std::span<const Sum> sums() const { return sums_; }

  struct Leader {
    OriginName name;
    double confidence = 0;
  };

  // The origin for which most speaks, without what an outlet itself says; none where nothing does, or for two the same.
  // O(log n).
  [[nodiscard]] std::optional<Leader> LeaderWithout(std::uint32_t outlet) const;

  // The confidence in the first of sums().
  [[nodiscard]] double Confidence() const { return sums_.empty() ? 0 : sums_[0].weight / (all_ + kDoubt); }
  [[nodiscard]] bool IsTied() const;

 private:
  void Raise(OriginName name, std::uint32_t outlet, double weight);

  std::map<std::pair<OriginName, std::uint32_t>, double> weights_;
  std::vector<Sum> sums_;
  std::map<std::uint32_t, double> of_outlet_;
  double all_ = 0;
};

}  // namespace copydesk

#endif  // COPYDESK_WIRE_ORIGIN_EVIDENCE_H_
