#include "read/member_source.h"

#include <algorithm>
#include <array>
#include <utility>

namespace copydesk {

void MemberInput::Consume(std::size_t size) {
  taken_ += size;
  if (taken_ <= kLookBack) return;
  input_->Consume(taken_ - kLookBack);
  taken_ = kLookBack;
}

void MemberInput::BeginMember() {
  input_->Consume(taken_);
  taken_ = 0;
}

bool MemberInput::SkipTo(std::string_view bytes) {
  while (true) {
    const std::size_t at = data().find(bytes);
    if (at != std::string_view::npos) {
      Consume(at);
      return true;
    }
    Consume(data().size() - std::min(data().size(), bytes.size() - 1));
    if (!Fill(data().size() + 1)) return false;
  }
}

absl::StatusOr<std::size_t> MemberSource::Read(std::span<char> buffer) {
  if (!pending_.empty()) {
    const std::size_t size = std::min(pending_.size(), buffer.size());
    std::copy_n(pending_.begin(), size, buffer.begin());
    pending_.erase(0, size);
    return size;
  }
  while (!ended_ && failure_.ok()) {
    if (const std::size_t size = CountedStep(buffer); size > 0) return size;
  }
  if (!failure_.ok()) return failure_;
  return 0;
}

std::size_t MemberSource::CountedStep(std::span<char> buffer) {
  const std::size_t size = Step(buffer);
  given_ += size;
  return size;
}

bool MemberSource::Resume(std::string_view start) {
  input_.GoBack();
  for (; tries_ < kMostTries; ++tries_) {
    // At least one byte on from what failed.
    if (!input_.status().ok() || !input_.Fill(1)) return false;
    input_.Consume(1);
    if (!input_.SkipTo(magic_)) return false;
    BeginMember();
    Reset();
    failure_ = absl::OkStatus();
    ended_ = false;
    if (BeginsWith(start)) return true;
    input_.GoBack();
  }
  return false;
}

bool MemberSource::BeginsWith(std::string_view start) {
  pending_.clear();
  std::array<char, 64> buffer{};
  while (pending_.size() < start.size()) {
    // A member of nothing but empty blocks could go on for ever.
    if (ended_ || !failure_.ok() || input_.taken() >= MemberInput::kLookBack) break;
    const std::size_t wanted = std::min(buffer.size(), start.size() - pending_.size());
    pending_.append(buffer.data(), CountedStep(std::span(buffer).first(wanted)));
  }
  if (pending_ == start) return true;
  pending_.clear();
  return false;
}

}  // namespace copydesk
