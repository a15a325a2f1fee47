// Which blocks are one to the search for stories: those of equal content and equal terms.
#ifndef COPYDESK_SKETCH_STORY_IDENTITY_H_
#define COPYDESK_SKETCH_STORY_IDENTITY_H_

#include "base/hash.h"
#include "copydesk/signature.h"

namespace copydesk {

// XXH3-128 of the content hash and the terms. Copies of one text under different headlines have different terms, and
// so different identities. Linear in the terms.
[[nodiscard]] Hash128 IdentifyStory(const Signature& signature);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_STORY_IDENTITY_H_
