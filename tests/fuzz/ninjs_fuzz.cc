// Any bytes as an IPTC ninjs record: an error, or a record with an id and a text, whose statements have credits.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "copydesk/credit.h"
#include "copydesk/ninjs.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto record = copydesk::ParseNinjs(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!record.ok()) return 0;
  if (record->metadata.id.empty() || record->text.empty()) std::abort();
  if (record->statements.size() > 32) std::abort();
  for (const copydesk::SourceStatement& statement : record->statements) {
    if (statement.value.empty() || statement.value.size() > 512) std::abort();
  }
  (void)copydesk::CreditsOfStatements(record->statements, copydesk::AgencyList::Builtin());
  return 0;
}
