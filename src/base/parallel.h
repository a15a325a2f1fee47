// Runs a function over a range of indices on several threads.
#ifndef COPYDESK_BASE_PARALLEL_H_
#define COPYDESK_BASE_PARALLEL_H_

#include <cstddef>
#include <functional>

namespace copydesk {

// `wanted`, or one a processor for 0.
[[nodiscard]] int ThreadCount(int wanted);

// Calls body(i) once for each i in [0, count), on up to `threads` threads (the caller's among them), and returns
// when all calls have. Indices are handed out one at a time, so calls may take very different times. `body` must not
// throw and must be safe to call from several threads at once.
void ParallelFor(std::size_t count, int threads, const std::function<void(std::size_t)>& body);

// The same for `work`; besides, `commit` is called once for each i, in order, by whichever thread has done the work
// that was missing: one call at a time, beside the work of other threads. What `work` did is visible to the `commit` of
// its index, and what `commit` did to the next one.
void ParallelInOrder(std::size_t count, int threads, const std::function<void(std::size_t)>& work,
                     const std::function<void(std::size_t)>& commit);

}  // namespace copydesk

#endif  // COPYDESK_BASE_PARALLEL_H_
