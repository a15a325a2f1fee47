// Reads the input as a line of a removal certificate. Beyond not crashing: what was read is in range, and what is
// written of it is read again as the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "dedup/certificate.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

void CheckParts(const std::vector<copydesk::TextRange>& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Require(parts[i].begin < parts[i].end);
    Require(i == 0 || parts[i - 1].end <= parts[i].begin);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto line = copydesk::ParseCertificateLine(text);
  if (!line.ok()) {
    Require(!line.status().message().empty());
    return 0;
  }
  Require(line->score >= 0 && line->score <= 1);
  Require(line->relation != copydesk::Relation::kNone);
  CheckParts(line->removed.parts);
  CheckParts(line->kept.parts);
  const std::string written = copydesk::CertificateJson(*line);
  const auto again = copydesk::ParseCertificateLine(written);
  Require(again.ok());
  Require(copydesk::CertificateJson(*again) == written);
  return 0;
}
