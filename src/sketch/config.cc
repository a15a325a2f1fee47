#include "copydesk/config.h"

#include <bit>

#include "absl/strings/str_cat.h"
#include "base/check_range.h"
#include "base/hash.h"
#include "base/status.h"
#include "sketch/background.h"
#include "text/look_alikes.h"

namespace copydesk {

absl::Status SketchConfig::Validate() const {
  COPYDESK_RETURN_IF_ERROR(CheckRange("shingle", shingle, 2, 32));
  COPYDESK_RETURN_IF_ERROR(CheckRange("bins", bins, 64, 1024));
  COPYDESK_RETURN_IF_ERROR(CheckRange("fingerprint_shingle", fingerprint_shingle, 2, 32));
  COPYDESK_RETURN_IF_ERROR(CheckRange("max_window", max_window, 1, 64));
  if (!std::has_single_bit(static_cast<unsigned>(bins))) {
    return absl::InvalidArgumentError(absl::StrCat("bins is ", bins, "; it must be a power of two from 64 to 1024"));
  }
  return absl::OkStatus();
}

std::string SketchConfig::Describe() const {
  // The numbers behind the names are versions: they change when the same text would get other values.
  return absl::StrCat("signature=1 unicode=15.0 words=1 look-alikes=", kLookAlikeVersion,
                      " word-hash=aes-1 shingle-hash=1 background=", kBackgroundVersion, " terms=3 shingle=", shingle,
                      " bins=", bins, " bits=8 fingerprint-shingle=", fingerprint_shingle, " max-window=", max_window);
}

std::uint64_t SketchConfig::Fingerprint() const { return Hash64(Describe()); }

}  // namespace copydesk
