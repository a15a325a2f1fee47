// Which documents a store is to forget.
#ifndef COPYDESK_FORGET_H_
#define COPYDESK_FORGET_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace copydesk {

// A document is forgotten when every condition that is given holds for it; at least one must be.
struct ForgetFilter {
  // Seconds since 1970-01-01T00:00:00Z. The latest of `published`, `modified` and `seen` that can be read is before it;
  // a document without any stays.
  std::optional<std::int64_t> before;

  std::vector<std::string> sources;             // `source` is one of them; empty: any
  std::optional<std::vector<std::string>> ids;  // the id is one of them, with all of its texts

  bool dry_run = false;  // counts, and forgets nothing
};

struct ForgetReport {
  std::uint64_t forgotten = 0;     // or would be
  std::uint64_t without_time = 0;  // that stayed because their time is not known
  std::uint64_t unknown_ids = 0;   // of the filter, that the store does not have
};

}  // namespace copydesk

#endif  // COPYDESK_FORGET_H_
