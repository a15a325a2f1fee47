// The texts that the micro-benchmarks run on.
#ifndef COPYDESK_BENCH_MICRO_TEXTS_H_
#define COPYDESK_BENCH_MICRO_TEXTS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace copydesk {

// "english" is ASCII alone; "news" is English with curly quotes, dashes and accents, from
// COPYDESK_DATA/helsinki.jsonl.gz unpacked into COPYDESK_DATA/helsinki.jsonl where that is there; "mixed" takes
// documents of all in turn.
inline constexpr std::string_view kKinds[] = {"english", "news", "russian", "arabic", "chinese", "mixed"};

// About 4 MB of documents of `bytes` each (the last character whole), of sentences of the project's samples in an order
// drawn anew for each; the same in every run. Made once; ends the program where the samples cannot be read.
const std::vector<std::string>& Documents(std::string_view kind, std::size_t bytes);

std::size_t TotalBytes(const std::vector<std::string>& documents);

}  // namespace copydesk

#endif  // COPYDESK_BENCH_MICRO_TEXTS_H_
