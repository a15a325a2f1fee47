// Reads in a thread of its own, so that reading and what is done with the records overlap.
#ifndef COPYDESK_READ_READ_AHEAD_H_
#define COPYDESK_READ_READ_AHEAD_H_

#include <functional>
#include <memory>

#include "copydesk/reader.h"

namespace copydesk {

// Makes the reader that does the work, with other callbacks than the caller's; used by one thread at a time.
using MakeReader = std::function<std::unique_ptr<Reader>(ReaderOptions options)>;

// A reader that has up to two batches ready before they are asked for, of the size that the first call asks for.
// `on_reject` and `on_revisit` are called from ReadBatch; records, rejects and counts come in the order and the groups
// that the reader gives. Destruction, or `options.cancel`, ends a wait for input within a tenth of a second.
[[nodiscard]] std::unique_ptr<Reader> ReadAhead(const MakeReader& make, ReaderOptions options);

}  // namespace copydesk

#endif  // COPYDESK_READ_READ_AHEAD_H_
