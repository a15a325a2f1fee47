// The lines of an export, written and read; docs/formats.md describes them. Lines have no line end here.
#ifndef COPYDESK_EXPORT_EXPORT_LINES_H_
#define COPYDESK_EXPORT_EXPORT_LINES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "base/hash.h"
#include "copydesk/store.h"
#include "store/document_codec.h"
#include "store/meta_codec.h"

namespace copydesk {

inline constexpr std::uint64_t kExportVersion = 1;

// What a line is that is no document begins with.
inline constexpr std::string_view kHeaderStart = R"({"copydesk":"store-export",)";
inline constexpr std::string_view kModelStart = R"({"copydesk":"model",)";
inline constexpr std::string_view kEndStart = R"({"copydesk":"end",)";

struct ExportHeader {
  StoreIdentity identity;
  std::uint64_t documents = 0;
  ModelRecord model;  // its version is 1 when there is a model: numbers of versions are a store's own

  friend bool operator==(const ExportHeader& a, const ExportHeader& b) {
    return a.identity.config == b.identity.config && a.identity.bands.bands == b.identity.bands.bands &&
           a.identity.bands.rows == b.identity.bands.rows && a.identity.keep_text == b.identity.keep_text &&
           a.documents == b.documents && a.model == b.model;
  }
};

// A piece of a section of the model.
struct ExportChunk {
  std::string section;
  std::uint32_t number = 0;
  std::string bytes;

  friend bool operator==(const ExportChunk&, const ExportChunk&) = default;
};

struct ExportEnd {
  std::uint64_t documents = 0;
  std::uint64_t checksum = 0;

  friend bool operator==(const ExportEnd&, const ExportEnd&) = default;
};

// A document, and what tells its text apart when the text is not kept.
struct ExportedDocument {
  StoredDocument document;
  TextIdentity text;
};

// Over all lines but the last, one after another.
class LineChecksum {
 public:
  void Add(std::string_view line) { value_ = Hash64(line, value_); }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0;
};

[[nodiscard]] std::string HeaderLine(const ExportHeader& header);
[[nodiscard]] std::string ModelLine(const ExportChunk& chunk);
[[nodiscard]] std::string EndLine(const ExportEnd& end);

// InvalidArgument for a signature that no text has under the configuration.
[[nodiscard]] absl::StatusOr<std::string> DocumentLine(const ExportedDocument& document, const StoreIdentity& identity);

// What was written, exactly. Errors: DataLoss for a line that is none of its kind, wherever it is wrong;
// InvalidArgument for a first line of something else; FailedPrecondition for another version of the format or of the
// configuration. Linear in the line.
[[nodiscard]] absl::StatusOr<ExportHeader> ParseHeaderLine(std::string_view line);
[[nodiscard]] absl::StatusOr<ExportChunk> ParseModelLine(std::string_view line);
[[nodiscard]] absl::StatusOr<ExportEnd> ParseEndLine(std::string_view line);

// Each signature is one of the configuration, the blocks pass CheckBlocks, and `text` is that of the document's text
// where that is kept.
[[nodiscard]] absl::StatusOr<ExportedDocument> ParseDocumentLine(std::string_view line, const StoreIdentity& identity);

}  // namespace copydesk

#endif  // COPYDESK_EXPORT_EXPORT_LINES_H_
