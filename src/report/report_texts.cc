#include "report/report_texts.h"

#include <algorithm>

#include "base/status.h"
#include "report/excerpt.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{64} << 20;
constexpr std::size_t kTitleWords = 12;

// The first words of a block.
std::string FirstWords(const ReportedDocument& document, const Block& block) {
  constexpr std::string_view kSpace = " \t\r\n";
  for (const TextRange& part : block.parts) {
    const std::string_view text = SafeSlice(document.text, part);
    const std::size_t begin = text.find_first_not_of(kSpace);
    if (begin == std::string_view::npos) continue;
    const std::string_view line = text.substr(begin, text.find_first_of("\r\n", begin) - begin);
    std::size_t end = 0;
    for (std::size_t words = 0; words < kTitleWords && end < line.size(); ++words) {
      end = std::min(line.find_first_of(kSpace, line.find_first_not_of(kSpace, end)), line.size());
    }
    return std::string(line.substr(0, end)) + (end < line.size() ? " …" : "");
  }
  return "";
}

}  // namespace

std::string ShownBlock::Outlet() const {
  return block != nullptr && !block->source.empty() ? block->source : document->view.metadata.source;
}

std::string ShownBlock::Title(bool with_words) const {
  if (block != nullptr && !block->title.empty()) return block->title;
  const std::string& title = document->view.metadata.title;
  const bool is_main = block == nullptr || !IsPartOfPage() || block->role == BlockRole::kMain;
  if (is_main && !title.empty()) return title;
  if (with_words && block != nullptr) {
    if (std::string words = FirstWords(*document, *block); !words.empty()) return words;
  }
  return IsPartOfPage() ? name.document + ", block " + name.block : name.document;
}

absl::StatusOr<std::shared_ptr<const ReportedDocument>> ReportTexts::Document(const std::string& name) {
  if (const auto found = documents_.find(name); found != documents_.end()) return found->second;
  COPYDESK_ASSIGN_OR_RETURN(ReportedDocument loaded, load_(name));
  auto document = std::make_shared<const ReportedDocument>(std::move(loaded));
  const std::size_t size = document->text.size() + document->view.blocks.size() * sizeof(Block);
  if (bytes_ + size > kMaxBytes) {
    documents_.clear();
    bytes_ = 0;
  }
  bytes_ += size;
  documents_.emplace(name, document);
  return document;
}

absl::StatusOr<ShownBlock> ReportTexts::Find(const BlockName& name) {
  COPYDESK_ASSIGN_OR_RETURN(std::shared_ptr<const ReportedDocument> document, Document(name.document));
  const std::vector<Block>& blocks = document->view.blocks;
  const auto found =
      std::find_if(blocks.begin(), blocks.end(), [&](const Block& block) { return block.name == name.block; });
  const Block* const block = found != blocks.end() ? &*found : nullptr;
  return ShownBlock{.name = name, .document = std::move(document), .block = block};
}

}  // namespace copydesk
