// Uses the installed library as another project would: a signature, an estimate, and a call that needs the store's
// dependencies at link time.
#include <copydesk/signature.h>
#include <copydesk/store.h>
#if __has_include(<copydesk/detector.h>)
#include <copydesk/detector.h>
#endif

#include <cstdio>

int main() {
  const char text[] = "The ferry to the northern islands will sail twice a day from Monday, the harbour office said.";
  const absl::StatusOr<copydesk::Signature> signature = copydesk::ComputeSignature(text);
  if (!signature.ok() || signature->tokens != 17) {
    std::puts("no signature of 17 tokens");
    return 1;
  }
  const absl::StatusOr<copydesk::Estimate> same = copydesk::EstimateJaccard(signature->minhash, signature->minhash);
  if (!same.ok()) return 1;
  if (copydesk::ReadStoreIdentity("/nonexistent/store").ok()) {
    std::puts("opened a store that does not exist");
    return 1;
  }
  std::printf("tokens: %u, jaccard of a text with itself: %.2f\n", signature->tokens, same->value);
  return 0;
}
