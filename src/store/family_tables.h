// The postings of all families, sorted outside the database.
#ifndef COPYDESK_STORE_FAMILY_TABLES_H_
#define COPYDESK_STORE_FAMILY_TABLES_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "base/status.h"
#include "store/posting_table.h"
#include "store/posting_writes.h"

namespace copydesk {

// A PostingTable for each family that has postings, in memory and on demand in temporary files.
class FamilyTables {
 public:
  // The large ones first, for threads that take one after another.
  static constexpr std::array kFamilies = {Family::kBands,    Family::kFingerprints, Family::kTerms,
                                           Family::kContents, Family::kStories,      Family::kIds};

  explicit FamilyTables(const std::string& temporary_folder) {
    for (std::unique_ptr<PostingTable>& table : tables_) table = std::make_unique<PostingTable>(temporary_folder);
  }

  [[nodiscard]] PostingTable& of(Family family) {
    const auto* const place = std::find(kFamilies.begin(), kFamilies.end(), family);
    return *tables_[static_cast<std::size_t>(place - kFamilies.begin())];
  }

  // Moves all of it to temporary files when it takes more than `memory` bytes; 0: no bound.
  [[nodiscard]] absl::Status KeepWithin(std::uint64_t memory) {
    if (memory == 0) return absl::OkStatus();
    std::uint64_t used = 0;
    for (const std::unique_ptr<PostingTable>& table : tables_) used += table->MemoryBytes();
    if (used <= memory) return absl::OkStatus();
    for (const std::unique_ptr<PostingTable>& table : tables_) COPYDESK_RETURN_IF_ERROR(table->Spill());
    return absl::OkStatus();
  }

 private:
  std::array<std::unique_ptr<PostingTable>, kFamilies.size()> tables_;  // by kFamilies
};

}  // namespace copydesk

#endif  // COPYDESK_STORE_FAMILY_TABLES_H_
