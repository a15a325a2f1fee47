// The data of the audit's report, as its scripts read it: texts that can be shown as they are, names by number.
#ifndef COPYDESK_REPORT_AUDIT_NAMES_H_
#define COPYDESK_REPORT_AUDIT_NAMES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "report/json_writer.h"

namespace copydesk {

// Outlets and agencies, each once. Names that differ are never one, even where they look alike once they are shortened.
class AuditNames {
 public:
  // The number of a name, from 0; those of one name are equal.
  [[nodiscard]] std::uint64_t NumberOf(std::string_view name);

  // An array, in the order of the numbers.
  void Write(JsonWriter* json) const;

 private:
  absl::flat_hash_map<std::string, std::uint64_t> numbers_;
  std::vector<std::string> names_;  // as they are shown
};

// One line of text of the input, of at most `bytes` bytes, with controls made visible.
void WriteShownLine(std::string_view text, std::size_t bytes, JsonWriter* json);

// The same of kReportLineBytes.
void WriteShownLine(std::string_view text, JsonWriter* json);

// To four decimals; null where there is none, or it is not finite.
void WriteShare(std::optional<double> share, JsonWriter* json);

// Null where there is none.
void WriteSigned(std::optional<std::int64_t> number, JsonWriter* json);
void WriteOptionalCount(std::optional<std::uint64_t> count, JsonWriter* json);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_AUDIT_NAMES_H_
