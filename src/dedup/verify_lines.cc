#include "dedup/verify_lines.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "base/temporary_file.h"
#include "copydesk/compare.h"
#include "dedup/certificate.h"
#include "dedup/choose.h"
#include "dedup/record_filter.h"
#include "dedup/record_texts.h"
#include "dedup/text_units.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

class LineVerifier {
 public:
  LineVerifier(const VerifyOptions& options, const std::vector<Shard>& shards, const RemovalPlan& plan,
               Problems* problems, VerifyReport* report)
      : options_(options), plan_(plan), problems_(*problems), report_(*report), file_(options.removed) {
    for (std::uint32_t i = 0; i < shards.size(); ++i) {
      numbers_.emplace(shards[i].input, i);
      printed_.emplace(AsPrinted(shards[i].input), i);
    }
  }

  absl::Status Verify() {
    COPYDESK_ASSIGN_OR_RETURN(texts_, TemporaryFile::Create(options_.temporary_folder));
    COPYDESK_ASSIGN_OR_RETURN(filter_, RecordFilter::Open({.against = "",
                                                           .contamination = options_.contamination,
                                                           .contamination_run = options_.contamination_run,
                                                           .reader = options_.reader,
                                                           .detector = {},
                                                           .min_contained = options_.min_contained}));
    if (!options_.against.empty()) {
      Options store;
      store.store = options_.against;
      store.read_only = true;
      store.use_store_configuration = true;
      COPYDESK_ASSIGN_OR_RETURN(Detector detector, Detector::Open(store));
      store_.emplace(std::move(detector));
    }
    COPYDESK_RETURN_IF_ERROR(Read([&](const RecordPlace& place, const Document& document) {
      return plan_.IsKeptFor(place) ? Keep(place, document) : absl::OkStatus();
    }));
    NextLine();
    COPYDESK_RETURN_IF_ERROR(Read([&](const RecordPlace& place, const Document& document) {
      ++report_.records;
      return Check(place, document);
    }));
    while (line_.has_value()) {
      Wrong("no record begins there");
      NextLine();
    }
    return absl::OkStatus();
  }

 private:
  struct KeptText {
    std::uint64_t begin = 0;
    std::uint64_t size = 0;
    std::string id;
    std::uint64_t length = 0;  // of the record
  };

  void Wrong(absl::string_view what) {
    problems_.Add(absl::StrCat(options_.removed, ":", number_, ": ", line_->removed.document, " is removed for ",
                               line_->kept.document, ", but ", what));
  }

  absl::Status Read(const std::function<absl::Status(const RecordPlace&, const Document&)>& visit) {
    ReaderOptions settings = options_.reader;
    settings.fail_on_reject = false;
    return ForEachRecord(options_.inputs, settings, options_.progress, [&](const Document& document) {
      const auto number = numbers_.find(document.metadata.locator.file);
      if (number == numbers_.end()) return absl::OkStatus();
      return visit({number->second, document.metadata.locator.offset}, document);
    });
  }

  absl::Status Keep(const RecordPlace& place, const Document& document) {
    COPYDESK_ASSIGN_OR_RETURN(const std::string text, ComparedText(document));
    COPYDESK_RETURN_IF_ERROR(texts_->WriteAt(size_, text));
    kept_[place] = {size_, text.size(), AsPrinted(document.metadata.id), document.metadata.locator.length};
    size_ += text.size();
    return absl::OkStatus();
  }

  void NextLine() {
    std::string json;
    line_.reset();
    if (!std::getline(file_, json)) return;
    ++number_;
    absl::StatusOr<CertificateLine> line = ParseCertificateLine(json);  // which the plan has read
    if (line.ok()) line_ = *std::move(line);
  }

  absl::Status Check(const RecordPlace& place, const Document& document) {
    while (line_.has_value()) {
      const RecordPlace removed = {printed_.at(line_->removed.locator.file), line_->removed.locator.offset};
      if (removed > place) break;
      if (removed < place) {
        Wrong("no record begins there");
      } else {
        COPYDESK_RETURN_IF_ERROR(CheckLine(document));
      }
      NextLine();
    }
    return absl::OkStatus();
  }

  absl::Status CheckLine(const Document& document) {
    ++(line_->removed.parts.empty() ? report_.removed : report_.parts);
    if (AsPrinted(document.metadata.id) != line_->removed.document) {
      Wrong(absl::StrCat("the record there is ", document.metadata.id));
      return absl::OkStatus();
    }
    if (document.metadata.locator.length != line_->removed.locator.length) {
      Wrong("the record there has another length");
      return absl::OkStatus();
    }
    if (line_->reason == RemovalReason::kContamination) return CheckContamination(document);
    COPYDESK_ASSIGN_OR_RETURN(const std::string removed, ComparedText(document));
    if (line_->reason == RemovalReason::kStored) return CheckStored(removed);
    const RecordPlace place = {printed_.at(line_->kept.locator.file), line_->kept.locator.offset};
    const auto kept = kept_.find(place);
    if (kept == kept_.end() || kept->second.id != line_->kept.document) {
      Wrong("that is not the record at its place");
      return absl::OkStatus();
    }
    if (kept->second.length != line_->kept.locator.length) {
      Wrong("the record at that place has another length");
      return absl::OkStatus();
    }
    if (!IsInOutput(place)) {
      Wrong("that is removed too");
      return absl::OkStatus();
    }
    std::string text(kept->second.size, '\0');
    COPYDESK_RETURN_IF_ERROR(texts_->ReadAt(kept->second.begin, text));
    return CheckTexts(removed, text);
  }

  bool IsInOutput(const RecordPlace& place) const {
    const RecordEdit* const edit = plan_.EditOf(place);
    if (edit == nullptr) return true;
    if (edit->removed) return false;
    const std::vector<TextRange>& parts = line_->kept.parts;
    return std::all_of(parts.begin(), parts.end(), [&](const TextRange& part) {
      return std::all_of(edit->cuts.begin(), edit->cuts.end(),
                         [&](const TextRange& cut) { return cut.end <= part.begin || part.end <= cut.begin; });
    });
  }

  static bool AreIn(const std::vector<TextRange>& parts, std::string_view text) {
    return parts.empty() || parts.back().end <= text.size();
  }

  absl::Status CheckTexts(const std::string& removed, const std::string& kept) {
    const CertifiedItem& from = line_->removed;
    const CertifiedItem& to = line_->kept;
    if (from.parts.empty() != to.parts.empty() || !AreIn(from.parts, removed) || !AreIn(to.parts, kept)) {
      Wrong("the parts are not in the texts");
      return absl::OkStatus();
    }
    if (!from.parts.empty() && from.block.empty()) {
      CheckPart(removed, kept);
      return absl::OkStatus();
    }
    const std::string first = from.parts.empty() ? removed : TextOfParts(removed, from.parts);
    const std::string second = to.parts.empty() ? kept : TextOfParts(kept, to.parts);
    COPYDESK_ASSIGN_OR_RETURN(const Comparison comparison, CompareTexts(first, second, options_.rules));
    CheckComparison(comparison);
    return absl::OkStatus();
  }

  // Of the tokens of a text, which depend on what stands around them, those that lie whole in its part.
  static std::vector<std::uint64_t> TokensOf(const std::string& text, const TextRange& part) {
    const Tokens tokens = Tokenize(text);
    const TokenRange inside = TokensInside(part, tokens);
    return {tokens.hash.begin() + inside.begin, tokens.hash.begin() + inside.end};
  }

  // A paragraph or a passage: the same tokens.
  void CheckPart(const std::string& removed, const std::string& kept) {
    if (line_->removed.parts.size() != 1 || line_->kept.parts.size() != 1) return Wrong("one part goes for one");
    const std::vector<std::uint64_t> first = TokensOf(removed, line_->removed.parts.front());
    const std::vector<std::uint64_t> second = TokensOf(kept, line_->kept.parts.front());
    if (line_->relation != Relation::kExact || first != second || first.empty()) {
      Wrong("the two parts have other words");
    } else if (first.size() != line_->tokens) {
      Wrong(absl::StrCat("the parts have ", first.size(), " tokens"));
    }
  }

  void CheckComparison(const Comparison& comparison) {
    const Relation claimed = line_->relation;
    const std::optional<double> score = claimed == Relation::kContains
                                            ? ContainedScore(comparison, 0, options_.min_contained)
                                            : DuplicateScore(comparison);
    constexpr double kRounding = 0.0001;
    if (!score.has_value() || (claimed != Relation::kContains && claimed != comparison.relation)) {
      Wrong(absl::StrCat("the two are ", ToAbsl(RelationName(comparison.relation)),
                         comparison.numbers_differ ? " with other numbers" : "", ", not ",
                         ToAbsl(RelationName(claimed))));
    } else if (std::abs(*score - line_->score) > kRounding) {
      Wrong(absl::StrCat("the score of the two is ", PrintedScore(*score)));
    }
  }

  absl::Status CheckStored(const std::string& removed) {
    if (!store_.has_value()) {
      Wrong("that is in a store; name it with --against");
      return absl::OkStatus();
    }
    const absl::StatusOr<Document> stored = store_->Find(line_->kept.document);
    if (!stored.ok()) {
      Wrong("that is not in the store, or its text is not");
      return absl::OkStatus();
    }
    COPYDESK_ASSIGN_OR_RETURN(const Comparison comparison, CompareTexts(removed, stored->text, options_.rules));
    CheckComparison(comparison);
    return absl::OkStatus();
  }

  absl::Status CheckContamination(const Document& document) {
    COPYDESK_ASSIGN_OR_RETURN(const std::optional<CertificateLine> found, filter_->Find(document));
    if (!found.has_value() || found->tokens < line_->tokens) Wrong("that passage is not in it");
    return absl::OkStatus();
  }

  const VerifyOptions& options_;
  const RemovalPlan& plan_;
  Problems& problems_;
  VerifyReport& report_;
  std::map<std::string, std::uint32_t> numbers_;  // of files, by path
  std::map<std::string, std::uint32_t> printed_;  // the same as a certificate names them
  std::unique_ptr<TemporaryFile> texts_;
  std::uint64_t size_ = 0;
  std::map<RecordPlace, KeptText> kept_;
  std::unique_ptr<RecordFilter> filter_;
  std::optional<Detector> store_;
  std::ifstream file_;
  std::uint64_t number_ = 0;  // of the line
  std::optional<CertificateLine> line_;
};

}  // namespace

absl::Status VerifyLines(const VerifyOptions& options, const std::vector<Shard>& shards, const RemovalPlan& plan,
                         Problems* problems, VerifyReport* report) {
  return LineVerifier(options, shards, plan, problems, report).Verify();
}

}  // namespace copydesk
