#include "match/model_codec.h"

#include <algorithm>
#include <limits>
#include <span>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/status.h"
#include "sketch/background.h"

namespace copydesk {
namespace {

constexpr std::uint64_t kModelFormat = 1;

struct Summary {
  ModelInfo info;
  std::uint64_t brief = 0;
  std::uint64_t shorts = 0;
  std::uint64_t stems = 0;
};

// Cuts `entries` into chunks; `put` appends one entry, given the one before it in the chunk or null.
template <typename Entry, typename Put>
ModelSection EncodeSection(std::string_view name, std::span<const Entry> entries, Put put) {
  ModelSection section{.name = std::string(name), .chunks = {}};
  for (std::size_t begin = 0; begin < entries.size(); begin += kEntriesPerChunk) {
    std::string chunk;
    const Entry* before = nullptr;
    for (const Entry& entry : entries.subspan(begin, std::min(kEntriesPerChunk, entries.size() - begin))) {
      put(&chunk, entry, before);
      before = &entry;
    }
    section.chunks.push_back(std::move(chunk));
  }
  return section;
}

// Calls `get`, which appends one entry, as long as a chunk has bytes. `count` is what the summary says.
template <typename Entry, typename Get>
absl::StatusOr<std::vector<Entry>> DecodeSection(const ModelSection& section, std::uint64_t count, Get get) {
  std::vector<Entry> entries;
  for (const std::string& chunk : section.chunks) {
    Decoder decoder(chunk);
    const std::size_t first = entries.size();
    while (decoder.remaining() > 0) {
      Entry entry;
      if (!get(&decoder, entries.size() > first ? &entries.back() : nullptr, &entry)) {
        return absl::DataLossError(
            absl::StrCat("section ", section.name, " of the model is cut short, damaged or out of order"));
      }
      entries.push_back(entry);
    }
  }
  if (entries.size() == count) return entries;
  return absl::DataLossError(absl::StrCat("section ", section.name, " of the model has ", entries.size(),
                                          " entries; its summary says ", count));
}

void PutFrequency(std::string* out, const TermFrequency& entry, const TermFrequency* before) {
  PutVarint(out, entry.hash - (before == nullptr ? 0 : before->hash));
  PutVarint(out, entry.blocks);
}

bool GetFrequency(Decoder* decoder, const TermFrequency* before, TermFrequency* entry) {
  std::uint64_t gap = 0;
  if (!decoder->Varint(&gap) || !decoder->Varint32(&entry->blocks) || entry->blocks == 0) return false;
  const std::uint64_t last = before == nullptr ? 0 : before->hash;
  if (gap > std::numeric_limits<std::uint64_t>::max() - last || (before != nullptr && gap == 0)) return false;
  entry->hash = last + gap;
  return true;
}

// Counts above `most`, of all blocks, cannot be.
absl::StatusOr<std::vector<TermFrequency>> DecodeFrequencies(const ModelSection& section, std::uint64_t count,
                                                             std::uint64_t most) {
  COPYDESK_ASSIGN_OR_RETURN(std::vector<TermFrequency> entries,
                            DecodeSection<TermFrequency>(section, count, GetFrequency));
  const auto is_wrong = [&](const TermFrequency& entry) { return entry.blocks > most; };
  if (std::none_of(entries.begin(), entries.end(), is_wrong)) return entries;
  return absl::DataLossError(
      absl::StrCat("section ", section.name, " of the model has an entry of more than all ", most, " blocks"));
}

void PutFurniture(std::string* out, const FurnitureEntry& entry, const FurnitureEntry* before) {
  PutVarint(out, entry.source - (before == nullptr ? 0 : before->source));
  PutFixed64(out, entry.passage);
  PutVarint(out, entry.contexts);
}

bool GetFurniture(Decoder* decoder, const FurnitureEntry* before, FurnitureEntry* entry) {
  std::uint64_t gap = 0;
  if (!decoder->Varint(&gap) || !decoder->Fixed64(&entry->passage) || !decoder->Varint32(&entry->contexts))
    return false;
  const std::uint64_t last = before == nullptr ? 0 : before->source;
  if (gap > std::numeric_limits<std::uint64_t>::max() - last) return false;
  entry->source = last + gap;
  return before == nullptr || gap > 0 || entry->passage > before->passage;
}

absl::StatusOr<const ModelSection*> Find(const StoredModel& stored, std::string_view name) {
  const auto found = std::find_if(stored.sections.begin(), stored.sections.end(),
                                  [&](const ModelSection& section) { return section.name == name; });
  if (found != stored.sections.end()) return &*found;
  return absl::DataLossError(absl::StrCat("section ", ToAbsl(name), " of the model is missing"));
}

absl::StatusOr<Summary> DecodeSummary(const StoredModel& stored) {
  COPYDESK_ASSIGN_OR_RETURN(const ModelSection* const section, Find(stored, kSummarySection));
  if (section->chunks.size() != 1) return absl::DataLossError("the summary of the model has not one chunk");
  Decoder decoder(section->chunks.front());
  std::uint64_t format = 0;
  std::uint64_t background = 0;
  if (!decoder.Varint(&format) || !decoder.Varint(&background)) {
    return absl::DataLossError("the summary of the model is cut short");
  }
  if (format != kModelFormat || background != kBackgroundVersion) {
    return absl::FailedPreconditionError(absl::StrCat(
        "the model was learned by another version of this program (format ", format, ", background ", background,
        "; this one has ", kModelFormat, " and ", kBackgroundVersion, "): run copydesk store learn again"));
  }
  Summary summary;
  ModelInfo& info = summary.info;
  info.version = stored.version;
  if (!decoder.String(&info.name) || !decoder.Varint(&info.documents) || !decoder.Varint(&info.blocks) ||
      !decoder.Varint(&info.terms) || !decoder.Varint(&summary.brief) || !decoder.Varint(&summary.shorts) ||
      !decoder.Varint(&summary.stems) || !decoder.Varint(&info.furniture) || !decoder.Finished()) {
    return absl::DataLossError("the summary of the model is cut short or too long");
  }
  return summary;
}

}  // namespace

ModelInfo Describe(const Model& model, std::uint64_t documents) {
  return {.name = model.name(),
          .documents = documents,
          .blocks = model.terms().blocks(),
          .terms = model.terms().frequencies().size(),
          .furniture = model.furniture().entries().size()};
}

std::vector<ModelSection> EncodeModel(const Model& model, std::uint64_t documents) {
  const ModelInfo info = Describe(model, documents);
  const HeadlineCounts& headlines = model.terms().headlines();
  std::string summary;
  PutVarint(&summary, kModelFormat);
  PutVarint(&summary, kBackgroundVersion);
  PutString(&summary, info.name);
  for (const std::uint64_t number : {info.documents, info.blocks, info.terms, headlines.brief, headlines.shorts,
                                     std::uint64_t{headlines.stems.size()}, info.furniture}) {
    PutVarint(&summary, number);
  }
  std::vector<ModelSection> sections;
  sections.push_back(EncodeSection(kFurnitureSection, model.furniture().entries(), PutFurniture));
  sections.push_back(EncodeSection(kStemsSection, std::span(headlines.stems), PutFrequency));
  sections.push_back({.name = std::string(kSummarySection), .chunks = {std::move(summary)}});
  sections.push_back(EncodeSection(kTermsSection, model.terms().frequencies(), PutFrequency));
  return sections;
}

absl::StatusOr<Model> DecodeModel(const StoredModel& stored) {
  COPYDESK_ASSIGN_OR_RETURN(const Summary summary, DecodeSummary(stored));
  COPYDESK_ASSIGN_OR_RETURN(const ModelSection* const term_section, Find(stored, kTermsSection));
  COPYDESK_ASSIGN_OR_RETURN(const ModelSection* const stem_section, Find(stored, kStemsSection));
  COPYDESK_ASSIGN_OR_RETURN(const ModelSection* const furniture_section, Find(stored, kFurnitureSection));
  COPYDESK_ASSIGN_OR_RETURN(std::vector<TermFrequency> terms,
                            DecodeFrequencies(*term_section, summary.info.terms, summary.info.blocks));
  HeadlineCounts headlines{.brief = summary.brief, .shorts = summary.shorts, .stems = {}};
  COPYDESK_ASSIGN_OR_RETURN(headlines.stems, DecodeFrequencies(*stem_section, summary.stems, summary.shorts));
  COPYDESK_ASSIGN_OR_RETURN(std::vector<FurnitureEntry> furniture,
                            DecodeSection<FurnitureEntry>(*furniture_section, summary.info.furniture, GetFurniture));
  Model model(TermModel(summary.info.blocks, std::move(terms), std::move(headlines)),
              FurnitureModel(std::move(furniture)));
  // The name is a hash of everything: any other number gives another one.
  if (model.name() == summary.info.name) return model;
  return absl::DataLossError(absl::StrCat("the model is not the one that its summary names: ", model.name(),
                                          " instead of ", summary.info.name));
}

absl::StatusOr<ModelInfo> DecodeModelInfo(const StoredModel& stored) {
  COPYDESK_ASSIGN_OR_RETURN(Summary summary, DecodeSummary(stored));
  return std::move(summary.info);
}

}  // namespace copydesk
