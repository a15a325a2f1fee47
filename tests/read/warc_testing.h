// Builds WARC files for tests.
#ifndef COPYDESK_TESTS_READ_WARC_TESTING_H_
#define COPYDESK_TESTS_READ_WARC_TESTING_H_

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read/warc_records.h"

namespace copydesk {

using Fields = std::vector<std::pair<std::string, std::string>>;

// One whole record, with its length and the two line ends after it.
std::string WarcRecordBytes(const std::string& type, const std::string& id, std::string_view content,
                            const Fields& fields = {});

// The content of a response record.
std::string HttpResponse(std::string_view body, const std::string& content_type = "text/html",
                         const Fields& fields = {}, const std::string& status = "HTTP/1.1 200 OK");

// A response record of http://example.org/<id>, with that content.
std::string ResponseRecord(const std::string& id, std::string_view http, Fields fields = {});

// The same text as one chunk after the other.
std::string Chunked(std::string_view text, std::size_t chunk = 10);

// How the records of a file are put together.
using Pack = std::function<std::string(const std::vector<std::string>& records)>;
struct Packing {
  std::string name;
  Pack pack;
  bool by_record = false;  // each record is a member or frame of its own
};
std::vector<Packing> Packings();

// Everything that a walk gives.
struct Walk {
  std::vector<WarcRecord> records;
  std::vector<std::string> bytes;  // of the records, as Copy gives them
  std::vector<WarcDamage> damages;
  std::uint64_t end = 0;   // of the stream
  bool has_no_gap = true;  // offsets and lengths cover it
};
Walk WalkWarc(std::string_view stored, std::uint64_t max_held = 1 << 20,
              std::size_t step = BufferedInput::kDefaultStep);

std::vector<std::string> Ids(const Walk& walk);

// `size` bytes of all values, now and then something that looks like part of a WARC file.
std::string RandomContent(std::size_t size, std::mt19937* random);

}  // namespace copydesk

#endif  // COPYDESK_TESTS_READ_WARC_TESTING_H_
