#include "text/quotation_marks.h"

#include <bit>
#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/quotation_marks.cc"
#include <hwy/foreach_target.h>
//
#include <hwy/highway.h>

#ifndef COPYDESK_TEXT_QUOTATION_MARKS_PLAIN_
#define COPYDESK_TEXT_QUOTATION_MARKS_PLAIN_
namespace copydesk::quotation_marks {

// Of a byte and the next one, 0 at the end.
inline bool MayBeMark(unsigned char byte, unsigned char next) {
  if (byte == '\'' || byte == '`') return next == byte;
  if (byte == 0xc2) return (next & 0xef) == 0xab;
  if (byte == 0xe2 || byte == 0xe3) return next == 0x80;
  return byte == '"' || byte == 0xf3;
}

// Places from `at` on.
inline void AppendFrom(std::string_view text, std::size_t at, std::vector<std::uint32_t>* places) {
  for (; at < text.size(); ++at) {
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (MayBeMark(static_cast<unsigned char>(text[at]), static_cast<unsigned char>(next))) {
      places->push_back(static_cast<std::uint32_t>(at));
    }
  }
}

}  // namespace copydesk::quotation_marks
#endif  // COPYDESK_TEXT_QUOTATION_MARKS_PLAIN_

HWY_BEFORE_NAMESPACE();
namespace copydesk::HWY_NAMESPACE {
namespace {

#if HWY_TARGET == HWY_SCALAR

void AppendMarks(std::string_view text, std::vector<std::uint32_t>* places) {
  quotation_marks::AppendFrom(text, 0, places);
}

#else

namespace hn = hwy::HWY_NAMESPACE;

void AppendMarks(std::string_view text, std::vector<std::uint32_t>* places) {
  const hn::CappedTag<std::uint8_t, 64> d;
  const std::size_t step = hn::Lanes(d);
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t at = 0;
  for (; at + step < text.size(); at += step) {
    const auto v = hn::LoadU(d, bytes + at);
    const auto next = hn::LoadU(d, bytes + at + 1);
    const auto is_single = hn::And(hn::Or(hn::Eq(v, hn::Set(d, '\'')), hn::Eq(v, hn::Set(d, '`'))), hn::Eq(v, next));
    const auto is_angle =
        hn::And(hn::Eq(v, hn::Set(d, 0xc2)), hn::Eq(hn::And(next, hn::Set(d, 0xef)), hn::Set(d, 0xab)));
    const auto is_general = hn::And(hn::Eq(hn::Or(v, hn::Set(d, 1)), hn::Set(d, 0xe3)), hn::Eq(next, hn::Set(d, 0x80)));
    const auto is_alone = hn::Or(hn::Eq(v, hn::Set(d, '"')), hn::Eq(v, hn::Set(d, 0xf3)));
    const auto may_be = hn::Or(hn::Or(is_single, is_angle), hn::Or(is_general, is_alone));
    if (HWY_LIKELY(hn::AllFalse(d, may_be))) continue;
    alignas(8) std::uint8_t bits[8] = {};
    hn::StoreMaskBits(d, may_be, bits);
    std::uint64_t left = 0;
    for (std::size_t i = 8; i > 0; --i) left = left << 8 | bits[i - 1];
    for (; left != 0; left &= left - 1) {
      places->push_back(static_cast<std::uint32_t>(at) + static_cast<std::uint32_t>(std::countr_zero(left)));
    }
  }
  quotation_marks::AppendFrom(text, at, places);
}

#endif  // HWY_TARGET == HWY_SCALAR

}  // namespace
}  // namespace copydesk::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace copydesk {

HWY_EXPORT(AppendMarks);

std::vector<std::uint32_t> FindQuotationMarks(std::string_view text) {
  std::vector<std::uint32_t> places;
  HWY_DYNAMIC_DISPATCH(AppendMarks)(text, &places);
  return places;
}

std::vector<std::uint32_t> FindQuotationMarksPlainly(std::string_view text) {
  std::vector<std::uint32_t> places;
  quotation_marks::AppendFrom(text, 0, &places);
  return places;
}

}  // namespace copydesk
#endif  // HWY_ONCE
