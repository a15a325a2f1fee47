// Splitting HTML pages, with their metadata. The pages are the *.html files of the folder that COPYDESK_PAGES names,
// such as bench/quality/extraction.py --unpack makes of an archive; without it those of samples/pages.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "copydesk/page.h"
#include "micro/texts.h"

namespace copydesk {
namespace {

std::vector<Document> ReadPages() {
  const char* const named = std::getenv("COPYDESK_PAGES");
  const std::string folder = named != nullptr ? named : COPYDESK_SAMPLES "/pages";
  std::vector<std::string> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".html") paths.push_back(entry.path().string());
  }
  if (paths.empty()) {
    std::fprintf(stderr, "copydesk-bench: %s has no .html files\n", folder.c_str());
    std::exit(1);
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Document> pages;
  for (const std::string& path : paths) {
    std::ifstream file(path, std::ios::binary);
    Document page{.metadata = {.id = path}, .text = {}, .type = ContentType::kHtml};
    page.text.assign(std::istreambuf_iterator<char>(file), {});
    pages.push_back(std::move(page));
  }
  return pages;
}

void SplitPages(benchmark::State& state) {
  const std::vector<Document> pages = ReadPages();
  std::size_t bytes = 0;
  for (const Document& page : pages) bytes += page.text.size();
  for (auto step : state) {
    for (const Document& page : pages) benchmark::DoNotOptimize(SplitPage(page));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * pages.size()));
}
BENCHMARK(SplitPages)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace copydesk
