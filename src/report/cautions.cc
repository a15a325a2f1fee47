#include "report/cautions.h"

#include "absl/strings/str_cat.h"

namespace copydesk {

std::string Counted(std::uint64_t count, const char* one, const char* many) {
  return absl::StrCat(WithThousands(count), " ", count == 1 ? one : many);
}

std::vector<std::string> Cautions(const Summary& summary) {
  std::vector<std::string> cautions;
  const auto add = [&](std::uint64_t count, const std::string& text) {
    if (count > 0) cautions.push_back(text);
  };
  const MatchStatistics& matching = summary.matching;
  add(summary.reader.rejects, Counted(summary.reader.rejects, "input was rejected", "inputs were rejected"));
  add(summary.reader.passed_over, Counted(summary.reader.passed_over, "record", "records") +
                                      " of WARC files that are no page and no text were passed over");
  add(summary.reader.revisits, Counted(summary.reader.revisits, "record", "records") +
                                   " of WARC files only say that they repeat an earlier one; of " +
                                   WithThousands(summary.reader.revisits_known) + " of them, that was read");
  add(summary.added.versions,
      Counted(summary.added.versions, "text came under an id that another text has; it is told apart by #2, #3 ...",
              "texts came under ids that other texts have; they are told apart by #2, #3 ..."));
  add(summary.added.repeated,
      Counted(summary.added.repeated, "record was there already", "records were there already"));
  add(summary.added.without_text, Counted(summary.added.without_text, "text has no word", "texts have no word"));
  add(summary.added.replaced_bytes,
      Counted(summary.added.replaced_bytes, "byte was not UTF-8", "bytes were not UTF-8"));
  add(summary.added.disguised_blocks,
      Counted(summary.added.disguised_blocks, "text holds", "texts hold") +
          " characters that disguise words (invisible ones, look-alikes of other scripts, styled letters); they were "
          "compared as what they look like");
  add(matching.unverified, Counted(matching.unverified, "pair", "pairs") + " could not be verified: no text is kept");
  add(matching.incomplete_buckets,
      Counted(matching.incomplete_buckets, "band bucket was", "band buckets were") + " too large to be paired fully");
  add(matching.stop_postings,
      Counted(matching.stop_postings, "passage is", "passages are") + " in too many texts to be paired fully");
  add(matching.large_groups, Counted(matching.large_groups, "text has", "texts have") +
                                 " so many copies that only the first of them was matched with other texts");
  add(matching.sampled_sources, Counted(matching.sampled_sources, "source has", "sources have") +
                                    " so many texts that furniture was learned from a part of them");
  add(matching.stop_terms,
      Counted(matching.stop_terms, "word is", "words are") + " in too many texts to pair all of these for stories");
  add(matching.bounded_stories, Counted(matching.bounded_stories, "text was", "texts were") +
                                    " compared with some only of the many that may tell the same story");
  add(matching.large_links, Counted(matching.large_links, "address has", "addresses have") +
                                " so many texts that lead to it that each was paired with some of them only");
  return cautions;
}

}  // namespace copydesk
