#include "dedup/verify_sample.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "base/hash.h"
#include "base/status.h"
#include "copydesk/compare.h"
#include "dedup/certificate.h"
#include "dedup/choose.h"
#include "dedup/record_texts.h"
#include "text/shingles.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

struct Sampled {
  std::uint64_t number = 0;  // of the record among all
  std::string id;
  std::string text;
  std::size_t shingles = 0;
  bool has_like = false;
};

class MissedEstimate {
 public:
  MissedEstimate(const VerifyOptions& options, const ShardList& shards, VerifyReport* report)
      : options_(options), shards_(shards), report_(*report) {}

  absl::Status Estimate() {
    if (options_.sample == 0) return absl::OkStatus();
    COPYDESK_RETURN_IF_ERROR(
        Read([this](std::uint64_t number, Document document) { return Draw(number, std::move(document)); }));
    Index();
    COPYDESK_RETURN_IF_ERROR(
        Read([this](std::uint64_t number, Document document) { return CompareAll(number, std::move(document)); }));
    report_.sampled = static_cast<std::uint32_t>(sample_.size());
    for (const Sampled& one : sample_) report_.missed += one.has_like ? 1 : 0;
    Interval();
    return absl::OkStatus();
  }

 private:
  absl::Status Read(const std::function<absl::Status(std::uint64_t, Document)>& visit) {
    std::vector<std::string> outputs;
    for (const Shard& shard : shards_.shards) {
      std::error_code error;
      if (std::filesystem::exists(shard.output, error)) outputs.push_back(shard.output);
    }
    if (outputs.empty()) return absl::OkStatus();
    ReaderOptions settings = options_.reader;
    settings.fail_on_reject = false;
    std::uint64_t number = 0;
    return ForEachRecord(outputs, settings, options_.progress,
                         [&](Document document) { return visit(number++, std::move(document)); });
  }

  std::uint64_t Random(std::uint64_t below) {
    state_ += 0x9e3779b97f4a7c15u;  // the sequence of SplitMix64
    return Mix64(state_ ^ options_.seed) % below;
  }

  absl::Status Draw(std::uint64_t number, Document document) {
    const std::uint64_t place = number < options_.sample ? number : Random(number + 1);
    if (place >= options_.sample) return absl::OkStatus();
    Sampled one = {.number = number, .id = AsPrinted(document.metadata.id)};
    COPYDESK_ASSIGN_OR_RETURN(one.text, ComparedText(std::move(document)));
    if (place == sample_.size()) {
      sample_.push_back(std::move(one));
    } else {
      sample_[place] = std::move(one);
    }
    return absl::OkStatus();
  }

  std::vector<std::uint64_t> ShinglesOf(const std::string& text) const {
    const Tokens tokens = Tokenize(text);
    return SortedSet(ShingleHashes(tokens.hash, options_.rules.shingle));
  }

  void Index() {
    for (std::uint32_t i = 0; i < sample_.size(); ++i) {
      const std::vector<std::uint64_t> hashes = ShinglesOf(sample_[i].text);
      sample_[i].shingles = hashes.size();
      for (const std::uint64_t hash : hashes) index_[hash].push_back(i);
    }
  }

  absl::Status CompareAll(std::uint64_t number, Document document) {
    const std::string id = AsPrinted(document.metadata.id);
    COPYDESK_ASSIGN_OR_RETURN(const std::string text, ComparedText(std::move(document)));
    const std::vector<std::uint64_t> hashes = ShinglesOf(text);
    std::vector<std::uint32_t> shared(sample_.size(), 0);
    std::vector<std::uint32_t> touched;
    for (const std::uint64_t hash : hashes) {
      const auto found = index_.find(hash);
      if (found == index_.end()) continue;
      for (const std::uint32_t i : found->second) {
        if (shared[i]++ == 0) touched.push_back(i);
      }
    }
    constexpr double kLeast = 0.2;
    for (const std::uint32_t i : touched) {
      Sampled& one = sample_[i];
      if (one.number == number || shared[i] < kLeast * static_cast<double>(std::min(one.shingles, hashes.size()))) {
        continue;
      }
      COPYDESK_ASSIGN_OR_RETURN(const Comparison comparison, CompareTexts(one.text, text, options_.rules));
      const std::optional<double> score = DuplicateScore(comparison);
      if (!score.has_value()) continue;
      constexpr std::size_t kMostPairs = 10;
      if (!std::exchange(one.has_like, true) && report_.missed_pairs.size() < kMostPairs) {
        report_.missed_pairs.push_back(
            absl::StrFormat("%s, %.2f: %s and %s", std::string(RelationName(comparison.relation)), *score, one.id, id));
      }
    }
    return absl::OkStatus();
  }

  // E. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", 1927.
  void Interval() {
    if (report_.sampled == 0) return;
    constexpr double z = 1.959964;
    const double n = report_.sampled;
    const double p = report_.missed / n;
    const double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    report_.missed_low = report_.missed == 0 ? 0 : std::max(0.0, middle - half);
    report_.missed_high = std::min(1.0, middle + half);
  }

  const VerifyOptions& options_;
  const ShardList& shards_;
  VerifyReport& report_;
  std::vector<Sampled> sample_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> index_;  // of shingles
  std::uint64_t state_ = 0;
};

}  // namespace

absl::Status EstimateMissed(const VerifyOptions& options, const ShardList& shards, VerifyReport* report) {
  return MissedEstimate(options, shards, report).Estimate();
}

}  // namespace copydesk
