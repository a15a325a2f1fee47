#include "base/coding.h"

#include <array>
#include <limits>

namespace copydesk {
namespace {

template <typename T>
void PutLittleEndian(std::string* out, T value) {
  std::array<char, sizeof(T)> bytes;
  for (std::size_t i = 0; i < sizeof(T); ++i) bytes[i] = static_cast<char>((value >> (8 * i)) & 0xff);
  out->append(bytes.data(), bytes.size());
}

template <typename T>
void PutBigEndian(std::string* out, T value) {
  std::array<char, sizeof(T)> bytes;
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    bytes[i] = static_cast<char>((value >> (8 * (sizeof(T) - 1 - i))) & 0xff);
  }
  out->append(bytes.data(), bytes.size());
}

template <typename T>
T LoadLittleEndian(const char* data) {
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    value |= static_cast<T>(static_cast<T>(static_cast<unsigned char>(data[i])) << (8 * i));
  }
  return value;
}

template <typename T>
T LoadBigEndian(const char* data) {
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    value = static_cast<T>(static_cast<T>(value << 8) | static_cast<unsigned char>(data[i]));
  }
  return value;
}

}  // namespace

void PutFixed32(std::string* out, std::uint32_t value) { PutLittleEndian(out, value); }
void PutFixed64(std::string* out, std::uint64_t value) { PutLittleEndian(out, value); }
void PutBigEndian16(std::string* out, std::uint16_t value) { PutBigEndian(out, value); }
void PutBigEndian64(std::string* out, std::uint64_t value) { PutBigEndian(out, value); }

void PutVarint(std::string* out, std::uint64_t value) {
  while (value >= 0x80) {
    out->push_back(static_cast<char>((value & 0x7f) | 0x80));
    value >>= 7;
  }
  out->push_back(static_cast<char>(value));
}

void PutString(std::string* out, std::string_view value) {
  PutVarint(out, value.size());
  out->append(value);
}

bool Decoder::Take(std::size_t size, const char** data) {
  if (!ok_ || bytes_.size() < size) return ok_ = false;
  *data = bytes_.data();
  bytes_.remove_prefix(size);
  return true;
}

bool Decoder::Fixed32(std::uint32_t* value) {
  const char* data = nullptr;
  if (!Take(sizeof(*value), &data)) return false;
  *value = LoadLittleEndian<std::uint32_t>(data);
  return true;
}

bool Decoder::Fixed64(std::uint64_t* value) {
  const char* data = nullptr;
  if (!Take(sizeof(*value), &data)) return false;
  *value = LoadLittleEndian<std::uint64_t>(data);
  return true;
}

bool Decoder::BigEndian16(std::uint16_t* value) {
  const char* data = nullptr;
  if (!Take(sizeof(*value), &data)) return false;
  *value = LoadBigEndian<std::uint16_t>(data);
  return true;
}

bool Decoder::BigEndian64(std::uint64_t* value) {
  const char* data = nullptr;
  if (!Take(sizeof(*value), &data)) return false;
  *value = LoadBigEndian<std::uint64_t>(data);
  return true;
}

bool Decoder::Byte(std::uint8_t* value) {
  const char* data = nullptr;
  if (!Take(1, &data)) return false;
  *value = static_cast<std::uint8_t>(*data);
  return true;
}

bool Decoder::Varint(std::uint64_t* value) {
  std::uint64_t result = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    std::uint8_t byte = 0;
    if (!Byte(&byte)) return false;
    const std::uint64_t bits = byte & 0x7f;
    if (shift == 63 && bits > 1) return ok_ = false;
    if (shift > 0 && byte == 0) return ok_ = false;  // fewer bytes would do
    result |= bits << shift;
    if ((byte & 0x80) == 0) {
      *value = result;
      return true;
    }
  }
  return ok_ = false;
}

bool Decoder::Varint32(std::uint32_t* value) {
  std::uint64_t wide = 0;
  if (!Varint(&wide)) return false;
  if (wide > std::numeric_limits<std::uint32_t>::max()) return ok_ = false;
  *value = static_cast<std::uint32_t>(wide);
  return true;
}

bool Decoder::Bytes(std::size_t size, std::string_view* value) {
  const char* data = nullptr;
  if (!Take(size, &data)) return false;
  *value = {data, size};
  return true;
}

bool Decoder::String(std::string* value) {
  std::uint64_t size = 0;
  if (!Varint(&size)) return false;
  std::string_view view;
  if (size > bytes_.size() || !Bytes(static_cast<std::size_t>(size), &view)) return ok_ = false;
  value->assign(view);
  return true;
}

}  // namespace copydesk
