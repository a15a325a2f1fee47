#include "micro/texts.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <utility>

namespace copydesk {
namespace {

constexpr std::size_t kBytes = std::size_t{4} << 20;
const std::string kSamples = COPYDESK_SAMPLES;

[[noreturn]] void Fail(const std::string& what) {
  std::fprintf(stderr, "copydesk-bench: %s\n", what.c_str());
  std::exit(1);
}

// Texts of a JSON lines file whose `field` is `value`; all of them for an empty field.
std::vector<std::string> ReadTexts(const std::string& path, const std::string& field, const std::string& value) {
  std::ifstream file(path);
  if (!file) Fail(path + ": cannot be read");
  std::vector<std::string> texts;
  std::string line;
  while (std::getline(file, line)) {
    const auto record = nlohmann::json::parse(line);
    if (field.empty() || record.value(field, "") == value) texts.push_back(record.at("text").get<std::string>());
  }
  if (texts.empty()) Fail(path + ": has no text where " + field + " is " + value);
  return texts;
}

std::string OnlyAscii(const std::string& text) {
  std::string ascii;
  for (const char c : text) ascii += static_cast<unsigned char>(c) < 0x80 ? c : ' ';
  return ascii;
}

std::vector<std::string> Originals(std::string_view kind) {
  if (kind == "news") {
    const char* const data = std::getenv("COPYDESK_DATA");
    const std::string unpacked = std::string(data == nullptr ? "" : data) + "/helsinki.jsonl";
    return ReadTexts(std::ifstream(unpacked) ? unpacked : kSamples + "/news/articles.jsonl", "", "");
  }
  if (kind == "english") {
    std::vector<std::string> texts = Originals("news");
    for (std::string& text : texts) text = OnlyAscii(text);
    return texts;
  }
  const std::map<std::string_view, std::string> languages = {{"russian", "ru"}, {"arabic", "ar"}, {"chinese", "zh"}};
  return ReadTexts(kSamples + "/languages/articles.jsonl", "language", languages.at(kind));
}

// The pieces of `text` after each full stop, of any of these scripts, or line end.
void AppendSentences(const std::string& text, std::vector<std::string>* sentences) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_stop = text[i] == '.' || text[i] == '\n' || text.compare(i, 3, "。") == 0;
    if (!is_stop || i + 1 - begin < 40) continue;
    const std::size_t end = std::min(text.size(), i + (text[i] == '.' || text[i] == '\n' ? 1 : 3));
    sentences->push_back(text.substr(begin, end - begin) + " ");
    begin = end;
  }
}

std::vector<std::string> Make(std::string_view kind, std::size_t bytes) {
  std::vector<std::string> documents;
  if (kind == "mixed") {
    for (const std::string_view other : kKinds) {
      if (other == "mixed") continue;
      const std::vector<std::string>& of_kind = Documents(other, bytes);
      documents.insert(documents.end(), of_kind.begin(),
                       of_kind.begin() + static_cast<std::ptrdiff_t>(of_kind.size() / 5));
    }
    std::mt19937_64 random(1);
    std::shuffle(documents.begin(), documents.end(), random);
    return documents;
  }
  std::vector<std::string> sentences;
  for (const std::string& text : Originals(kind)) AppendSentences(text, &sentences);
  if (sentences.empty()) Fail("no sentences of " + std::string(kind));
  std::mt19937_64 random(7);
  std::string document;
  for (std::size_t total = 0; total < kBytes;) {
    document += sentences[random() % sentences.size()];
    if (document.size() < bytes) continue;
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(document[end]) & 0xc0) == 0x80) --end;
    documents.push_back(document.substr(0, end));
    total += end;
    document.clear();
  }
  return documents;
}

}  // namespace

const std::vector<std::string>& Documents(std::string_view kind, std::size_t bytes) {
  static std::map<std::pair<std::string, std::size_t>, std::vector<std::string>> made;
  const std::pair key(std::string(kind), bytes);
  auto found = made.find(key);
  if (found == made.end()) found = made.emplace(key, Make(kind, bytes)).first;
  return found->second;
}

std::size_t TotalBytes(const std::vector<std::string>& documents) {
  std::size_t bytes = 0;
  for (const std::string& document : documents) bytes += document.size();
  return bytes;
}

}  // namespace copydesk
