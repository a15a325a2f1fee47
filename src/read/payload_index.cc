#include "read/payload_index.h"

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/status.h"

namespace copydesk {

PayloadIndex::Key PayloadIndex::KeyOf(std::string_view kind, std::string_view value, std::string_view more) {
  const Hash128 hash = HashBytes128(absl::StrCat(ToAbsl(kind), " ", ToAbsl(value), " ", ToAbsl(more)));
  return {hash.high, hash.low};
}

void PayloadIndex::Add(const WarcHead& head, std::string_view id) {
  if (recent_documents_ == kept_) {
    older_ = std::move(recent_);
    recent_.clear();
    recent_documents_ = 0;
  }
  ++recent_documents_;
  // The first with a payload stays the one that is named.
  const auto add = [&](const Key& key) {
    if (Find(key) == nullptr) recent_.emplace(key, id);
  };
  if (!head.payload_digest.empty()) add(KeyOf("payload", head.payload_digest));
  if (!head.id.empty()) add(KeyOf("record", head.id));
  if (!head.target_uri.empty()) add(KeyOf("uri", head.target_uri, head.date));
}

const std::string* PayloadIndex::Find(const Key& key) const {
  if (const auto found = recent_.find(key); found != recent_.end()) return &found->second;
  if (const auto found = older_.find(key); found != older_.end()) return &found->second;
  return nullptr;
}

std::string PayloadIndex::Find(const WarcHead& revisit) const {
  const std::string* found = nullptr;
  if (!revisit.payload_digest.empty()) found = Find(KeyOf("payload", revisit.payload_digest));
  if (found == nullptr && !revisit.refers_to.empty()) found = Find(KeyOf("record", revisit.refers_to));
  if (found == nullptr && !revisit.refers_to_uri.empty() && !revisit.refers_to_date.empty()) {
    found = Find(KeyOf("uri", revisit.refers_to_uri, revisit.refers_to_date));
  }
  return found == nullptr ? std::string() : *found;
}

}  // namespace copydesk
