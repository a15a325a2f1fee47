#include "store/meta_codec.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/hash.h"
#include "base/status.h"

namespace copydesk {
namespace {

void PutInt(std::string* out, int value) { PutVarint(out, static_cast<std::uint64_t>(value)); }

bool GetInt(Decoder* decoder, int* value) {
  std::uint64_t wide = 0;
  if (!decoder->Varint(&wide) || wide > static_cast<std::uint64_t>(std::numeric_limits<int>::max())) return false;
  *value = static_cast<int>(wide);
  return true;
}

}  // namespace

absl::Status CheckBandPlan(const BandPlan& bands, int bins) {
  if (bands.bands >= 1 && bands.rows >= 1 && bands.bands <= bins / bands.rows) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(bands.bands, " bands of ", bands.rows,
                                                 " rows: both must be at least 1, and their product at most the ", bins,
                                                 " bins"));
}

std::string EncodeIdentity(const IdentityRecord& record) {
  const auto& [config, bands, keep_text] = record.identity;
  std::string out;
  PutVarint(&out, kStoreFormatVersion);
  PutString(&out, record.line);
  PutFixed64(&out, Hash64(record.line));
  PutInt(&out, config.shingle);
  PutInt(&out, config.bins);
  PutInt(&out, config.fingerprint_shingle);
  PutInt(&out, config.max_window);
  PutInt(&out, bands.bands);
  PutInt(&out, bands.rows);
  out.push_back(keep_text ? 1 : 0);
  return out;
}

absl::StatusOr<IdentityRecord> DecodeIdentity(std::string_view bytes) {
  Decoder decoder(bytes);
  std::uint64_t version = 0;
  if (!decoder.Varint(&version)) return absl::DataLossError("the format version is cut short");
  if (version != kStoreFormatVersion) {
    return absl::FailedPreconditionError(absl::StrCat("the store has format version ", version,
                                                      "; this program reads version ", kStoreFormatVersion,
                                                      ": add the documents to a new store, with copydesk add"));
  }
  IdentityRecord record;
  auto& [config, bands, keep_text] = record.identity;
  std::uint64_t fingerprint = 0;
  std::uint8_t text = 0;
  if (!decoder.String(&record.line) || !decoder.Fixed64(&fingerprint) || !GetInt(&decoder, &config.shingle) ||
      !GetInt(&decoder, &config.bins) || !GetInt(&decoder, &config.fingerprint_shingle) ||
      !GetInt(&decoder, &config.max_window) || !GetInt(&decoder, &bands.bands) || !GetInt(&decoder, &bands.rows) ||
      !decoder.Byte(&text) || !decoder.Finished()) {
    return absl::DataLossError("the configuration record is cut short, too long or out of range");
  }
  if (fingerprint != Hash64(record.line)) {
    return absl::DataLossError("the fingerprint of the stored configuration does not match the configuration");
  }
  if (text > 1) return absl::DataLossError("the flag for keeping texts is neither 0 nor 1");
  keep_text = text == 1;
  if (!config.Validate().ok() || !CheckBandPlan(bands, config.bins).ok()) {
    return absl::DataLossError("the stored configuration is out of range");
  }
  return record;
}

std::string EncodeCounter(std::uint64_t count) {
  std::string out;
  PutFixed64(&out, count);
  return out;
}

absl::StatusOr<std::uint64_t> DecodeCounter(std::string_view bytes) {
  Decoder decoder(bytes);
  std::uint64_t count = 0;
  decoder.Fixed64(&count);
  if (!decoder.Finished()) return absl::DataLossError("the number of documents does not have 8 bytes");
  return count;
}

absl::Status CheckSectionName(std::string_view name) {
  constexpr std::size_t kLongest = 64;
  const bool is_fit = !name.empty() && name.size() <= kLongest &&
                      std::all_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return is_fit ? absl::OkStatus()
                : absl::InvalidArgumentError("a section of a model is not named by 1 to 64 lower-case letters");
}

std::string EncodeMatched(const MatchedDocuments& matched) {
  std::string out;
  PutVarint(&out, matched.end);
  PutString(&out, matched.settings);
  return out;
}

absl::StatusOr<MatchedDocuments> DecodeMatched(std::string_view bytes) {
  Decoder decoder(bytes);
  MatchedDocuments matched;
  decoder.Varint(&matched.end);
  decoder.String(&matched.settings);
  if (!decoder.Finished()) return absl::DataLossError("it is cut short or too long");
  return matched;
}

std::string EncodeModelRecord(const ModelRecord& record) {
  std::string out;
  PutVarint(&out, record.version);
  PutVarint(&out, record.sections.size());
  for (const auto& [name, chunks] : record.sections) {
    PutString(&out, name);
    PutVarint(&out, chunks);
  }
  return out;
}

absl::StatusOr<ModelRecord> DecodeModelRecord(std::string_view bytes) {
  Decoder decoder(bytes);
  ModelRecord record;
  std::uint64_t sections = 0;
  if (!decoder.Varint(&record.version) || record.version == 0 || !decoder.Varint(&sections)) {
    return absl::DataLossError("the version of the model is cut short or 0");
  }
  for (; sections > 0 && decoder.ok(); --sections) {
    std::string name;
    std::uint32_t chunks = 0;
    if (!decoder.String(&name) || !decoder.Varint32(&chunks)) break;
    if (!CheckSectionName(name).ok() || (!record.sections.empty() && name <= record.sections.back().first)) {
      return absl::DataLossError("the sections of the model have no names, or do not ascend");
    }
    record.sections.emplace_back(std::move(name), chunks);
  }
  if (!decoder.Finished()) return absl::DataLossError("the sections of the model are cut short or too long");
  return record;
}

std::string DescribeIdentity(std::string_view line, const BandPlan& bands, bool keep_text) {
  return absl::StrCat(ToAbsl(line), " bands=", bands.bands, " rows=", bands.rows, " texts=", keep_text ? "yes" : "no");
}

}  // namespace copydesk
