#include "read/content_coding.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "base/utf8_reader.h"
#include "read/sniff.h"

namespace copydesk {
namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10;

// How decoding went. kTruncated: the body ends before the coding does.
enum class Outcome : std::uint8_t { kWhole, kTruncated, kDamaged, kTooLong };

// Grows `out` by a piece and runs step(piece, size), which returns what it wrote and sets *done at the end, until there
// is an outcome.
template <typename Step>
Outcome Decode(std::uint64_t max_bytes, std::string* out, const Step& step) {
  out->clear();
  while (true) {
    const std::size_t before = out->size();
    out->resize(before + kPiece);
    Outcome outcome = Outcome::kWhole;
    bool done = false;
    const std::size_t written = step(out->data() + before, kPiece, &done, &outcome);
    out->resize(before + written);
    if (out->size() > max_bytes) return Outcome::kTooLong;
    if (done) return outcome;
  }
}

// `window_bits` as of inflateInit2. All members of gzip.
Outcome Inflate(std::string_view body, int window_bits, std::uint64_t max_bytes, std::string* out) {
  z_stream stream = {};
  if (inflateInit2(&stream, window_bits) != Z_OK) return Outcome::kDamaged;
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> end(&stream, &inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(std::min<std::size_t>(body.size(), std::numeric_limits<uInt>::max()));
  return Decode(max_bytes, out, [&](char* piece, std::size_t size, bool* done, Outcome* outcome) {
    stream.next_out = reinterpret_cast<Bytef*>(piece);
    stream.avail_out = static_cast<uInt>(size);
    const int result = inflate(&stream, Z_NO_FLUSH);
    const std::size_t written = size - stream.avail_out;
    const std::string_view rest(reinterpret_cast<const char*>(stream.next_in), stream.avail_in);
    if (result == Z_STREAM_END) {
      *done = SniffCompression(rest) != Compression::kGzip || inflateReset(&stream) != Z_OK;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      *done = true;
      *outcome = Outcome::kDamaged;
    } else if (rest.empty() && stream.avail_out > 0) {
      *done = true;
      *outcome = Outcome::kTruncated;
    }
    return written;
  });
}

Outcome Unzstd(std::string_view body, std::uint64_t max_bytes, std::string* out) {
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), &ZSTD_freeDCtx);
  constexpr int kWindowLog = 24;
  if (context == nullptr) return Outcome::kDamaged;
  ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kWindowLog);
  ZSTD_inBuffer in = {body.data(), body.size(), 0};
  return Decode(max_bytes, out, [&](char* piece, std::size_t size, bool* done, Outcome* outcome) {
    ZSTD_outBuffer sink = {piece, size, 0};
    const std::size_t result = ZSTD_decompressStream(context.get(), &sink, &in);
    *done = result == 0 || ZSTD_isError(result) != 0 || (in.pos == in.size && sink.pos < sink.size);
    if (ZSTD_isError(result) != 0) {
      *outcome = Outcome::kDamaged;
    } else if (*done && result != 0) {
      *outcome = Outcome::kTruncated;
    }
    return sink.pos;
  });
}

Outcome Unbrotli(std::string_view body, std::uint64_t max_bytes, std::string* out) {
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
  if (state == nullptr) return Outcome::kDamaged;
  std::size_t available = body.size();
  const auto* next = reinterpret_cast<const std::uint8_t*>(body.data());
  return Decode(max_bytes, out, [&](char* piece, std::size_t size, bool* done, Outcome* outcome) {
    auto* place = reinterpret_cast<std::uint8_t*>(piece);
    std::size_t room = size;
    switch (BrotliDecoderDecompressStream(state.get(), &available, &next, &room, &place, nullptr)) {
      case BROTLI_DECODER_RESULT_SUCCESS:
        *done = true;
        break;
      case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT:
        *done = true;
        *outcome = Outcome::kTruncated;
        break;
      case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT:
        break;
      default:
        *done = true;
        *outcome = Outcome::kDamaged;
    }
    return size - room;
  });
}

bool StartsWithMarkup(std::string_view body) {
  const std::size_t at = body.find_first_not_of(" \t\r\n");
  return at != std::string_view::npos && at + 1 < body.size() && body[at] == '<' &&
         (body[at + 1] == '!' || body[at + 1] == '?' || absl::ascii_isalpha(static_cast<unsigned char>(body[at + 1])));
}

bool HasZlibHeader(std::string_view body) {
  if (body.size() < 2) return false;
  const auto method = static_cast<unsigned char>(body[0]);
  const auto flags = static_cast<unsigned char>(body[1]);
  return (method & 0x0f) == Z_DEFLATED && (method * 256 + flags) % 31 == 0;
}

// Whether the body is text, and so was decoded already: brotli and bare deflate have no magic.
bool LooksDecoded(std::string_view body) {
  if (StartsWithMarkup(body)) return true;
  std::size_t at = 0;
  while (at < std::min<std::size_t>(body.size(), 4096)) {
    char32_t c = 0;
    at += ReadUtf8(body, at, &c);
    if (c == kIllFormed || (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f')) return false;
  }
  return true;
}

// The one coding among those that `codings` lists; empty when there is none, "," when there are several.
std::string OneCoding(std::string_view codings) {
  std::string found;
  while (!codings.empty()) {
    const std::size_t end = std::min(codings.find(','), codings.size());
    const absl::string_view token = absl::StripAsciiWhitespace(ToAbsl(codings.substr(0, end)));
    codings.remove_prefix(std::min(end + 1, codings.size()));
    std::string coding = absl::AsciiStrToLower(token);
    if (coding.starts_with("x-")) coding.erase(0, 2);
    const bool known =
        coding == "gzip" || coding == "deflate" || coding == "br" || coding == "zstd" || coding == "compress";
    if (!known) continue;
    if (!found.empty()) return ",";
    found = coding;
  }
  return found;
}

}  // namespace

absl::StatusOr<std::string_view> DecodeContent(std::string_view body, std::string_view codings, std::uint64_t max_bytes,
                                               std::string* decoded) {
  const std::string coding = OneCoding(codings);
  if (coding.empty() || body.empty()) return body;
  Outcome outcome = Outcome::kDamaged;
  if (coding == "gzip") {
    if (SniffCompression(body) != Compression::kGzip) return body;
    outcome = Inflate(body, MAX_WBITS + 16, max_bytes, decoded);
  } else if (coding == "zstd") {
    if (SniffCompression(body) != Compression::kZstd) return body;
    outcome = Unzstd(body, max_bytes, decoded);
  } else if (coding == "deflate") {
    if (HasZlibHeader(body)) outcome = Inflate(body, MAX_WBITS, max_bytes, decoded);
    if (outcome == Outcome::kDamaged) outcome = Inflate(body, -MAX_WBITS, max_bytes, decoded);
  } else if (coding == "br") {
    outcome = Unbrotli(body, max_bytes, decoded);
  } else if (!LooksDecoded(body)) {
    return absl::UnimplementedError(
        coding == "," ? "a body with several content codings, which are not followed; the record was passed over"
                      : absl::StrCat("a body with the content coding ", coding,
                                     ", which is not read; the record was passed over"));
  }
  const bool magic = coding == "gzip" || coding == "zstd";
  if (outcome != Outcome::kWhole && !magic && LooksDecoded(body)) return body;
  switch (outcome) {
    case Outcome::kTooLong:
      return absl::ResourceExhaustedError(absl::StrCat("a body whose content coding ", coding, " holds more than ",
                                                       max_bytes, " bytes; the record was passed over"));
    case Outcome::kDamaged:
      return absl::DataLossError(
          absl::StrCat("a body that is no sound ", coding, ", its content coding; the record was passed over"));
    case Outcome::kWhole:
    case Outcome::kTruncated:
      break;
  }
  return *decoded;
}

}  // namespace copydesk
