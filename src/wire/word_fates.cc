#include "wire/word_fates.h"

#include <algorithm>
#include <utility>

#include "match/alignment.h"
#include "match/shared_runs.h"
#include "text/extent.h"

namespace copydesk {
namespace {

std::vector<AlignedTokens> AlignTexts(const PreparedText& source, const PreparedText& target, int run) {
  if (source.size() == 0 || target.size() == 0) return {};
  if (source.content == target.content && source.tokens.hash == target.tokens.hash) {
    const SharedRun whole{.length = static_cast<std::uint32_t>(source.size())};
    return AlignPassages(source, target, {&whole, 1});
  }
  if (std::min(source.size(), target.size()) < static_cast<std::size_t>(run)) return {};
  SharedShingles shared = CompareShingles(source.tokens.hash, source.Shingles(run), target.tokens.hash,
                                          target.Shingles(run), static_cast<std::uint32_t>(run));
  return AlignPassages(source, target, ChooseRuns(source, target, std::move(shared.runs), run));
}

// Pairs the words of one gap, from its beginning, that are not excluded.
void ChangeGap(std::array<std::uint32_t, 2> begin, std::array<std::uint32_t, 2> end, AlignedFates* fates) {
  const auto skip = [&](std::size_t side) {
    while (begin[side] < end[side] && fates->fate[side][begin[side]] == WordFate::kExcluded) ++begin[side];
  };
  while (true) {
    skip(0);
    skip(1);
    if (begin[0] >= end[0] || begin[1] >= end[1]) return;
    fates->fate[0][begin[0]++] = WordFate::kChanged;
    fates->fate[1][begin[1]++] = WordFate::kChanged;
  }
}

void Count(WordFate fate, WordFates* words) {
  switch (fate) {
    case WordFate::kAlone:
      ++words->alone;
      return;
    case WordFate::kKept:
      ++words->kept;
      return;
    case WordFate::kChanged:
      ++words->changed;
      return;
    case WordFate::kExcluded:
      ++words->excluded;
      return;
  }
}

void Exclude(std::uint8_t mark, ExcludedWords* words) {
  switch (static_cast<WordMark>(mark)) {
    case WordMark::kCredit:
      ++words->credits;
      return;
    case WordMark::kFurniture:
      ++words->furniture;
      return;
    case WordMark::kPhrase:
      ++words->phrases;
      return;
    case WordMark::kQuotation:
      ++words->quotations;
      return;
    case WordMark::kNone:
      ++words->aligned;
      return;
  }
}

// The paragraphs of one text. Kept words of a paragraph are in ascending order of its own text, so that those of one
// paragraph of the other text mostly follow one another; the counts of a paragraph are kept in a map by that paragraph.
std::vector<ParagraphReuse> CountParagraphs(const AuditedText& text, const AuditedText& other,
                                            const AlignedFates& fates, std::size_t side) {
  std::vector<ParagraphReuse> counted(text.paragraphs.size());
  for (std::size_t p = 0; p < counted.size(); ++p) counted[p].range = text.paragraphs[p];
  std::vector<std::uint32_t> in_other(other.paragraphs.size(), 0);
  std::vector<std::uint32_t> touched;
  const auto finish = [&](std::uint32_t paragraph) {
    std::uint32_t most = 0;
    std::sort(touched.begin(), touched.end());
    for (const std::uint32_t p : touched) {
      if (in_other[p] > most) counted[paragraph].counterpart = p;
      most = std::max(most, in_other[p]);
      in_other[p] = 0;
    }
    touched.clear();
  };
  for (std::size_t t = 0; t < text.paragraph.size(); ++t) {
    const std::uint32_t paragraph = text.paragraph[t];
    if (t > 0 && paragraph != text.paragraph[t - 1]) finish(text.paragraph[t - 1]);
    Count(fates.fate[side][t], &counted[paragraph].words);
    if (fates.fate[side][t] != WordFate::kKept) continue;
    const std::uint32_t p = other.paragraph[fates.partner[side][t]];
    if (in_other[p]++ == 0) touched.push_back(p);
  }
  if (!text.paragraph.empty()) finish(text.paragraph.back());
  return counted;
}

std::vector<Insertion> FindInsertions(const AuditedText& source, const AuditedText& target, const AlignedFates& fates,
                                      int run) {
  std::vector<Insertion> insertions;
  std::uint32_t place = 0;
  const std::vector<WordFate>& fate = fates.fate[1];
  for (std::size_t t = 0; t < fate.size();) {
    if (fate[t] == WordFate::kKept) place = source.prepared.tokens.end[fates.partner[1][t]];
    std::size_t end = t;
    while (end < fate.size() && fate[end] == WordFate::kAlone) ++end;
    if (end - t >= static_cast<std::size_t>(run)) {
      insertions.push_back(
          {.range = {.begin = target.prepared.tokens.begin[t], .end = target.prepared.tokens.end[end - 1]},
           .place = place,
           .words = static_cast<std::uint32_t>(end - t)});
    }
    t = std::max(end, t + 1);
  }
  return insertions;
}

void FindLongestRun(const AuditedText& source, const AuditedText& target, const AlignedFates& fates, Reuse* reuse) {
  const std::vector<std::uint32_t>& partner = fates.partner[1];
  std::size_t begin = 0;
  std::size_t first = 0;
  for (std::size_t t = 0; t < partner.size(); ++t) {
    if (partner[t] == kNoPartner) {
      begin = t + 1;
      continue;
    }
    if (t == begin || partner[t] != partner[t - 1] + 1) begin = t;
    if (t + 1 - begin <= reuse->longest_run) continue;
    reuse->longest_run = static_cast<std::uint32_t>(t + 1 - begin);
    first = begin;
  }
  if (reuse->longest_run == 0) return;
  const auto range = [&](const Tokens& tokens, std::size_t from) {
    return TextRange{.begin = tokens.begin[from], .end = tokens.end[from + reuse->longest_run - 1]};
  };
  reuse->longest = {range(source.prepared.tokens, partner[first]), range(target.prepared.tokens, first)};
}

}  // namespace

AlignedFates AlignFates(const AuditedText& source, const AuditedText& target, int run) {
  AlignedFates fates;
  const std::array<const AuditedText*, 2> texts = {&source, &target};
  for (std::size_t side = 0; side < 2; ++side) {
    const std::size_t words = texts[side]->prepared.size();
    fates.fate[side].assign(words, WordFate::kAlone);
    fates.partner[side].assign(words, kNoPartner);
    for (std::size_t t = 0; t < words; ++t) {
      if (texts[side]->marks[t] != 0) fates.fate[side][t] = WordFate::kExcluded;
    }
  }
  for (const AlignedTokens& passage : AlignTexts(source.prepared, target.prepared, run)) {
    for (std::size_t i = 0; i < passage.size(); ++i) {
      const auto [s, t] = passage[i];
      if (i > 0) ChangeGap({passage[i - 1].first + 1, passage[i - 1].second + 1}, {s, t}, &fates);
      const bool excluded = source.marks[s] != 0 || target.marks[t] != 0;
      fates.fate[0][s] = fates.fate[1][t] = excluded ? WordFate::kExcluded : WordFate::kKept;
      if (excluded) continue;
      fates.partner[0][s] = t;
      fates.partner[1][t] = s;
    }
  }
  return fates;
}

void CountFates(const AuditedText& source, const AuditedText& target, const AlignedFates& fates, int run,
                Reuse* reuse) {
  const std::array<const AuditedText*, 2> texts = {&source, &target};
  const std::array<WordFates*, 2> words = {&reuse->source_words, &reuse->target_words};
  for (std::size_t side = 0; side < 2; ++side) {
    for (std::size_t t = 0; t < fates.fate[side].size(); ++t) {
      Count(fates.fate[side][t], words[side]);
      if (fates.fate[side][t] == WordFate::kExcluded) Exclude(texts[side]->marks[t], &reuse->excluded[side]);
    }
  }
  std::uint64_t kept = 0;
  std::uint64_t own = 0;
  for (std::size_t t = 0; t < fates.fate[1].size(); ++t) {
    if (fates.fate[1][t] != WordFate::kKept) continue;
    const std::uint64_t extent = target.prepared.Extent(t, 1);
    kept += extent;
    if (target.prepared.quoted[t] == 0 && source.prepared.quoted[fates.partner[1][t]] == 0) own += extent;
  }
  reuse->kept_extent = static_cast<double>(kept) / kWordExtent;
  reuse->own_extent = static_cast<double>(own) / kWordExtent;
  const auto share = [](const WordFates& of) {
    return of.counted() == 0 ? 0 : static_cast<double>(of.kept) / static_cast<double>(of.counted());
  };
  reuse->share_kept = share(reuse->source_words);
  reuse->share_copied = share(reuse->target_words);
  reuse->source_paragraphs = CountParagraphs(source, target, fates, 0);
  reuse->target_paragraphs = CountParagraphs(target, source, fates, 1);
  reuse->insertions = FindInsertions(source, target, fates, run);
  FindLongestRun(source, target, fates, reuse);
}

}  // namespace copydesk
