// The records of a WARC file (ISO 28500; WARC/1.0 and WARC/1.1), one after the other, with their exact places.
//
// A walk over decompressed bytes that gives every record, of whatever type, and every stretch that is none, so that
// offsets and lengths cover the stream without a gap: who copies the bytes of all items copies the stream. Damage costs
// the record that it is in: the walk goes on at the next head of a record, behind a damaged gzip member or zstd frame
// at the next one that begins with a record (BufferedInput::Resume).
//
// What counts as damage: a head that is malformed, lacks WARC-Type or Content-Length, or is longer than 256 KiB or
// 1,000 lines; a content after which neither two line ends nor another record nor the end of the input follows; one
// that the input ends in; one in a member or frame whose checksum is wrong. Where a length was wrong, records that it
// claimed are found all the same.
//
// Memory: a content of up to `max_held` bytes is held, and checked to its end before it is given. Longer ones are
// passed through in pieces and checked on the way. Time is linear in the stream.
#ifndef COPYDESK_READ_WARC_RECORDS_H_
#define COPYDESK_READ_WARC_RECORDS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "absl/status/status.h"
#include "read/buffered_input.h"
#include "read/warc_head.h"

namespace copydesk {

struct WarcRecord {
  WarcHead head;
  std::uint64_t offset = 0;         // of "WARC/" in the decompressed stream
  std::uint64_t header_length = 0;  // with the empty line that ends it
  std::uint64_t length = 0;         // of all: header, content, line ends after it
  bool held = false;                // content() is the whole of it
};

// Bytes that are no record, or no whole one. `length` is 0 where compressed bytes could not be decompressed at all.
struct WarcDamage {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  std::string reason;  // as in Reject
};

using WarcItem = std::variant<WarcRecord, WarcDamage>;

// Protocol: (Next [Copy])*. Not thread-safe.
class WarcRecords {
 public:
  // Of the content of a record that is not held, content() gives this much, if there is as much.
  static constexpr std::size_t kPeek = std::size_t{64} << 10;

  // `input` stands at its start and must stay live while this is live.
  WarcRecords(BufferedInput* input, std::uint64_t max_held) : input_(input), max_held_(max_held) {}

  // The next item; nothing at the end, and from then on. A record that is not held may turn out to be damaged only
  // here, when it is passed over: the item is then its damage, at the same offset, and how long it is in truth.
  std::optional<WarcItem> Next();

  // Of the record that Next gave last, until Copy or Next: its content, or the beginning; and its bytes, with the head
  // and the line ends after it (without these when it is not held).
  [[nodiscard]] std::string_view content() const;
  [[nodiscard]] std::string_view bytes() const;

  // Hands all bytes of the record that Next gave last to `sink`, in pieces. DataLoss when a record that was not held
  // turned out to be damaged: what `sink` got is no whole record, and the next item says more. An error of `sink` ends
  // the walk and is returned.
  using Sink = std::function<absl::Status(std::string_view piece)>;
  absl::Status Copy(const Sink& sink);

 private:
  // Reads the head at the start of the window.
  WarcHeadResult ReadHead();
  // The record whose head is at the start of the window, or why it is none.
  std::optional<WarcItem> Hold(const WarcHeadResult& head);
  // Bytes of line ends after `end` bytes of the window; nothing when what follows is neither that nor a record.
  std::optional<std::size_t> LineEnds(std::size_t end);
  // Whether the first `size` bytes of the window are of a member that turned out to be damaged soon after them.
  bool IsDoubtful(std::size_t size);
  // The stretch from `from` on, which goes on to the next head behind `searched` bytes of the window.
  WarcDamage Damage(std::uint64_t from, const std::string& reason, std::size_t searched);
  // Consumes up to the next head; false when there is none before the end, or before damaged compression.
  bool SkipToHead();
  // Passes on what is left of the record that is not held; an error when it is damaged, and then damage_ is set.
  absl::Status PassThrough(const Sink& sink);
  // Where in the window a record may begin after an empty line; npos if nowhere.
  [[nodiscard]] std::size_t FindHeadAfterEmptyLine() const;
  void Resume();

  BufferedInput* const input_;
  const std::uint64_t max_held_;
  std::optional<WarcRecord> record_;  // given last, and its bytes not consumed yet
  std::optional<WarcDamage> damage_;  // found by Copy
  bool ended_ = false;
};

}  // namespace copydesk

#endif  // COPYDESK_READ_WARC_RECORDS_H_
