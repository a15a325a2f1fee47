#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "copydesk/credit.h"
#include "wire/agency_names.h"
#include "wire/article_layout.h"
#include "wire/candidate.h"
#include "wire/last_line.h"
#include "wire/reporting_line.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kHead = 2000;
constexpr std::uint32_t kTail = 3000;
constexpr std::size_t kMaxListed = 8;          // names in one list
constexpr std::size_t kMaxCandidates = 16384;  // lists that are looked at before the tail

// What stands between names of one list.
bool IsSeparator(std::string_view gap, bool* equals) {
  if (gap.empty() || gap.size() > 10) return false;
  const std::string folded = FoldForCredits(gap);
  std::string_view mark = TrimEnd(TrimStart(folded));
  if (mark.ends_with(" the")) mark = TrimEnd(mark.substr(0, mark.size() - 4));
  constexpr std::string_view kMarks[] = {"/",  ",", "&",  "and",   "und", "et", "y",   "e",  "и", "|",   "+",
                                         "、", "·", "／", ", and", "en",  "og", "och", "та", "و", "with"};
  if (mark == "=" || mark == "＝") {
    *equals = true;
    return true;
  }
  if (mark == "-" || mark == "–") return true;
  return std::find(std::begin(kMarks), std::end(kMarks), mark) != std::end(kMarks);
}

class Finder {
 public:
  Finder(std::string_view text, std::span<const TextRange> parts, const AgencyNames& names)
      : text_(text), names_(names), layout_(LayOut(text, parts)) {}

  // The credits in the last line of a text of which nothing else is there: `line` is all of the text.
  explicit Finder(std::string_view line, const AgencyNames& names) : text_(line), names_(names) {
    layout_.bytes = static_cast<std::uint32_t>(line.size());
    layout_.lines = {{.range = {.begin = 0, .end = 0}}, {.range = {.begin = 0, .end = layout_.bytes}}};
  }

  std::vector<Credit> Run() {
    std::vector<NameMatch> found;
    std::vector<TextRange> reports;
    for (std::size_t i = 0; i < layout_.lines.size(); ++i) {
      const TextRange line = layout_.lines[i].range;
      found.clear();
      reports.clear();
      names_.FindIn(text_, line, &found);
      FindReportingLines(text_, line, &reports);
      FindInLine(i, found, reports);
    }
    // A form may begin before the one whose names come first.
    std::stable_sort(credits_.begin(), credits_.end(), [](const Credit& x, const Credit& y) {
      return std::pair(x.range.begin, x.range.end) < std::pair(y.range.begin, y.range.end);
    });
    return std::move(credits_);
  }

 private:
  void FindInLine(std::size_t index, std::span<const NameMatch> found, std::span<const TextRange> reports) {
    std::uint32_t previous_end = layout_.lines[index].range.begin;
    auto report = reports.begin();
    for (std::size_t i = 0; i < found.size();) {
      Candidate candidate = Begin(index, previous_end);
      std::size_t end = i + 1;
      while (end < found.size() && end - i < kMaxListed &&
             IsSeparator(text_.substr(found[end - 1].range.end, found[end].range.begin - found[end - 1].range.end),
                         &candidate.equals)) {
        ++end;
      }
      candidate.names = found.subspan(i, end - i);
      Describe(index, &candidate);
      previous_end = candidate.range.end;
      i = end;
      for (; report != reports.end() && report->begin < candidate.range.begin; ++report) AddReport(index, *report);
      const bool inside = report != reports.begin() && candidate.range.begin < std::prev(report)->end;
      if (!inside) Classify(index, candidate);
    }
    for (; report != reports.end(); ++report) AddReport(index, *report);
  }

  // All of a candidate that its line decides.
  Candidate Begin(std::size_t index, std::uint32_t previous_end) const {
    Candidate candidate;
    candidate.text = text_;
    candidate.line = layout_.lines[index].range;
    candidate.previous_end = previous_end;
    candidate.above_body = index < layout_.first_body;
    candidate.below_body = index > layout_.last_body && layout_.first_body < layout_.lines.size();
    candidate.first_body = index == layout_.first_body;
    candidate.last_body = index == layout_.last_body;
    candidate.caption = layout_.lines[index].caption;
    candidate.beside_caption = (index > 0 && (layout_.lines[index - 1].caption || IsRepeated(index - 1, index))) ||
                               (index + 1 < layout_.lines.size() && IsRepeated(index, index + 1));
    candidate.bylined = bylined_before_ <= index;
    return candidate;
  }

  // Two short lines that are the same.
  bool IsRepeated(std::size_t x, std::size_t y) const {
    const TextRange a = layout_.lines[x].range;
    const TextRange b = layout_.lines[y].range;
    const std::uint32_t size = a.end - a.begin;
    return size <= 100 && size == b.end - b.begin && text_.substr(a.begin, size) == text_.substr(b.begin, size);
  }

  void Describe(std::size_t index, Candidate* candidate) const {
    candidate->range = {.begin = candidate->names.front().range.begin, .end = candidate->names.back().range.end};
    candidate->generic = candidate->capital = true;
    for (const NameMatch& name : candidate->names) {
      candidate->generic = candidate->generic && name.strength == NameStrength::kGeneric;
      candidate->full = candidate->full || name.strength == NameStrength::kFull;
      candidate->bracketed = candidate->bracketed || name.strength == NameStrength::kBracketed;
      candidate->capital = candidate->capital && (name.capital || name.strength == NameStrength::kGeneric);
      candidate->photo_agency = candidate->photo_agency || (name.agency != NameMatch::kNoAgency &&
                                                            names_.agencies()[name.agency].kind == AgencyKind::kPhoto);
    }
    const std::uint32_t place = layout_.lines[index].before + candidate->range.begin - candidate->line.begin;
    candidate->in_head = place < kHead;
    candidate->in_tail = layout_.bytes - place <= kTail;
  }

  bool IsFull(bool in_tail) const { return credits_.size() >= (in_tail ? 2 * kMaxCredits : kMaxCredits); }

  void Classify(std::size_t index, const Candidate& candidate) {
    if (++candidates_ > kMaxCandidates && !candidate.in_tail) return;
    if (IsFull(candidate.in_tail)) return;
    constexpr std::array kForms = {DatelineOf, ContributionOf, PhotoCreditOf, CopyrightOf,
                                   BylineOf,   LabelOf,        TrailingOf,    MentionOf};
    for (const auto form_of : kForms) {
      const std::optional<Form> form = form_of(candidate);
      if (!form) continue;
      Add(candidate, *form);
      const bool byline = form->kind == CreditKind::kByline || form->kind == CreditKind::kDateline;
      if (byline) bylined_before_ = std::min(bylined_before_, index + 1);
      return;
    }
    if (candidate.caption && candidate.capital && !candidate.generic) {
      Add(candidate, {.kind = CreditKind::kPhoto, .range = candidate.range});
    }
  }

  void Add(const Candidate& candidate, const Form& form) {
    std::vector<std::uint32_t> seen;
    for (const NameMatch& name : candidate.names) {
      if (std::find(seen.begin(), seen.end(), name.agency) != seen.end()) continue;
      seen.push_back(name.agency);
      const bool known = name.agency != NameMatch::kNoAgency;
      const bool is_credit = IsTextCredit(form.kind);
      if (!known && !is_credit) continue;
      const TextRange range = is_credit ? form.range : name.range;
      credits_.push_back({.kind = form.kind,
                          .agency = known ? names_.agencies()[name.agency].name : std::string(),
                          .text = std::string(text_.substr(range.begin, range.end - range.begin)),
                          .range = range});
    }
  }

  void AddReport(std::size_t index, TextRange range) {
    const std::uint32_t place = layout_.lines[index].before + range.begin - layout_.lines[index].range.begin;
    if (IsFull(layout_.bytes - place <= kTail)) return;
    credits_.push_back({.kind = CreditKind::kTrailing,
                        .agency = "Reuters",
                        .text = std::string(text_.substr(range.begin, range.end - range.begin)),
                        .range = range});
  }

  std::string_view text_;
  const AgencyNames& names_;
  ArticleLayout layout_;
  std::vector<Credit> credits_;
  std::size_t candidates_ = 0;
  std::size_t bylined_before_ = std::string_view::npos;  // the line after the first with a byline or a dateline
};

}  // namespace

std::vector<Credit> FindCredits(std::string_view text, std::span<const TextRange> parts, const AgencyList& agencies) {
  return Finder(text, parts, agencies.names()).Run();
}

std::vector<Credit> CreditsOfLastLine(std::string_view line, const AgencyList& agencies) {
  return Finder(line, agencies.names()).Run();
}

}  // namespace copydesk
