// The body of a signature: its bytes without the header that names format and configuration. Signature files
// (copydesk/signature_codec.h) and stores hold the same bodies; docs/signature-format.md has them byte by byte.
#ifndef COPYDESK_SKETCH_SIGNATURE_BODY_H_
#define COPYDESK_SKETCH_SIGNATURE_BODY_H_

#include <string>

#include "base/coding.h"
#include "copydesk/signature.h"

namespace copydesk {

// These return what is wrong, or null.

// What every signature made with `bins` bins fulfils, and what the encoding relies on: a sketch that is empty or has
// `bins` values, at least one of them occupied and zero where it is not; fingerprints of ascending positions below
// `tokens`; terms without fault (sketch/terms_body.h); nothing at all without tokens.
[[nodiscard]] const char* SignatureFault(const Signature& signature, int bins);

// The signature that was encoded, exactly, into an empty *signature; it has no fault. A body has one form only: what
// is read here, PutSignatureBody writes with the same bytes. Linear in the bytes, in time and memory, whatever they
// hold.
[[nodiscard]] const char* GetSignatureBody(Decoder* decoder, int bins, Signature* signature);

// `signature` must have no fault. Equal signatures have equal bytes. Linear.
void PutSignatureBody(std::string* out, const Signature& signature);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_SIGNATURE_BODY_H_
