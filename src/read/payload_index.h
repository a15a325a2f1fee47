// Which payloads were read lately, so that records which only point to one can be told what it was.
#ifndef COPYDESK_READ_PAYLOAD_INDEX_H_
#define COPYDESK_READ_PAYLOAD_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "read/warc_head.h"

namespace copydesk {

// By hashes of 128 bits. Keeps at least the last `kept` documents and at most twice as many, about 300 bytes each. Not
// thread-safe.
class PayloadIndex {
 public:
  static constexpr std::size_t kKept = std::size_t{1} << 17;

  explicit PayloadIndex(std::size_t kept = kKept) : kept_(kept) {}

  // A record with this head gave the document `id`: found by its payload digest, by its record id, and by its URI and
  // date.
  void Add(const WarcHead& head, std::string_view id);

  // The document whose payload a revisit record says it repeats: by digest, else by what it refers to. Empty when it
  // is not known.
  [[nodiscard]] std::string Find(const WarcHead& revisit) const;

 private:
  using Key = std::pair<std::uint64_t, std::uint64_t>;
  using Ids = absl::flat_hash_map<Key, std::string>;

  static Key KeyOf(std::string_view kind, std::string_view value, std::string_view more = {});
  [[nodiscard]] const std::string* Find(const Key& key) const;

  const std::size_t kept_;
  std::size_t recent_documents_ = 0;
  Ids recent_;
  Ids older_;
};

}  // namespace copydesk

#endif  // COPYDESK_READ_PAYLOAD_INDEX_H_
