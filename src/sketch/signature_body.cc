#include "sketch/signature_body.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sketch/terms_body.h"

namespace copydesk {
namespace {

constexpr std::size_t kMapBits = 64;

// How a sketch is written.
enum SketchForm : std::uint8_t {
  kNoSketch = 0,
  kFull = 1,     // every bin holds a value: the values alone
  kPartial = 2,  // the occupancy, then the values of the occupied bins
};

bool IsOccupied(std::span<const std::uint64_t> occupancy, std::size_t bin) {
  return ((occupancy[bin / kMapBits] >> (bin % kMapBits)) & 1) != 0;
}

std::size_t CountOccupied(std::span<const std::uint64_t> occupancy) {
  std::size_t count = 0;
  for (const std::uint64_t word : occupancy) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

const char* SketchFault(const MinHashSketch& sketch, std::size_t bins) {
  if (sketch.values.empty() && sketch.occupancy.empty()) return nullptr;
  if (sketch.values.size() != bins || sketch.occupancy.size() != bins / kMapBits) {
    return "the sketch has another number of bins than the configuration";
  }
  if (CountOccupied(sketch.occupancy) == 0) return "the sketch has no occupied bin";
  for (std::size_t bin = 0; bin < bins; ++bin) {
    if (sketch.values[bin] != 0 && !IsOccupied(sketch.occupancy, bin)) return "an empty bin of the sketch has a value";
  }
  return nullptr;
}

void PutSketch(std::string* out, const MinHashSketch& sketch) {
  if (sketch.empty()) {
    out->push_back(static_cast<char>(kNoSketch));
    return;
  }
  const std::size_t bins = sketch.values.size();
  const bool full = CountOccupied(sketch.occupancy) == bins;
  out->push_back(static_cast<char>(full ? kFull : kPartial));
  if (full) {
    out->append(sketch.values.begin(), sketch.values.end());
    return;
  }
  for (const std::uint64_t word : sketch.occupancy) PutFixed64(out, word);
  for (std::size_t bin = 0; bin < bins; ++bin) {
    if (IsOccupied(sketch.occupancy, bin)) out->push_back(static_cast<char>(sketch.values[bin]));
  }
}

const char* GetSketch(Decoder* decoder, std::size_t bins, MinHashSketch* sketch) {
  std::uint8_t form = 0;
  if (!decoder->Byte(&form)) return "the sketch is cut short";
  if (form == kNoSketch) return nullptr;
  if (form != kFull && form != kPartial) return "the sketch has an unknown form";
  sketch->occupancy.assign(bins / kMapBits, ~std::uint64_t{0});
  if (form == kPartial) {
    for (std::uint64_t& word : sketch->occupancy) {
      if (!decoder->Fixed64(&word)) return "the occupancy of the sketch is cut short";
    }
    const std::size_t occupied = CountOccupied(sketch->occupancy);
    if (occupied == 0 || occupied == bins) return "a partial sketch is empty or full";
  }
  std::string_view values;
  if (!decoder->Bytes(CountOccupied(sketch->occupancy), &values)) return "the values of the sketch are cut short";
  sketch->values.assign(bins, 0);
  std::size_t next = 0;
  for (std::size_t bin = 0; bin < bins; ++bin) {
    if (IsOccupied(sketch->occupancy, bin)) sketch->values[bin] = static_cast<std::uint8_t>(values[next++]);
  }
  return nullptr;
}

const char* GetFingerprints(Decoder* decoder, std::uint32_t tokens, std::vector<PassageFingerprint>* fingerprints) {
  constexpr std::size_t kSmallest = 1 + sizeof(std::uint64_t);
  std::uint64_t count = 0;
  if (!decoder->Varint(&count)) return "the number of fingerprints is cut short";
  if (count > decoder->remaining() / kSmallest) return "the fingerprints are cut short";
  fingerprints->reserve(static_cast<std::size_t>(count));
  std::uint64_t next = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    std::uint32_t gap = 0;
    std::uint64_t hash = 0;
    if (!decoder->Varint32(&gap) || !decoder->Fixed64(&hash)) return "the fingerprints are cut short";
    const std::uint64_t position = next + gap;
    if (position >= tokens) return "a fingerprint lies behind the last token";
    fingerprints->push_back({.hash = hash, .position = static_cast<std::uint32_t>(position)});
    next = position + 1;
  }
  return nullptr;
}

}  // namespace

const char* SignatureFault(const Signature& signature, int bins) {
  if (signature.tokens == 0 && signature != Signature{}) return "a text without tokens has an empty signature only";
  std::uint64_t next = 0;
  for (const PassageFingerprint& fingerprint : signature.fingerprints) {
    if (fingerprint.position < next) return "the positions of the fingerprints are not ascending";
    if (fingerprint.position >= signature.tokens) return "a fingerprint lies behind the last token";
    next = std::uint64_t{fingerprint.position} + 1;
  }
  if (const char* fault = TermsFault(signature.terms); fault != nullptr) return fault;
  return SketchFault(signature.minhash, static_cast<std::size_t>(bins));
}

const char* GetSignatureBody(Decoder* decoder, int bins, Signature* signature) {
  if (!decoder->Varint32(&signature->tokens)) return "the number of tokens is cut short";
  if (signature->tokens == 0) return nullptr;
  if (!decoder->Fixed64(&signature->content.high) || !decoder->Fixed64(&signature->content.low) ||
      !decoder->Fixed64(&signature->simhash)) {
    return "the hashes are cut short";
  }
  if (const char* fault = GetSketch(decoder, static_cast<std::size_t>(bins), &signature->minhash); fault != nullptr)
    return fault;
  if (const char* fault = GetFingerprints(decoder, signature->tokens, &signature->fingerprints); fault != nullptr) {
    return fault;
  }
  return GetTerms(decoder, &signature->terms);
}

void PutSignatureBody(std::string* out, const Signature& signature) {
  PutVarint(out, signature.tokens);
  if (signature.tokens == 0) return;
  PutFixed64(out, signature.content.high);
  PutFixed64(out, signature.content.low);
  PutFixed64(out, signature.simhash);
  PutSketch(out, signature.minhash);
  PutVarint(out, signature.fingerprints.size());
  std::uint32_t next = 0;
  for (const PassageFingerprint& fingerprint : signature.fingerprints) {
    PutVarint(out, fingerprint.position - next);
    PutFixed64(out, fingerprint.hash);
    next = fingerprint.position + 1;
  }
  PutTerms(out, signature.terms);
}

}  // namespace copydesk
