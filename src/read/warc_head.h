// The head of a WARC record: its version line and named fields, up to the empty line.
#ifndef COPYDESK_READ_WARC_HEAD_H_
#define COPYDESK_READ_WARC_HEAD_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace copydesk {

inline constexpr std::string_view kWarcMagic = "WARC/1.";
inline constexpr std::size_t kMaxWarcHeadBytes = std::size_t{256} << 10;
inline constexpr std::size_t kMaxWarcHeadLines = 1000;

enum class WarcType : std::uint8_t {
  kWarcinfo,
  kResponse,
  kResource,
  kRequest,
  kMetadata,
  kRevisit,
  kConversion,
  kContinuation,
  kOther,
};

// Fields that a record lacks are empty; of one given twice the first counts. The angle brackets around ids and URIs are
// taken off.
struct WarcHead {
  WarcType type = WarcType::kOther;
  std::uint64_t content_length = 0;
  std::string id;          // WARC-Record-ID
  std::string target_uri;  // WARC-Target-URI
  std::string date;        // WARC-Date
  std::string content_type;
  std::string payload_type;    // WARC-Identified-Payload-Type
  std::string payload_digest;  // WARC-Payload-Digest
  std::string refers_to;       // WARC-Refers-To
  std::string refers_to_uri;   // WARC-Refers-To-Target-URI
  std::string refers_to_date;  // WARC-Refers-To-Date
  std::string segment_number;  // WARC-Segment-Number
};

struct WarcHeadResult {
  WarcHead head;
  std::size_t size = 0;  // of a good head, with the empty line

  std::string reason;        // not empty: why there is no head here
  std::size_t bad_from = 0;  // of a bad one: no head begins before this, but at the start
};

// Reads a head line by line, so that a bad one is found at its first bad line. Linear.
class WarcHeadParser {
 public:
  // One line without its line end. False when it does not belong to a head; reason() says why then.
  bool Line(std::string_view line);

  // After the empty line: nothing is missing.
  bool Finish();

  [[nodiscard]] const std::string& reason() const { return reason_; }
  [[nodiscard]] WarcHead& head() { return head_; }

 private:
  bool Refuse(std::string reason);
  bool Field(std::string_view name, std::string_view value);
  bool Type(std::string_view value);
  bool Length(std::string_view value);

  WarcHead head_;
  std::string reason_;
  std::size_t lines_ = 0;
  bool has_type_ = false;
  std::optional<std::string> length_;
  std::string* last_ = nullptr;  // the field that a folded line goes on with
};

}  // namespace copydesk

#endif  // COPYDESK_READ_WARC_HEAD_H_
