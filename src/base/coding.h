// Explicit bytes for everything that is stored: little-endian integers, varints, length-prefixed strings, and a
// reader that checks every bound. Keys that must sort use the big-endian functions.
#ifndef COPYDESK_BASE_CODING_H_
#define COPYDESK_BASE_CODING_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace copydesk {

void PutFixed32(std::string* out, std::uint32_t value);
void PutFixed64(std::string* out, std::uint64_t value);
void PutBigEndian16(std::string* out, std::uint16_t value);
void PutBigEndian64(std::string* out, std::uint64_t value);

// LEB128: seven bits a byte, low bits first; at most ten bytes.
void PutVarint(std::string* out, std::uint64_t value);

// A varint length, then the bytes.
void PutString(std::string* out, std::string_view value);

// Reads what the functions above wrote. After the first failure every call fails and ok() is false; a value that
// could not be read is left as it was.
class Decoder {
 public:
  // `bytes` must stay live while this is live.
  explicit Decoder(std::string_view bytes) : bytes_(bytes) {}

  bool Fixed32(std::uint32_t* value);
  bool Fixed64(std::uint64_t* value);
  bool BigEndian16(std::uint16_t* value);
  bool BigEndian64(std::uint64_t* value);
  bool Byte(std::uint8_t* value);
  bool Varint(std::uint64_t* value);    // fails when PutVarint would have written fewer bytes
  bool Varint32(std::uint32_t* value);  // fails above 2^32 - 1
  bool String(std::string* value);
  bool Bytes(std::size_t size, std::string_view* value);  // a view into the input

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::size_t remaining() const { return ok_ ? bytes_.size() : 0; }

  // All bytes were read and none was missing.
  [[nodiscard]] bool Finished() const { return ok_ && bytes_.empty(); }

 private:
  bool Take(std::size_t size, const char** data);

  std::string_view bytes_;
  bool ok_ = true;
};

}  // namespace copydesk

#endif  // COPYDESK_BASE_CODING_H_
