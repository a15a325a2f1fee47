// What decompressors have in common: streams of members (gzip) or frames (zstd), and how to go on behind a damaged one.
#ifndef COPYDESK_READ_MEMBER_SOURCE_H_
#define COPYDESK_READ_MEMBER_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "read/buffered_input.h"
#include "read/decompress.h"

namespace copydesk {

// Stored bytes, of which the last that were taken can be gone back to: a damaged member may swallow the start of the
// next one before it is found out.
class MemberInput {
 public:
  // More than a block of zstd.
  static constexpr std::size_t kLookBack = std::size_t{256} << 10;

  explicit MemberInput(std::unique_ptr<BufferedInput> input) : input_(std::move(input)) {}

  bool Fill(std::size_t wanted) { return input_->Fill(taken_ + wanted); }
  [[nodiscard]] std::string_view data() const { return input_->data().substr(taken_); }
  void Consume(std::size_t size);
  [[nodiscard]] std::uint64_t offset() const { return input_->offset() + taken_; }
  [[nodiscard]] const absl::Status& status() const { return input_->status(); }

  // A member begins here: nothing before is gone back to.
  void BeginMember();

  // Back to where the member began, or as far as bytes were kept.
  void GoBack() { taken_ = 0; }

  // Forward to the next place with these bytes, this one among them. False at the end.
  bool SkipTo(std::string_view bytes);

  // Bytes that GoBack goes back.
  [[nodiscard]] std::size_t taken() const { return taken_; }

 private:
  const std::unique_ptr<BufferedInput> input_;
  std::size_t taken_ = 0;  // at the start of the window
};

class MemberSource : public Decompressor {
 public:
  absl::StatusOr<std::size_t> Read(std::span<char> buffer) override;

  // Looks for the next member whose content begins with `start`. Linear: gives up after kMostTries members that begin
  // otherwise.
  bool Resume(std::string_view start) override;

  [[nodiscard]] std::uint64_t stored_bytes() const override { return input_.offset(); }
  [[nodiscard]] std::uint64_t doubtful_bytes() const override { return given_; }

 protected:
  static constexpr int kMostTries = 1000;

  // `magic`: what every member begins with.
  MemberSource(std::unique_ptr<BufferedInput> input, std::string_view magic)
      : input_(std::move(input)), magic_(magic) {}

  // A member begins here.
  void BeginMember() {
    input_.BeginMember();
    given_ = 0;
  }

  // One call of the library: bytes written to `buffer`, possibly none. Sets ended_ or failure_ when no more will come;
  // bytes may be written before a failure.
  virtual std::size_t Step(std::span<char> buffer) = 0;

  // Forgets what was read: a member begins here.
  virtual void Reset() = 0;

  MemberInput input_;
  bool ended_ = false;
  absl::Status failure_;

 private:
  bool BeginsWith(std::string_view start);
  std::size_t CountedStep(std::span<char> buffer);

  const std::string_view magic_;
  std::string pending_;      // decompressed, and not given yet
  std::uint64_t given_ = 0;  // bytes of this member
  int tries_ = 0;
};

}  // namespace copydesk

#endif  // COPYDESK_READ_MEMBER_SOURCE_H_
