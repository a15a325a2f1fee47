// Finds the names of agencies in texts, in any script.
#ifndef COPYDESK_WIRE_AGENCY_NAMES_H_
#define COPYDESK_WIRE_AGENCY_NAMES_H_

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "copydesk/block.h"
#include "copydesk/credit.h"

namespace copydesk {

// How much a spelling says by itself.
enum class NameStrength : std::uint8_t {
  kFull = 0,       // an agency wherever it stands
  kShort = 1,      // in the forms of credits only
  kBracketed = 2,  // in brackets only
  kGeneric = 3,    // no agency: "agencies", "wire reports"; in the forms of credits only
};

// A name of an agency stands at text[range].
struct NameMatch {
  static constexpr std::uint32_t kNoAgency = 0xffffffff;

  TextRange range;
  std::uint32_t agency = kNoAgency;  // index in agencies(); kNoAgency: generic
  NameStrength strength = NameStrength::kFull;
  bool capital = false;  // as printed, it begins with a capital or a letter of a script without them
};

// One agency's spelling, as names are compared: characters folded, each run of white space one space.
struct Spelling {
  std::u32string folded;
  std::string printed;
  std::uint32_t agency = NameMatch::kNoAgency;
  NameStrength strength = NameStrength::kFull;
};

// A character as names are compared: case, hyphens, apostrophes and white space folded.
[[nodiscard]] char32_t FoldNameCharacter(char32_t c) noexcept;

// `name` as names are compared, without white space at its ends.
[[nodiscard]] std::u32string FoldName(std::string_view name);

// Immutable; thread-safe.
class AgencyNames {
 public:
  // `agencies` are sorted by name, their spellings not empty and all different when folded.
  explicit AgencyNames(std::vector<Agency> agencies);

  [[nodiscard]] const std::vector<Agency>& agencies() const { return agencies_; }

  // The agency with this spelling, whatever its strength; kNoAgency when there is none.
  [[nodiscard]] std::uint32_t Find(std::string_view name) const;

  // The agency of the site that a host name is or is below; kNoAgency when there is none. Linear.
  [[nodiscard]] std::uint32_t FindSite(std::string_view host) const;

  // Appends the names in text[range], ascending and disjoint: at each place the longest. A name stands where words of
  // its script do, and is part of no address ("reuters.com", "@ap"). Linear.
  void FindIn(std::string_view text, TextRange range, std::vector<NameMatch>* found) const;

 private:
  void Add(std::string_view spelling, std::uint32_t agency, NameStrength strength);
  // The longest spelling at text[at], which is below `end`; false when there is none.
  bool MatchAt(std::string_view text, std::size_t at, std::size_t end, char32_t before, NameMatch* match) const;

  std::vector<Agency> agencies_;
  std::vector<Spelling> spellings_;  // by their first two characters, the longest first
  absl::flat_hash_map<std::uint64_t, std::pair<std::uint32_t, std::uint32_t>> by_start_;  // into spellings_
  absl::flat_hash_map<std::u32string, std::uint32_t> by_name_;                            // into spellings_
  absl::flat_hash_map<std::string, std::uint32_t> by_site_;                               // into agencies_
  std::bitset<1024> starts_;  // low bits of first characters
};

}  // namespace copydesk

#endif  // COPYDESK_WIRE_AGENCY_NAMES_H_
