#include "read/testing.h"

#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#include <fstream>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "read/memory_source.h"
#include "read/open_stream.h"

namespace copydesk {

std::string Deflate(std::string_view bytes, int window_bits) {
  z_stream stream = {};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string Gzip(std::string_view bytes) { return Deflate(bytes, MAX_WBITS + 16); }

std::string Zstd(std::string_view bytes, int window_log) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  if (window_log != 0) ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
  std::string out(ZSTD_compressBound(bytes.size()) + 64, '\0');
  ZSTD_inBuffer in = {bytes.data(), bytes.size(), 0};
  ZSTD_outBuffer sink = {out.data(), out.size(), 0};
  // A frame whose size is not known in advance states its window.
  if (window_log != 0) {
    ZSTD_compressStream2(context, &sink, &in, ZSTD_e_continue);
  }
  EXPECT_EQ(ZSTD_compressStream2(context, &sink, &in, ZSTD_e_end), 0U);
  ZSTD_freeCCtx(context);
  out.resize(sink.pos);
  return out;
}

std::string ZstdSkippable(std::string_view bytes) {
  std::string out = "\x53\x2a\x4d\x18";
  for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>(bytes.size() >> shift));
  return out.append(bytes);
}

Records ReadBytes(const std::string& file, std::string_view bytes, ReaderOptions options,
                  const std::function<std::size_t()>& piece, std::size_t step) {
  Records records;
  ReadState state;
  options.on_revisit = [&records](const Revisit& revisit) { records.revisits.push_back(revisit); };
  auto stream = OpenRecordStream(file, std::make_unique<MemorySource>(bytes, piece), options, &state, step);
  if (!stream.ok()) {
    records.rejects.push_back({file, 0, 0, std::string(stream.status().message())});
    return records;
  }
  while (std::optional<RecordOrReject> next = (*stream)->Next()) {
    if (auto* reject = std::get_if<Reject>(&*next)) {
      records.rejects.push_back(std::move(*reject));
    } else {
      records.documents.push_back(std::get<Document>(*std::move(next)));
    }
  }
  EXPECT_FALSE((*stream)->Next().has_value());
  records.counts = state.counts;
  EXPECT_EQ(records.counts.revisits, records.revisits.size());
  return records;
}

std::vector<std::string> Texts(const Records& records) {
  std::vector<std::string> texts;
  for (const Document& document : records.documents) texts.push_back(document.text);
  return texts;
}

std::vector<std::string> Ids(const Records& records) {
  std::vector<std::string> ids;
  for (const Document& document : records.documents) ids.push_back(document.metadata.id);
  return ids;
}

std::vector<std::string> Reasons(const Records& records) {
  std::vector<std::string> reasons;
  for (const Reject& reject : records.rejects) reasons.push_back(reject.reason);
  return reasons;
}

void FolderTest::SetUp() {
  std::string name = testing::TempDir() + "copydesk-read-XXXXXX";
  ASSERT_NE(mkdtemp(name.data()), nullptr);
  folder_ = name;
}

void FolderTest::TearDown() { std::filesystem::remove_all(folder_); }

std::string FolderTest::Write(const std::string& name, std::string_view bytes) const {
  const std::filesystem::path path = folder_ / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  EXPECT_TRUE(file.good());
  return path.native();
}

}  // namespace copydesk
