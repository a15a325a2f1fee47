#include "forget_documents.h"

#include <algorithm>
#include <map>
#include <vector>

#include "base/cancel.h"
#include "base/parallel.h"
#include "base/status.h"
#include "sketch/block_time.h"

namespace copydesk {
namespace {

constexpr std::size_t kPerWrite = 500;

std::optional<std::int64_t> LatestTime(const Metadata& metadata) {
  std::optional<std::int64_t> latest;
  for (const std::string* const time : {&metadata.published, &metadata.modified, &metadata.seen}) {
    const std::optional<std::int64_t> parsed = ParseTime(*time);
    if (parsed.has_value() && (!latest.has_value() || *parsed > *latest)) latest = parsed;
  }
  return latest;
}

enum class Verdict : std::uint8_t { kStays, kGoes, kHasNoTime };

Verdict Judge(const Metadata& metadata, const ForgetFilter& filter) {
  if (!filter.sources.empty() &&
      std::find(filter.sources.begin(), filter.sources.end(), metadata.source) == filter.sources.end()) {
    return Verdict::kStays;
  }
  if (!filter.before.has_value()) return Verdict::kGoes;
  const std::optional<std::int64_t> time = LatestTime(metadata);
  if (!time.has_value()) return Verdict::kHasNoTime;
  return *time < *filter.before ? Verdict::kGoes : Verdict::kStays;
}

absl::Status ForgetAll(Store* store, std::span<const DocumentNumber> numbers, const ForgetSettings& settings) {
  for (std::size_t begin = 0; begin < numbers.size(); begin += kPerWrite) {
    if (IsCancelled(settings.cancel)) return absl::CancelledError("interrupted");
    const std::size_t count = std::min(kPerWrite, numbers.size() - begin);
    COPYDESK_RETURN_IF_ERROR(store->Forget(numbers.subspan(begin, count)).status());
    if (settings.progress) settings.progress(begin + count);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ForgetReport> ForgetDocuments(Store* store, const ForgetFilter& filter, const ForgetSettings& settings) {
  if (!filter.before.has_value() && filter.sources.empty() && !filter.ids.has_value()) {
    return absl::InvalidArgumentError("nothing says which documents are to be forgotten");
  }
  ForgetReport report;
  std::vector<DocumentNumber> asked;
  if (filter.ids.has_value()) {
    for (const std::string& id : *filter.ids) {
      COPYDESK_ASSIGN_OR_RETURN(const std::vector<DocumentNumber> numbers, store->FindId(id));
      report.unknown_ids += numbers.empty() ? 1 : 0;
      asked.insert(asked.end(), numbers.begin(), numbers.end());
    }
    std::sort(asked.begin(), asked.end());
    asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  } else {
    for (DocumentNumber number = 0; number < store->EndNumber(); ++number) {
      if (store->Contains(number)) asked.push_back(number);
    }
  }
  std::vector<absl::StatusOr<Verdict>> verdicts(asked.size(), Verdict::kGoes);
  if (filter.before.has_value() || !filter.sources.empty()) {
    constexpr std::size_t kVerdictsPerPart = 256;
    ParallelFor((asked.size() + kVerdictsPerPart - 1) / kVerdictsPerPart, settings.threads, [&](std::size_t part) {
      for (std::size_t i = part * kVerdictsPerPart; i < std::min(asked.size(), (part + 1) * kVerdictsPerPart); ++i) {
        if (IsCancelled(settings.cancel)) return;
        const absl::StatusOr<Metadata> metadata = store->GetMetadata(asked[i]);
        verdicts[i] = metadata.ok() ? absl::StatusOr<Verdict>(Judge(*metadata, filter)) : metadata.status();
      }
    });
    if (IsCancelled(settings.cancel)) return absl::CancelledError("interrupted");
  }
  std::vector<DocumentNumber> going;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    COPYDESK_RETURN_IF_ERROR(verdicts[i].status());
    if (*verdicts[i] == Verdict::kGoes) going.push_back(asked[i]);
    report.without_time += *verdicts[i] == Verdict::kHasNoTime ? 1 : 0;
  }
  report.forgotten = going.size();
  if (!filter.dry_run) COPYDESK_RETURN_IF_ERROR(ForgetAll(store, going, settings));
  return report;
}

absl::Status ForgetOtherTexts(Store* store, std::span<const std::pair<std::string, DocumentNumber>> kept) {
  std::map<std::string, DocumentNumber> last;
  for (const auto& [id, number] : kept) last[id] = number;
  std::vector<DocumentNumber> others;
  for (const auto& [id, number] : last) {
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<DocumentNumber> numbers, store->FindId(id));
    for (const DocumentNumber other : numbers) {
      if (other != number) others.push_back(other);
    }
  }
  return ForgetAll(store, others, {});
}

}  // namespace copydesk
