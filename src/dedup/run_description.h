// What a run of dedup is, so that it is not gone on with as another one.
#ifndef COPYDESK_DEDUP_RUN_DESCRIPTION_H_
#define COPYDESK_DEDUP_RUN_DESCRIPTION_H_

#include <string>

#include "copydesk/dedup.h"
#include "dedup/shards.h"

namespace copydesk {

// One line of JSON: the version of the program, all options that change what is written, and the inputs with their
// sizes and the times when they were last changed.
[[nodiscard]] std::string DescribeRun(const DedupOptions& options, const ShardList& shards);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_RUN_DESCRIPTION_H_
