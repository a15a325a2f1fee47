#include "store/store_testing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>
#include <type_traits>

#include "copydesk/minhash.h"
#include "sketch/block_links.h"
#include "sketch/block_time.h"

namespace copydesk {
namespace {

std::uint64_t Below(std::mt19937_64& random, std::uint64_t bound) { return random() % bound; }

std::string RandomText(std::mt19937_64& random) {
  // Short, around the size from which texts are kept apart, and empty ones.
  constexpr std::array<std::size_t, 5> kSizes = {0, 1, 40, 4095, 9000};
  std::string text(kSizes[Below(random, kSizes.size())], '\0');
  for (char& c : text) c = static_cast<char>(Below(random, 256));
  return text;
}

std::vector<TextRange> RandomParts(std::mt19937_64& random, std::size_t size) {
  std::vector<TextRange> parts;
  std::uint32_t next = 0;
  for (std::uint64_t i = Below(random, 4); i > 0; --i) {
    const auto begin = static_cast<std::uint32_t>(next + Below(random, size - next + 1));
    next = static_cast<std::uint32_t>(begin + Below(random, size - begin + 1));
    parts.push_back({.begin = begin, .end = next});
  }
  return parts;
}

}  // namespace

SketchConfig TestConfig() {
  SketchConfig config;
  config.bins = kTestBins;
  return config;
}

BandPlan TestBands() { return {.bands = 16, .rows = 4}; }

Signature MakeSignature(std::uint64_t content) {
  Signature signature;
  if (content == 0) return signature;
  std::mt19937_64 random(content);
  // Contents share low halves, so that lists of contents hold different ones.
  signature.content = {.high = content, .low = content % 5};
  signature.tokens = static_cast<std::uint32_t>(1 + Below(random, 300));
  signature.simhash = random();
  const std::uint64_t form = Below(random, 4);
  if (form != 0) {
    const std::uint64_t occupied = form == 1 ? std::numeric_limits<std::uint64_t>::max() : random() | 1;
    signature.minhash.occupancy = {occupied};
    signature.minhash.values.resize(kTestBins);
    for (std::size_t bin = 0; bin < kTestBins; ++bin) {
      if ((occupied >> bin & 1) != 0) signature.minhash.values[bin] = static_cast<std::uint8_t>(Below(random, 2));
    }
  }
  for (std::uint32_t position = 0; position < signature.tokens; ++position) {
    if (Below(random, 10) == 0) signature.fingerprints.push_back({.hash = Below(random, 50), .position = position});
  }
  signature.terms = RandomTerms(random);
  return signature;
}

BlockTerms RandomTerms(std::mt19937_64& random) {
  BlockTerms terms;
  if (Below(random, 3) == 0) return terms;
  const auto hashes = [&](auto* values, std::uint64_t most) {
    for (std::uint64_t i = Below(random, most + 1); i > 0; --i) {
      values->push_back(static_cast<typename std::decay_t<decltype(*values)>::value_type>(random()));
    }
    std::sort(values->begin(), values->end());
  };
  std::set<std::uint64_t> seen;
  for (std::uint64_t i = Below(random, 2) == 0 ? Below(random, 5) : BlockTerms::kMaxTerms; i > 0; --i) {
    const Term term{.hash = Below(random, 200),
                    .count = static_cast<std::uint32_t>(random()),
                    .kind = static_cast<TermKind>(Below(random, 3))};
    if (seen.insert(term.hash).second) terms.terms.push_back(term);
  }
  terms.words = static_cast<std::uint32_t>(1 + Below(random, 1000));
  terms.weekdays = static_cast<std::uint8_t>(Below(random, 128));
  terms.months = static_cast<std::uint16_t>(Below(random, 4096));
  terms.year = static_cast<std::uint16_t>(Below(random, 2) * 2018);
  hashes(&terms.numbers, 5);
  hashes(&terms.stems, 3);
  hashes(&terms.grams, 10);
  return terms;
}

void MakeFit(const SketchConfig& config, Signature* signature) {
  const auto tokens = static_cast<int>(signature->tokens);
  if (tokens < config.shingle) {
    signature->minhash = {};
    signature->fingerprints = {};
    return;
  }
  if (signature->minhash.empty()) {
    signature->minhash.occupancy = {1};
    signature->minhash.values.resize(kTestBins);
    signature->minhash.values[0] = 7;
  }
  const auto last = static_cast<std::uint32_t>(tokens - std::min(tokens, config.fingerprint_shingle));
  std::erase_if(signature->fingerprints, [&](const PassageFingerprint& f) { return f.position > last; });
  if (signature->fingerprints.empty()) signature->fingerprints = {{.hash = 1, .position = 0}};
}

StoredDocument MakeDocument(const std::string& id, const std::string& text, std::uint64_t content) {
  StoredDocument document;
  document.metadata.id = id;
  document.text = text;
  document.signatures = {MakeSignature(content)};
  Block block;
  block.words = document.signatures[0].tokens;
  block.parts = {{.begin = 0, .end = static_cast<std::uint32_t>(text.size())}};
  document.blocks = {block};
  return document;
}

StoredDocument RandomDocument(std::mt19937_64& random) {
  StoredDocument document;
  document.text = Below(random, 3) == 0 ? std::to_string(Below(random, 3)) : RandomText(random);
  Metadata& metadata = document.metadata;
  metadata.id = std::to_string(Below(random, 40));
  metadata.url = "https://example.org/" + std::to_string(20'160 + Below(random, 20));
  if (Below(random, 4) == 0) metadata.url.resize(20);  // of the site, which names no story
  metadata.source = Below(random, 2) == 0 ? "" : "Example Herald";
  metadata.published = Below(random, 3) == 0 ? "yesterday" : "2018-07-16";
  metadata.seen = std::string("\0\xff", 2);
  metadata.title = "Title";
  metadata.locator = {.file = "in.jsonl", .line = random(), .offset = random(), .length = Below(random, 1000)};
  for (std::uint64_t i = Below(random, 4); i > 0; --i) {
    document.signatures.push_back(MakeSignature(Below(random, 60)));
    Block block;
    block.name = std::to_string(i);
    block.role = static_cast<BlockRole>(Below(random, 5));
    block.words = document.signatures.back().tokens;
    block.parts = RandomParts(random, document.text.size());
    // Other titles give one content other terms.
    if (block.words > 0 && Below(random, 3) == 0) document.signatures.back().terms = RandomTerms(random);
    if (Below(random, 2) == 0) {
      block.parent = "1";
      block.title = std::string("a\0title", 7);
      block.source = "Example Herald";
      block.age = "3 hours ago";
      block.published = Below(random, 2) == 0 ? "2018-07-16T09:00:00Z" : "1969-12-30";
      block.credit = "REUTERS";
      block.link = "?a=" + std::to_string(9'995 + Below(random, 10));
      block.source_parts = {{.begin = 1000, .end = 4294967295u}, {.begin = 0, .end = 0}};
    }
    document.blocks.push_back(block);
  }
  return document;
}

std::vector<StoredDocument> RandomBatch(std::mt19937_64& random, std::size_t size) {
  std::vector<StoredDocument> batch;
  for (std::size_t i = 0; i < size; ++i) batch.push_back(RandomDocument(random));
  return batch;
}

std::vector<ModelSection> RandomSections(std::mt19937_64& random) {
  std::vector<ModelSection> sections;
  for (const char* const name : {"terms", "summary", "furniture", "stems"}) {
    if (Below(random, 4) == 0) continue;
    ModelSection section{.name = name, .chunks = {}};
    for (std::uint64_t i = Below(random, 4); i > 0; --i) section.chunks.push_back(RandomText(random));
    sections.push_back(std::move(section));
  }
  return sections;
}

bool operator==(const AddedDocument& a, const AddedDocument& b) {
  return a.number == b.number && a.is_new == b.is_new && a.is_version == b.is_version;
}

AddedDocument StoreModel::Add(const StoredDocument& document) {
  AddedDocument added;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (documents[i].metadata.id != document.metadata.id || forgotten.contains(i)) continue;
    if (documents[i].text == document.text) return {.number = i, .is_new = false, .is_version = false};
    added.is_version = true;
  }
  added.is_new = true;
  added.number = documents.size();
  documents.push_back(document);
  Post(added.number);
  return added;
}

void StoreModel::Forget(std::span<const DocumentNumber> numbers) {
  forgotten.insert(numbers.begin(), numbers.end());
  contents.clear();
  stories.clear();
  lists = {};
  for (DocumentNumber number = 0; number < documents.size(); ++number) {
    if (!forgotten.contains(number)) Post(number);
  }
  std::erase_if(matches, [&](const KeptMatch& match) {
    return forgotten.contains(match.first.document) || forgotten.contains(match.second.document);
  });
}

void StoreModel::KeepMatches(std::span<const KeptMatch> kept, const MatchedDocuments& now) {
  if (now.settings != matched.settings) matches.clear();
  matched = now;
  for (const KeptMatch& match : kept) {
    std::erase_if(matches, [&](const KeptMatch& other) {
      return std::tie(other.first, other.second) == std::tie(match.first, match.second);
    });
    matches.push_back(match);
  }
  std::sort(matches.begin(), matches.end(), [](const KeptMatch& x, const KeptMatch& y) {
    return std::tie(x.first, x.second) < std::tie(y.first, y.second);
  });
}

std::vector<KeptMatch> RandomMatches(std::mt19937_64& random, const StoreModel& model) {
  std::vector<KeptMatch> matches;
  for (std::uint64_t i = Below(random, 20); i > 0 && !model.documents.empty(); --i) {
    const auto any = [&] {
      return BlockNumber{.document = Below(random, model.documents.size()),
                         .block = static_cast<std::uint32_t>(Below(random, 3))};
    };
    const auto [first, second] = std::minmax({any(), any()});
    if (first == second || model.forgotten.contains(first.document) || model.forgotten.contains(second.document)) {
      continue;
    }
    matches.push_back({.first = first, .second = second, .value = std::to_string(random())});
  }
  return matches;
}

void StoreModel::Post(DocumentNumber number) {
  const StoredDocument& document = documents[number];
  for (std::uint32_t i = 0; i < document.blocks.size(); ++i) {
    const Signature& signature = document.signatures[i];
    if (signature.tokens == 0 || document.blocks[i].role == BlockRole::kFurniture) continue;
    const BlockNumber block{.document = number, .block = i};
    lists[0][ListKey(signature.content.low)].insert({.order = ListOrder(signature.content.high), .block = block});
    const Posting posting{.order = ListOrder(signature.content.low), .block = block};
    const TermPeriod period = TermPeriodOf(BlockTime(document.metadata, document.blocks[i]));
    const bool is_new_story = std::none_of(stories.begin(), stories.end(), [&](const auto& story) {
      return story.first.content == signature.content && story.first.terms == signature.terms && story.second == period;
    });
    for (const BlockLink& link : FindBlockLinks(document.metadata, document.blocks)) {
      if (link.block != i) continue;
      lists[3][ListKey(TermHash(LinkTerm(link.key, link.is_target), period))].insert(posting);
      if (period.has_value()) periods.insert(*period);
    }
    if (is_new_story && !signature.terms.terms.empty()) {
      stories.emplace_back(signature, period);
      if (period.has_value()) periods.insert(*period);
      for (std::size_t t = 0; t < std::min<std::size_t>(32, signature.terms.terms.size()); ++t) {
        lists[3][ListKey(TermHash(signature.terms.terms[t].hash, period))].insert(posting);
      }
    }
    if (!contents.insert(signature.content).second) continue;
    for (const std::uint64_t hash : BandHashes(signature.minhash, TestBands())) lists[1][ListKey(hash)].insert(posting);
    for (const PassageFingerprint& fingerprint : signature.fingerprints) {
      lists[2][ListKey(fingerprint.hash)].insert(posting);
    }
  }
}

std::vector<AddedDocument> StoreModel::Add(std::span<const StoredDocument> batch) {
  std::vector<AddedDocument> added;
  added.reserve(batch.size());
  for (const StoredDocument& document : batch) added.push_back(Add(document));
  return added;
}

std::vector<KeptMatch> KeptMatches(const Store& store) {
  std::vector<KeptMatch> matches;
  const absl::Status status = store.ForEachMatch([&](const KeptMatch& match) {
    matches.push_back(match);
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
  return matches;
}

void ExpectEqual(const Store& store, const StoreModel& model, bool keep_text) {
  ASSERT_EQ(store.DocumentCount(), model.documents.size() - model.forgotten.size());
  ASSERT_EQ(store.EndNumber(), model.documents.size());
  std::map<std::string, std::vector<DocumentNumber>> ids;
  for (DocumentNumber number = 0; number < model.documents.size(); ++number) {
    const StoredDocument& expected = model.documents[number];
    ASSERT_EQ(store.Contains(number), !model.forgotten.contains(number));
    if (model.forgotten.contains(number)) {
      EXPECT_TRUE(absl::IsNotFound(store.GetMetadata(number).status()));
      EXPECT_TRUE(absl::IsNotFound(store.GetText(number).status()));
      EXPECT_TRUE(absl::IsNotFound(store.GetSignatures(number).status()));
      ids[expected.metadata.id];
      continue;
    }
    ids[expected.metadata.id].push_back(number);
    EXPECT_EQ(store.GetMetadata(number).value(), expected.metadata);
    EXPECT_EQ(store.GetBlocks(number).value(), expected.blocks);
    EXPECT_EQ(store.GetSignatures(number).value(), expected.signatures);
    if (keep_text) {
      EXPECT_EQ(store.GetText(number).value(), expected.text);
    }
  }
  for (const auto& [id, numbers] : ids) EXPECT_EQ(store.FindId(id).value(), numbers);
  for (const PostingKind kind : kKinds) {
    const auto& lists = model.lists[static_cast<std::size_t>(kind)];
    for (const std::size_t limit : {std::size_t{0}, std::size_t{1}, std::size_t{3}, std::size_t{1000000}}) {
      auto next = lists.begin();
      const absl::Status status = store.ForEachList(
          kind, limit, [&](std::uint64_t list, std::span<const Posting> postings, std::uint64_t length) {
            while (next != lists.end() && next->second.size() < 2) ++next;
            if (next == lists.end()) return absl::InternalError("too many lists");
            EXPECT_EQ(list, next->first);
            EXPECT_EQ(length, next->second.size());
            std::vector<Posting> expected(next->second.begin(), next->second.end());
            if (expected.size() > limit) expected.resize(limit);
            EXPECT_TRUE(std::equal(postings.begin(), postings.end(), expected.begin(), expected.end()));
            ++next;
            return absl::OkStatus();
          });
      EXPECT_TRUE(status.ok()) << status;
      while (next != lists.end() && next->second.size() < 2) ++next;
      EXPECT_TRUE(next == lists.end()) << "too few lists";
      for (const auto& [list, postings] : lists) {
        std::vector<Posting> expected(postings.begin(), postings.end());
        if (expected.size() > limit) expected.resize(limit);
        EXPECT_EQ(store.GetPostings(kind, HashOfList(list), limit).value(), expected);
      }
    }
    EXPECT_TRUE(store.GetPostings(kind, 0x1234567890abcdef, 10).value().empty());
    std::vector<std::uint64_t> hashes = {0x1234567890abcdef};
    std::vector<std::vector<Posting>> expected(1);
    for (auto list = lists.rbegin(); list != lists.rend(); ++list) {
      for (int i = 0; i < 2; ++i) {  // a list may be asked for twice
        hashes.push_back(HashOfList(list->first));
        expected.emplace_back(list->second.begin(), list->second.end());
      }
    }
    EXPECT_EQ(store.GetManyPostings(kind, hashes, 1000000).value(), expected);
  }
  EXPECT_EQ(store.TermPeriods(), std::vector(model.periods.begin(), model.periods.end()));
  EXPECT_EQ(store.GetMatched().value(), model.matched);
  EXPECT_EQ(KeptMatches(store), model.matches);
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "copydesk_store_XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) ADD_FAILURE() << "no temporary folder";
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace copydesk
