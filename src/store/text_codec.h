// Texts as a store on disk keeps them.
#ifndef COPYDESK_STORE_TEXT_CODEC_H_
#define COPYDESK_STORE_TEXT_CODEC_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace copydesk {

// Compressed with zstd where that makes it shorter; never empty.
[[nodiscard]] std::string PackText(std::string_view text);

// DataLoss for bytes that PackText cannot have written. Memory: that of the text, and at most 32 KiB for each byte,
// whatever the bytes say.
[[nodiscard]] absl::StatusOr<std::string> UnpackText(std::string_view bytes);

}  // namespace copydesk

#endif  // COPYDESK_STORE_TEXT_CODEC_H_
