// The signature of a block from its tokens.
#ifndef COPYDESK_SKETCH_SKETCH_H_
#define COPYDESK_SKETCH_SKETCH_H_

#include "copydesk/config.h"
#include "copydesk/signature.h"
#include "sketch/text_words.h"
#include "text/tokens.h"

namespace copydesk {

// As ComputeSignature, for tokens that are at hand. `config` must be valid.
[[nodiscard]] Signature Sketch(const Tokens& tokens, const SketchConfig& config);

// As above, in place of what `signature` held, whose memory is used again: nothing else is allocated, but by the first
// texts of a thread and by very long ones.
void Sketch(const Tokens& tokens, const SketchConfig& config, Signature* signature);

// As above, from the words of the tokens too, which terms are made of as well (sketch/terms.h). Null: without a
// SimHash.
void Sketch(const Tokens& tokens, const SketchConfig& config, TextWords* words, Signature* signature);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_SKETCH_H_
