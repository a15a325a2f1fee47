#include "sketch/term_weights.h"

#include <algorithm>
#include <array>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/term_weights.cc"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace copydesk::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_EMU128 || HWY_TARGET == HWY_SCALAR

void WeighTerms(const std::uint32_t* counts, const std::uint32_t* idfs, std::size_t size, std::uint64_t* weights) {
  for (std::size_t i = 0; i < size; ++i) weights[i] = TermWeight(counts[i], idfs[i]);
}

#else

// A number of so many bits is the same as a float, whose exponent and fraction are those of its logarithm.
constexpr int kFloatBits = 24;

void WeighTerms(const std::uint32_t* HWY_RESTRICT counts, const std::uint32_t* HWY_RESTRICT idfs, std::size_t size,
                std::uint64_t* HWY_RESTRICT weights) {
  const hn::ScalableTag<std::uint32_t> d;
  const hn::RebindToSigned<decltype(d)> di;
  const hn::RebindToFloat<decltype(d)> df;
  const hn::Repartition<std::uint64_t, decltype(d)> d64;
  const std::size_t lanes = hn::Lanes(d);
  const auto* const table = fixed_log_internal::kTable.data();
  std::size_t i = 0;
  for (; i + lanes <= size; i += lanes) {
    const auto sum = hn::Add(hn::LoadU(d, counts + i), hn::Set(d, kLogUnit));
    if (HWY_UNLIKELY(!hn::AllTrue(d, hn::Eq(hn::ShiftRight<kFloatBits>(sum), hn::Zero(d))))) {
      for (std::size_t j = i; j < i + lanes; ++j) weights[j] = TermWeight(counts[j], idfs[j]);
      continue;
    }
    const auto x = hn::BitCast(di, sum);
    const auto bits = hn::BitCast(d, hn::ConvertTo(df, x));
    const auto exponent = hn::Sub(hn::ShiftRight<23>(bits), hn::Set(d, 127 + 16));  // log2 of the unit is 16
    const auto entry = hn::BitCast(di, hn::And(hn::ShiftRight<15>(bits), hn::Set(d, 0xff)));
    const auto low = hn::GatherIndex(d, table, entry);
    const auto high = hn::GatherIndex(d, table, hn::Add(entry, hn::Set(di, 1)));
    const auto fraction = hn::And(hn::ShiftLeft<1>(bits), hn::Set(d, 0xffff));
    const auto between = hn::ShiftRight<16>(hn::Mul(hn::Sub(high, low), fraction));
    const auto log = hn::Add(hn::Add(hn::ShiftLeft<16>(exponent), low), between);
    const auto idf = hn::LoadU(d, idfs + i);
    const auto even = hn::MulEven(log, idf);
    const auto odd = hn::MulEven(hn::BitCast(d, hn::ShiftRight<32>(hn::BitCast(d64, log))),
                                 hn::BitCast(d, hn::ShiftRight<32>(hn::BitCast(d64, idf))));
    hn::StoreInterleaved2(even, odd, d64, weights + i);
  }
  for (; i < size; ++i) weights[i] = TermWeight(counts[i], idfs[i]);
}

#endif

}  // namespace
}  // namespace copydesk::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace copydesk {
namespace {

HWY_EXPORT(WeighTerms);

}  // namespace

void WeighTerms(const std::uint32_t* counts, const std::uint32_t* idfs, std::size_t size,
                std::uint64_t* weights) noexcept {
  HWY_DYNAMIC_DISPATCH(WeighTerms)(counts, idfs, size, weights);
}

}  // namespace copydesk
#endif  // HWY_ONCE
