#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "agencies_file.h"
#include "base/line_end.h"
#include "base/status.h"
#include "base/url.h"
#include "base/utf8.h"
#include "base/utf8_reader.h"
#include "copydesk/credit.h"
#include "wire/agency_names.h"

namespace copydesk {
namespace {

constexpr std::size_t kColumns = 6;
constexpr std::size_t kLeastColumns = 4;
constexpr std::size_t kMaxSpellingBytes = 80;
constexpr std::size_t kMaxSpellings = 100000;
constexpr std::array<std::string_view, 3> kAgencyKinds = {"agency", "photo", "release"};

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  while (true) {
    const std::size_t end = text.find(separator);
    pieces.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Collects the lines of files into agencies.
class ListReader {
 public:
  absl::Status Read(std::string_view text, std::string_view file_name) {
    std::size_t line = 0;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = FindLineEnd(text, begin);
      ++line;
      if (std::string problem = ReadLine(text.substr(begin, end - begin)); !problem.empty()) {
        return absl::InvalidArgumentError(absl::StrCat(ToAbsl(file_name), ":", line, ": ", problem));
      }
      begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
    }
    return absl::OkStatus();
  }

  std::shared_ptr<const AgencyNames> Make() const {
    std::vector<Agency> agencies;
    for (const auto& [name, agency] : agencies_) agencies.push_back(agency);
    return std::make_shared<const AgencyNames>(std::move(agencies));
  }

 private:
  // What is wrong with the line; empty: nothing.
  std::string ReadLine(std::string_view line) {
    if (Trim(line).empty() || line.starts_with('#')) return "";
    std::vector<std::string_view> columns = Split(line, '\t');
    if (columns.size() < kLeastColumns || columns.size() > kColumns) {
      return absl::StrCat(
          "the line has ", columns.size(),
          " columns: write name, kind, country, spellings, short names and sites with tabs between them");
    }
    columns.resize(kColumns);
    const std::string name(Trim(columns[0]));
    if (name.empty() || name.size() > kMaxSpellingBytes || !IsUtf8(name)) {
      return absl::StrCat("the name is empty, longer than ", kMaxSpellingBytes, " bytes or not UTF-8");
    }
    const auto kind = std::find(kAgencyKinds.begin(), kAgencyKinds.end(), Trim(columns[1]));
    if (kind == kAgencyKinds.end()) {
      return absl::StrCat("the kind \"", ToAbsl(columns[1]), "\" is none of agency, photo and release");
    }
    const auto [entry, is_new] = agencies_.try_emplace(name);
    Agency& agency = entry->second;
    if (is_new) {
      agency.name = name;
      agency.kind = static_cast<AgencyKind>(kind - kAgencyKinds.begin());
      agency.country = Trim(columns[2]);
    }
    for (const std::size_t column : {std::size_t{3}, std::size_t{4}}) {
      for (const std::string_view spelling : Split(columns[column], '|')) {
        if (Trim(spelling).empty()) continue;
        if (std::string problem = Add(Trim(spelling), column == 4, &agency); !problem.empty()) return problem;
      }
    }
    for (const std::string_view site : Split(columns[5], '|')) {
      if (Trim(site).empty()) continue;
      if (std::string problem = AddSite(Trim(site), &agency); !problem.empty()) return problem;
    }
    const bool named = !agency.spellings.empty() || !agency.short_names.empty() || !agency.bracketed_names.empty();
    return named ? "" : "the agency has no spelling: write at least one in the fourth or the fifth column";
  }

  std::string Add(std::string_view spelling, bool is_short, Agency* agency) {
    const bool bracketed = is_short && spelling.size() > 2 && spelling.front() == '(' && spelling.back() == ')';
    if (bracketed) spelling = spelling.substr(1, spelling.size() - 2);
    if (spelling.size() > kMaxSpellingBytes || !IsUtf8(spelling)) {
      return absl::StrCat("a spelling is longer than ", kMaxSpellingBytes, " bytes or not UTF-8");
    }
    const std::u32string folded = FoldName(spelling);
    if (folded.size() < 2) return absl::StrCat("the spelling \"", ToAbsl(spelling), "\" has less than two characters");
    const auto [owner, is_new] = owners_.try_emplace(folded, agency->name);
    if (owner->second != agency->name) {
      return absl::StrCat("the spelling \"", ToAbsl(spelling), "\" is already one of ", owner->second,
                          ": take it away, or use that name");
    }
    if (!is_new) return "";
    if (owners_.size() > kMaxSpellings) return absl::StrCat("the list has more than ", kMaxSpellings, " spellings");
    std::vector<std::string>& names = bracketed  ? agency->bracketed_names
                                      : is_short ? agency->short_names
                                                 : agency->spellings;
    names.emplace_back(spelling);
    return "";
  }

  std::string AddSite(std::string_view site, Agency* agency) {
    const bool host = site.find_first_of("/:@ ") == std::string_view::npos && site.find('.') != std::string_view::npos;
    if (!host || site.size() > kMaxSpellingBytes || !IsUtf8(site)) {
      return absl::StrCat("the site \"", ToAbsl(site), "\" is no host name: write it like news.example");
    }
    const auto [owner, is_new] = site_owners_.try_emplace(absl::AsciiStrToLower(ToAbsl(site)), agency->name);
    if (owner->second != agency->name) {
      return absl::StrCat("the site \"", ToAbsl(site), "\" is already one of ", owner->second,
                          ": take it away, or use that name");
    }
    if (!is_new) return "";
    if (site_owners_.size() > kMaxSpellings) return absl::StrCat("the list has more than ", kMaxSpellings, " sites");
    agency->sites.emplace_back(site);
    return "";
  }

  std::map<std::string, Agency> agencies_;
  absl::flat_hash_map<std::u32string, std::string> owners_;  // of folded spellings
  absl::flat_hash_map<std::string, std::string> site_owners_;
};

}  // namespace

AgencyList AgencyList::Builtin() {
  static const std::shared_ptr<const AgencyNames> names = [] {
    ListReader reader;
    reader.Read(kAgenciesFile, "agencies.tsv").IgnoreError();  // tests read it
    return reader.Make();
  }();
  return AgencyList(names);
}

absl::StatusOr<AgencyList> AgencyList::Parse(std::string_view file_text, std::string_view file_name) {
  ListReader reader;
  COPYDESK_RETURN_IF_ERROR(reader.Read(kAgenciesFile, "agencies.tsv"));
  COPYDESK_RETURN_IF_ERROR(reader.Read(file_text, file_name));
  return AgencyList(reader.Make());
}

std::string_view AgencyList::Find(std::string_view name) const {
  if (name.size() > 4 * kMaxSpellingBytes) return {};
  const std::uint32_t found = names_->Find(name);
  return found == NameMatch::kNoAgency ? std::string_view() : std::string_view(names_->agencies()[found].name);
}

std::string_view AgencyList::FindSite(std::string_view url) const {
  std::string_view host = SplitUrl(url).authority.value_or(std::string_view());
  if (const std::size_t user = host.rfind('@'); user != std::string_view::npos) host.remove_prefix(user + 1);
  host = host.substr(0, host.find(':'));
  const std::uint32_t found = names_->FindSite(host);
  return found == NameMatch::kNoAgency ? std::string_view() : std::string_view(names_->agencies()[found].name);
}

std::span<const Agency> AgencyList::agencies() const { return names_->agencies(); }

}  // namespace copydesk
