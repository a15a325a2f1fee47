// Members of JSON objects that others may have made, checked. A Fields remembers the first error, so that an object can
// be read in one go and asked once.
#ifndef COPYDESK_REPORT_JSON_FIELDS_H_
#define COPYDESK_REPORT_JSON_FIELDS_H_

#include <array>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/block.h"

namespace copydesk {

// Parses one JSON value of bounded depth; members named in `skipped` are left out wherever they are. Error:
// InvalidArgument.
[[nodiscard]] absl::StatusOr<nlohmann::json> ParseJson(std::string_view text,
                                                       std::initializer_list<std::string_view> skipped = {});

// The most that a Count of so many bits can be.
inline constexpr std::uint64_t kMost32 = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::uint64_t kMost64 = std::numeric_limits<std::uint64_t>::max();

class Fields {
 public:
  // `object` must stay live while this is live. An error unless it is an object.
  Fields(const nlohmann::json& object, std::string_view name);

  // The member; null, and an error when it is `required`, where there is none.
  const nlohmann::json* Find(const char* member, bool required = true);

  // 0, empty or false after an error. Absent members that are not required, and null strings, are no errors.
  std::string String(const char* member, bool required = true);
  bool Boolean(const char* member, bool required = true);
  std::uint64_t Count(const char* member, std::uint64_t most, bool required = true);
  double Share(const char* member);  // from 0 to 1
  std::optional<double> OptionalShare(const char* member);
  std::array<double, 2> Shares(const char* member);

  void Fail(const char* member, std::string_view what);
  BlockRole Role(const char* member);

  [[nodiscard]] const absl::Status& status() const { return status_; }

 private:
  double ToShare(const nlohmann::json& value, const char* member);

  const nlohmann::json& object_;
  const std::string name_;
  absl::Status status_;
};

}  // namespace copydesk

#endif  // COPYDESK_REPORT_JSON_FIELDS_H_
