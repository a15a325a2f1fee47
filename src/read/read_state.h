// What all streams of one reader share.
#ifndef COPYDESK_READ_READ_STATE_H_
#define COPYDESK_READ_READ_STATE_H_

#include "copydesk/reader.h"
#include "read/payload_index.h"

namespace copydesk {

struct ReadState {
  ReaderCounts counts;
  PayloadIndex payloads;
};

}  // namespace copydesk

#endif  // COPYDESK_READ_READ_STATE_H_
