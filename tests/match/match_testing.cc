#include "match/match_testing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <tuple>
#include <utility>

#include "base/status.h"
#include "copydesk/compare.h"
#include "match/block_terms.h"
#include "match/match_names.h"
#include "testing/random_text.h"

namespace copydesk {

std::string NumberedId(std::string_view prefix, std::size_t number) {
  return std::string(prefix).append(std::to_string(number));
}

StoredDocument MakeStored(const std::string& id, const std::string& text, const SketchConfig& config) {
  StoredDocument document;
  document.metadata.id = id;
  document.text = text;
  Block block;
  block.parts.push_back({.begin = 0, .end = static_cast<std::uint32_t>(text.size())});
  document.signatures.push_back(ComputeSignature(text, config).value());
  block.words = document.signatures.front().tokens;
  document.blocks.push_back(block);
  return document;
}

BlockTerms TokenizedTerms(const Metadata& metadata, std::string_view text, std::span<const Block> blocks,
                          std::size_t block) {
  Tokens tokens;
  for (const TextRange& part : blocks[block].parts) {
    AppendTokens(text.substr(part.begin, part.end - part.begin), part.begin, &tokens);
  }
  TextWords words;
  words.Read(tokens.hash);
  return TermsOfBlock(metadata, text, blocks, block, tokens, &words);
}

StoredDocument MakePage(const std::string& id, const std::string& text, std::vector<Block> blocks) {
  StoredDocument document;
  document.metadata.id = id;
  document.text = text;
  document.blocks = std::move(blocks);
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    std::string own;
    for (const TextRange& part : document.blocks[i].parts) own += text.substr(part.begin, part.end - part.begin);
    Signature signature = ComputeSignature(own, {}).value();
    document.blocks[i].words = signature.tokens;
    if (signature.tokens > 0) signature.terms = TokenizedTerms(document.metadata, text, document.blocks, i);
    document.signatures.push_back(std::move(signature));
  }
  return document;
}

StoredDocument MakeTold(const std::string& id, const std::string& title, const std::string& text,
                        const std::string& published) {
  StoredDocument document = MakeStored(id, text);
  document.metadata.title = title;
  document.metadata.published = published;
  if (document.signatures[0].tokens > 0) {
    document.signatures[0].terms = TokenizedTerms(document.metadata, text, document.blocks, 0);
  }
  return document;
}

std::vector<StoredDocument> StoryCorpus(std::uint64_t seed, std::size_t count, std::size_t events) {
  constexpr std::size_t kVocabulary = 3000;
  constexpr std::size_t kWordsOfEvent = 12;
  std::mt19937_64 random(seed);
  std::vector<StoredDocument> documents;
  std::vector<Words> texts;
  const auto time = [&] {
    const std::size_t day = 10 + RandomBelow(random, 12);
    return RandomBelow(random, 4) == 0 ? std::string() : "2018-07-" + std::to_string(day) + "T09:00:00Z";
  };
  const auto title = [&](std::size_t event) {
    return RandomBelow(random, 3) == 0
               ? std::string()
               : AsProse(Slice(DistinctWords(10'000 + 100 * event, kWordsOfEvent), 0, 1 + RandomBelow(random, 4)));
  };
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t event = RandomBelow(random, events);
    Words words;
    if (i > 3 && RandomBelow(random, 5) == 0) {
      words = texts[RandomBelow(random, texts.size())];  // a copy, perhaps under another title
    } else {
      const Words of_event = DistinctWords(10'000 + 100 * event, kWordsOfEvent);
      for (std::size_t n = 40 + RandomBelow(random, 60); n > 0; --n) {
        const bool about = RandomBelow(random, 4) == 0;
        words.push_back(about ? of_event[RandomBelow(random, kWordsOfEvent)]
                              : MakeWord(RandomBelow(random, kVocabulary)));
      }
      if (i > 3 && RandomBelow(random, 6) == 0) {
        const Words& other = texts[RandomBelow(random, texts.size())];
        words = Concatenate(std::vector<Words>{Slice(other, 0, std::min<std::size_t>(other.size(), 40)), words});
      }
    }
    documents.push_back(MakeTold(NumberedId("d", 100 + i), title(event), AsProse(words), time()));
    texts.push_back(std::move(words));
  }
  return documents;
}

std::unique_ptr<Store> MakeStore(std::span<const StoredDocument> documents) {
  std::unique_ptr<Store> store = OpenMemoryStore({}, ChooseBands(256, 0.7, 0.99)).value();
  const auto added = store->Add(documents);
  EXPECT_TRUE(added.ok()) << added.status();
  return store;
}

PreparedText Prepare(std::string_view text) {
  const TextRange whole{.begin = 0, .end = static_cast<std::uint32_t>(text.size())};
  return PrepareText(text, std::array{whole});
}

std::vector<Match> MatchAllPairs(std::span<const StoredDocument> documents) {
  std::vector<Match> matches;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    for (std::size_t j = i + 1; j < documents.size(); ++j) {
      Comparison comparison = CompareTexts(documents[i].text, documents[j].text).value();
      if (comparison.relation == Relation::kNone) continue;
      matches.push_back(MakeMatch({.document = documents[i].metadata.id, .block = "0"},
                                  {.document = documents[j].metadata.id, .block = "0"}, std::move(comparison)));
    }
  }
  std::sort(matches.begin(), matches.end(),
            [](const Match& x, const Match& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
  return matches;
}

std::size_t LongestSharedRun(std::string_view a, std::string_view b) {
  const auto x = Tokenize(a).hash;
  const auto y = Tokenize(b).hash;
  std::size_t longest = 0;
  std::vector<std::size_t> row(y.size() + 1, 0);
  for (const std::uint64_t token : x) {
    for (std::size_t j = y.size(); j-- > 0;) {
      row[j + 1] = token == y[j] ? row[j] + 1 : 0;
      longest = std::max(longest, row[j + 1]);
    }
  }
  return longest;
}

absl::StatusOr<std::vector<AddedDocument>> FailingStore::Add(std::span<const StoredDocument> batch) {
  return store_->Add(batch);
}

absl::StatusOr<std::vector<DocumentNumber>> FailingStore::FindId(std::string_view id) const {
  COPYDESK_RETURN_IF_ERROR(find_status);
  return store_->FindId(id);
}

absl::StatusOr<Metadata> FailingStore::GetMetadata(DocumentNumber number) const {
  COPYDESK_RETURN_IF_ERROR(metadata_status);
  return store_->GetMetadata(number);
}

absl::StatusOr<std::vector<Block>> FailingStore::GetBlocks(DocumentNumber number) const {
  COPYDESK_RETURN_IF_ERROR(blocks_status);
  return store_->GetBlocks(number);
}

absl::StatusOr<std::string> FailingStore::GetText(DocumentNumber number) const {
  COPYDESK_RETURN_IF_ERROR(text_status);
  if (without_text.contains(number)) return absl::NotFoundError("texts are not kept");
  return store_->GetText(number);
}

absl::StatusOr<std::vector<Signature>> FailingStore::GetSignatures(DocumentNumber number) const {
  COPYDESK_RETURN_IF_ERROR(signatures_status);
  return store_->GetSignatures(number);
}

absl::StatusOr<std::vector<Posting>> FailingStore::GetPostings(PostingKind kind, std::uint64_t hash,
                                                               std::size_t limit) const {
  COPYDESK_RETURN_IF_ERROR(postings_status);
  return store_->GetPostings(kind, hash, limit);
}

absl::Status FailingStore::ForEachList(PostingKind kind, std::size_t limit, const ListVisitor& visit) const {
  COPYDESK_RETURN_IF_ERROR(list_status);
  return store_->ForEachList(kind, limit, visit);
}

}  // namespace copydesk
