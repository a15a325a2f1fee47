// Unmasking: the form in which a folded word (text/fold.h) is hashed. Folding takes off what Unicode calls
// compatibility: full-width and mathematical letters, ligatures, invisible characters. This takes off what is left of
// disguises, and marks that readers do without. The ASCII words of a text are never touched.
//
// 1. Arabic vowel marks (harakat, Quranic marks) and tatweel, Hebrew points and accents go: texts are printed with and
//    without them. Hamza and madda stay, as do the dots of other letters.
// 2. Combining strokes and frames (U+0334 to U+0338, U+20DD and their kind) go. A word where composing left three or
//    more marks on one letter, or more marks than letters, is covered with noise: it loses all marks that belong to no
//    script, those of its composed letters too.
// 3. In a word of several scripts, Latin, Greek, Cyrillic, Armenian, Cherokee and Lisu, look-alikes become the script
// of
//    the letters that have none (text/look_alikes.h): Latin, Cyrillic, or Greek when most letters are. A word that no
//    one script can spell stays as it is. Enclosed letters become Latin anywhere.
// 4. A word that either could spell is of the script that most of its letters have, and a word of one other script that
// Latin could spell is kept,
//    unless the words around say otherwise: see WordContext.
//
// Linear. A rule of one pass over words that are not ASCII; it has a vector form, as what it looks for shows in the
// lead bytes of UTF-8.
#ifndef COPYDESK_TEXT_UNMASK_H_
#define COPYDESK_TEXT_UNMASK_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace copydesk {

enum class Guise : std::uint8_t {
  kPlain,      // the word is its own plain form
  kForeign,    // so, and some letter is of one of those other scripts and looks like no Latin one
  kSpelling,   // marks are gone that readers do without; a few enclosed letters are plain ones
  kNoise,      // marks are gone that hide the word; enclosed letters are plain ones
  kDisguised,  // letters of another script were taken for Latin ones; marks may be gone too
  kReversed,   // Latin letters were taken for Greek or Cyrillic ones
  kEither,     // both could be; the plain form is of the script that most letters have, or Latin
  kLookAlike,  // a word of one other script that looks like a Latin word; its plain form is that one
};

struct UnmaskedWord {
  Guise guise = Guise::kPlain;
  std::uint32_t disguised = 0;  // characters that hid the word; 0 for kSpelling
  std::string text;             // the plain form; not set for kPlain and kForeign
  std::string other;            // for kEither: the form in the other script
  bool other_is_latin = false;
  std::uint32_t other_disguised = 0;
};

// False, at a glance at its bytes, for most words that are their own plain form.
[[nodiscard]] bool MayBeMasked(std::string_view word) noexcept;

// Unmasks a folded word or a bigram. `word` is not empty; neither is a plain form.
void Unmask(std::string_view word, UnmaskedWord* result);

// What the words around say of kLookAlike and kEither: of the nearest words before and after, within kReach tokens,
// that are disguised (kDisguised) or foreign (kForeign, kReversed). Beside a disguised one and no foreign one, they are
// Latin; beside a foreign one and no disguised one, foreign. So words of honest texts stay as they are, and a text that
// hides whole words as well hides nothing.
class WordContext {
 public:
  static constexpr std::size_t kReach = 8;

  struct Decision {
    std::size_t token;
    std::uint64_t hash;      // of the form that is not the first choice
    std::int32_t disguised;  // characters that hide it in that form, less those in the first
    bool for_latin;          // that form is the Latin one
  };

  // A word of kDisguised, kForeign or kReversed: appends to *taken what it decides of the words before it.
  void Meet(std::size_t token, Guise guise, std::vector<Decision>* taken);
  // A word of kLookAlike or kEither.
  void Await(const Decision& word);
  // Whether the last word that was met is foreign and within reach of `token`: a word of kLookAlike there is what it
  // is, whatever follows, and need not wait.
  [[nodiscard]] bool IsBesideForeign(std::size_t token) const {
    return last_side_ == Side::kForeign && token - last_ <= kReach;
  }
  [[nodiscard]] bool IsWaiting() const { return !pending_.empty(); }
  // The end of the text.
  void Finish(std::vector<Decision>* taken);

 private:
  enum class Side : std::uint8_t { kNothing, kDisguised, kForeign };
  struct Pending {
    Decision word;
    Side before;
  };

  void Decide(std::size_t token, Side side, std::vector<Decision>* taken);

  std::vector<Pending> pending_;
  std::size_t last_ = 0;
  Side last_side_ = Side::kNothing;
};

}  // namespace copydesk

#endif  // COPYDESK_TEXT_UNMASK_H_
