#include "text/unmask.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "base/utf8_reader.h"
#include "text/code_points.h"
#include "text/look_alikes.h"
#include "text/word_break.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kMarksOfNoise = 3;
constexpr std::uint32_t kEnclosedInARow = 3;  // fewer are emoji: a blood type, a car park

// Tatweel, harakat and the signs of Quranic texts; Hebrew points and accents. Not hamza and madda, U+0653 to U+0655.
bool IsOptionalMark(char32_t c) {
  if (c < 0x591 || c > 0x8ff) return false;
  return IsIn(c, 0x591, 0x5bd) || c == 0x5bf || IsIn(c, 0x5c1, 0x5c2) || IsIn(c, 0x5c4, 0x5c5) || c == 0x5c7 ||
         IsIn(c, 0x610, 0x61a) || c == 0x640 || IsIn(c, 0x64b, 0x652) || IsIn(c, 0x656, 0x65f) || c == 0x670 ||
         IsIn(c, 0x6d6, 0x6dc) || IsIn(c, 0x6df, 0x6e4) || IsIn(c, 0x6e7, 0x6e8) || IsIn(c, 0x6ea, 0x6ed) ||
         IsIn(c, 0x8d3, 0x8e1) || IsIn(c, 0x8e3, 0x8ff);
}

// Marks that belong to no script.
bool IsGeneralMark(char32_t c) {
  return IsIn(c, 0x300, 0x36f) || IsIn(c, 0x488, 0x489) || IsIn(c, 0x1ab0, 0x1aff) || IsIn(c, 0x1dc0, 0x1dff) ||
         IsIn(c, 0x20d0, 0x20ff) || IsIn(c, 0xfe20, 0xfe2f);
}

// Strokes through letters and frames around them, which compose with no letter.
bool IsStrokeOrFrame(char32_t c) {
  return IsIn(c, 0x334, 0x338) || IsIn(c, 0x488, 0x489) || c == 0x1abe || IsIn(c, 0x20d2, 0x20d3) ||
         IsIn(c, 0x20d8, 0x20da) || IsIn(c, 0x20dd, 0x20e0) || IsIn(c, 0x20e2, 0x20e6) || IsIn(c, 0x20ea, 0x20eb);
}

bool IsLetterOrDigit(char32_t c) {
  const CharClass char_class = ClassOf(c);
  return char_class == CharClass::kLetter || char_class == CharClass::kDigit || char_class == CharClass::kNoSpace;
}

void Append(char32_t c, std::string* out) {
  char buffer[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, static_cast<UChar32>(c));
  out->append(buffer, static_cast<std::size_t>(length));
}

// What a word is made of.
struct Census {
  std::uint32_t characters = 0;  // letters and digits
  std::uint32_t latin = 0;
  std::uint32_t latin_alone = 0;    // of them, those that no letter of the other script looks like
  std::uint32_t foreign = 0;        // of other scripts with look-alikes
  std::uint32_t foreign_alone = 0;  // of them, those that look like no Latin one
  std::uint32_t enclosed = 0;
  std::uint32_t others = 0;        // letters of a further script
  Script script = Script::kOther;  // the first other script
  bool several = false;            // there is a second other one
  std::uint32_t optional_marks = 0;
  std::uint32_t general_marks = 0;
  std::uint32_t most_marks = 0;  // on one character
  bool strokes = false;

  void Count(char32_t c);
  void CountLetter(char32_t c);
  // A second pass, when the other script is known.
  void CountAlone(std::string_view word);

  [[nodiscard]] bool HasNoise() const { return most_marks >= kMarksOfNoise || general_marks > characters; }

 private:
  std::uint32_t marks_ = 0;
};

void Census::Count(char32_t c) {
  if (IsOptionalMark(c)) {
    ++optional_marks;
  } else if (IsGeneralMark(c)) {
    ++general_marks;
    most_marks = std::max(most_marks, ++marks_);
    strokes = strokes || IsStrokeOrFrame(c);
  } else if (IsLetterOrDigit(c)) {
    ++characters;
    marks_ = 0;
    if (ClassOf(c) == CharClass::kLetter) CountLetter(c);
  }
}

void Census::CountLetter(char32_t c) {
  const Script of = ScriptOf(c);
  if (of == Script::kLatin || of == Script::kEnclosed) {
    ++latin;
    enclosed += of == Script::kEnclosed ? 1 : 0;
  } else if (of == Script::kOther) {
    ++others;
  } else {
    several = several || (script != Script::kOther && of != script);
    if (script == Script::kOther) script = of;
    ++foreign;
    foreign_alone += LatinLookAlike(c) == 0 ? 1 : 0;
  }
}

// Enclosed letters as Latin ones.
char32_t Disclose(char32_t c) { return ScriptOf(c) == Script::kEnclosed ? LatinLookAlike(c) : c; }

void Census::CountAlone(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    char32_t c = 0;
    at += ReadUtf8(word, at, &c);
    c = Disclose(c);
    if (ScriptOf(c) == Script::kLatin && ForeignLookAlike(c, script) == 0) ++latin_alone;
  }
}

// What becomes of the letters of several scripts.
enum class Target : std::uint8_t { kKeep, kLatin, kForeign, kEither };

Target ChooseTarget(const Census& census) {
  if (census.others > 0) return Target::kKeep;
  const bool may_be_latin = census.foreign_alone == 0;
  if (census.foreign == 0 || (census.several && may_be_latin)) return Target::kLatin;
  if (census.latin == 0 || census.several) return Target::kKeep;
  // Mathematics and units mix Greek with Latin letters.
  const bool may_be_foreign =
      census.latin_alone == 0 &&
      (census.script == Script::kCyrillic || (census.script == Script::kGreek && census.foreign > census.latin));
  if (may_be_latin) return may_be_foreign ? Target::kEither : Target::kLatin;
  return may_be_foreign ? Target::kForeign : Target::kKeep;
}

char32_t MapLetter(char32_t c, Target target, Script script) {
  c = Disclose(c);
  char32_t mapped = 0;
  if (target == Target::kLatin && c >= 0x80) mapped = LatinLookAlike(c);
  if (target == Target::kForeign && ScriptOf(c) == Script::kLatin) mapped = ForeignLookAlike(c, script);
  return mapped == 0 ? c : mapped;
}

// Composed again, in place of all the general marks that `text` has, also in composed letters. As it is when ICU fails.
std::string WithoutGeneralMarks(const std::string& text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(error);
  const icu::Normalizer2* compose = icu::Normalizer2::getNFCInstance(error);
  if (U_FAILURE(error)) return text;
  const icu::UnicodeString apart = decompose->normalize(icu::UnicodeString::fromUTF8(text), error);
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 c = apart.char32At(i);
    if (!IsGeneralMark(static_cast<char32_t>(c))) kept.append(c);
  }
  std::string result;
  compose->normalize(kept, error).toUTF8String(result);
  return U_FAILURE(error) ? text : result;
}

}  // namespace

bool MayBeMasked(std::string_view word) noexcept {
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto lead = static_cast<unsigned char>(word[i]);
    if (lead < 0xcc || (lead > 0xdb && lead < 0xe0)) continue;  // ASCII, other Latin letters, trailing bytes
    if (lead < 0xe0 || lead >= 0xf0) return true;
    const auto next = static_cast<unsigned char>(i + 1 < word.size() ? word[i + 1] : '\0');
    const bool passes = (lead == 0xe0 && next != 0xa3) || (lead == 0xe1 && next >= 0xb8 && next <= 0xbb) ||
                        (lead == 0xe2 && next != 0x83) || (lead >= 0xe3 && lead <= 0xe9) ||
                        (lead == 0xea && next >= 0x9d) || (lead >= 0xeb && lead <= 0xee) ||
                        (lead == 0xef && next != 0xb8);
    if (!passes) return true;
  }
  return false;
}

namespace {

// Writes the plain form of `word` when its letters go to `target`; returns how many characters hid it.
std::uint32_t Write(std::string_view word, const Census& census, Target target, std::string* text) {
  text->clear();
  std::uint32_t removed = 0;
  std::uint32_t replaced = 0;
  bool after_digit = false;
  for (std::size_t at = 0; at < word.size();) {
    char32_t c = 0;
    at += ReadUtf8(word, at, &c);
    if (IsOptionalMark(c)) continue;
    if (IsStrokeOrFrame(c)) {
      removed += after_digit ? 0 : 1;  // a framed digit is a keycap
      continue;
    }
    const char32_t mapped = MapLetter(c, target, census.script);
    replaced += mapped == c ? 0 : 1;
    if (IsLetterOrDigit(c)) after_digit = ClassOf(c) == CharClass::kDigit;
    Append(mapped, text);
  }
  if (census.HasNoise()) {
    *text = WithoutGeneralMarks(*text);
    removed = census.general_marks;
  }
  return removed + replaced - (census.enclosed < kEnclosedInARow ? std::min(census.enclosed, replaced) : 0);
}

}  // namespace

void Unmask(std::string_view word, UnmaskedWord* result) {
  result->guise = Guise::kPlain;
  result->disguised = 0;
  Census census;
  for (std::size_t at = 0; at < word.size();) {
    char32_t c = 0;
    at += ReadUtf8(word, at, &c);
    census.Count(c);
  }
  const bool marks_go = census.optional_marks > 0 || census.strokes || census.HasNoise();
  const bool is_mixed = census.foreign > 0 && (census.latin > 0 || census.several);
  if (is_mixed) census.CountAlone(word);
  Target target = ChooseTarget(census);
  const bool looks_latin =
      census.foreign > 0 && !is_mixed && census.others == 0 && census.foreign_alone == 0 && !marks_go;
  if (looks_latin) target = Target::kLatin;
  const bool letters_change = census.enclosed > 0 || looks_latin || (is_mixed && target != Target::kKeep);
  if (!marks_go && !letters_change) {
    if (census.foreign_alone > 0 && census.latin == 0) result->guise = Guise::kForeign;
    return;
  }
  const bool is_either = is_mixed && target == Target::kEither;
  if (is_either) target = census.foreign > census.latin ? Target::kForeign : Target::kLatin;
  result->disguised = Write(word, census, target, &result->text);
  if (result->text.empty()) {  // tatweel alone
    result->disguised = 0;
  } else if (looks_latin) {
    result->guise = Guise::kLookAlike;
  } else if (is_either) {
    result->guise = Guise::kEither;
    result->other_is_latin = target == Target::kForeign;
    result->other_disguised =
        Write(word, census, result->other_is_latin ? Target::kLatin : Target::kForeign, &result->other);
  } else if (is_mixed && target != Target::kKeep) {
    result->guise = target == Target::kForeign ? Guise::kReversed : Guise::kDisguised;
  } else {
    result->guise = result->disguised > 0 ? Guise::kNoise : Guise::kSpelling;
  }
}

void WordContext::Decide(std::size_t token, Side side, std::vector<Decision>* taken) {
  for (const Pending& pending : pending_) {
    const Side after = token - pending.word.token <= kReach ? side : Side::kNothing;
    const bool near_disguise = pending.before == Side::kDisguised || after == Side::kDisguised;
    const bool near_foreign = pending.before == Side::kForeign || after == Side::kForeign;
    const bool is_taken = pending.word.for_latin ? near_disguise && !near_foreign : near_foreign && !near_disguise;
    if (is_taken) taken->push_back(pending.word);
  }
  pending_.clear();
}

void WordContext::Meet(std::size_t token, Guise guise, std::vector<Decision>* taken) {
  last_side_ = guise == Guise::kDisguised ? Side::kDisguised : Side::kForeign;
  Decide(token, last_side_, taken);
  last_ = token;
}

void WordContext::Await(const Decision& word) {
  const bool is_near = last_side_ != Side::kNothing && word.token - last_ <= kReach;
  pending_.push_back({.word = word, .before = is_near ? last_side_ : Side::kNothing});
}

void WordContext::Finish(std::vector<Decision>* taken) { Decide(0, Side::kNothing, taken); }

}  // namespace copydesk
