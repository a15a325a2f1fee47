// The documents of a WARC file: pages and texts of its response, resource and conversion records (WET files are made of
// the last).
//
// A document is the payload of
// - a response of status 2xx, without its transfer and content codings;
// - a resource or conversion record,
// that is HTML or plain text, by its Content-Type; without one, by WARC-Identified-Payload-Type, and else by its first
// bytes, if these are HTML. Its text is UTF-8 (read/charset.h), NUL becomes U+FFFD. All other records are passed over
// and counted, and so are payloads that are empty or, whatever they are called, no text. Revisit records give no
// document: ReaderOptions::on_revisit. Segments of records that were split are rejects.
#ifndef COPYDESK_READ_WARC_STREAM_H_
#define COPYDESK_READ_WARC_STREAM_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "read/expansion_limit.h"
#include "read/read_state.h"
#include "read/record_stream.h"
#include "read/warc_records.h"

namespace copydesk {

class WarcStream final : public RecordStream {
 public:
  // `file` names the input in locators, rejects, and ids of records without one ("file:offset"). `state` must stay live
  // while this is live; `stored_before` are its bytes_in before this input. `limit` bounds what content codings may add
  // to an input, beside the limit on each record.
  WarcStream(std::string file, std::unique_ptr<BufferedInput> input, const ReaderOptions& options, ReadState* state,
             std::uint64_t stored_before, const ExpansionLimit& limit = {});

  std::optional<RecordOrReject> Next() override;

 private:
  // A payload and what is said of it.
  struct Payload {
    std::string_view bytes;
    std::string_view content_type;
    std::string_view codings;
    bool chunked = false;
  };

  // The document, or the reason for a reject; neither when the record is passed over.
  absl::StatusOr<std::optional<Document>> Read(const WarcRecord& record);
  absl::StatusOr<std::optional<Document>> ReadResponse(const WarcRecord& record);
  absl::StatusOr<std::optional<Document>> ReadPayload(const WarcRecord& record, Payload payload);
  void TellOfRevisit(const WarcRecord& record);
  [[nodiscard]] std::uint64_t MostDecoded() const;
  [[nodiscard]] Locator Place(const WarcRecord& record) const;
  [[nodiscard]] std::string IdOf(const WarcRecord& record) const;

  const std::string file_;
  const std::unique_ptr<BufferedInput> input_;
  const std::uint64_t max_record_bytes_;
  const std::function<void(const Revisit&)> on_revisit_;
  ReadState* const state_;
  const std::uint64_t stored_before_;
  const ExpansionLimit limit_;
  WarcRecords records_;
  std::uint64_t decoded_bytes_ = 0;
  std::string joined_;  // buffers, kept from record to record
  std::string decoded_;
  std::string converted_;
};

}  // namespace copydesk

#endif  // COPYDESK_READ_WARC_STREAM_H_
