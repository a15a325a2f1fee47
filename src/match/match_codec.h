// Matches as bytes: for sorting them in temporary files, and the values in which stores keep them
// (docs/store-format.md).
#ifndef COPYDESK_MATCH_MATCH_CODEC_H_
#define COPYDESK_MATCH_MATCH_CODEC_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "copydesk/match.h"

namespace copydesk {

// The names of the blocks. Keys sort as the names do, whatever their bytes are.
[[nodiscard]] std::string EncodeMatchKey(const Match& match);

// All but the names of the blocks and the name of the model.
void EncodeMatchValue(const Match& match, std::string* out);

// Of a match that EncodeMatchValue wrote.
[[nodiscard]] bool IsVerified(std::string_view value);

// Without names. DataLoss for bytes that EncodeMatchValue did not write. Linear in `value`, in time and memory.
[[nodiscard]] absl::StatusOr<Match> DecodeMatchValue(std::string_view value);

// Without the name of the model. DataLoss for bytes that the functions above did not write.
[[nodiscard]] absl::StatusOr<Match> DecodeMatch(std::string_view key, std::string_view value);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_MATCH_CODEC_H_
