#!/usr/bin/env python3
"""Makes src/sketch/background_table.inc: how common words are, and which are function words of which language.

Origin, both MIT License:
* the lexeme_prob tables of spacy-lookups-data 1.0.5 (Copyright (c) 2019 ExplosionAI GmbH): the natural logarithm of a
  word form's probability in web text, for German, Greek, English and Spanish;
* the stop words of spaCy 3.8.7 (Copyright (C) 2016-2024 ExplosionAI GmbH, 2016 spaCy GmbH, 2015 Matthew Honnibal), for
  60 languages.

    pip download --no-deps -d DIR spacy-lookups-data==1.0.5 spacy==3.8.7
    scripts/background/make.py DIR > src/sketch/background_table.inc

src/sketch/background.h says what the values mean. A word is known by its hash (word_hash.py).
"""
import collections
import glob
import gzip
import json
import math
import sys
import unicodedata
import zipfile

from word_hash import hash_word

PROBABILITY_LANGUAGES = ("de", "el", "en", "es")
# The other stop word lists of spaCy are of classical, ancient or rarely printed languages.
LANGUAGES = (
    "en de es el af am ar az bg bn ca cs da et eu fa fi fr ga gu he hi hr hu hy id is it ja kn ko ky lt lv mk ml mr "
    "ms nb ne nl pl pt ro ru si sk sl sq sr sv ta te th tl tr uk ur vi zh"
).split()

LIMIT = 14.0  # words with a rarer than exp(-LIMIT) probability are left out
STEP = 0.25  # of a level
QUOTED = 5.0  # a word that is so much rarer in another language is a quotation there
QUOTED_CAPITAL = 4.5  # the same for German nouns: Hamburg is printed elsewhere, Haus is quoted
RARE = 10.0  # a word that is rarer is of no weight beside a use as a function word
FUNCTION_WORD = 4.0  # -log(probability) of a function word that has no other use
MAX_WEIGHT = 9  # kUnknownWordWeight

# Characters of zh that are function words, or part of one, nearly wherever they stand; the list has many more.
ZH_CHARACTERS = "的了是和与及也就这那之而被把从但或又个们他她我你它着还很于其都等至并则吗呢吧啊么且若"

# Contractions, which the tables have in two pieces.
EN_CONTRACTIONS = (
    [w + "n't" for w in "do does did is are was were has have had would could should ca wo must need might".split()]
    + [w + "'" + e for w in "i you he she it we they that there who what".split() for e in "m s re ve ll d".split()]
)


def fold(form: str) -> str:
    return unicodedata.normalize("NFKC", form.replace("’", "'").replace("‘", "'").casefold())


def is_word(form: str) -> bool:
    categories = [unicodedata.category(c)[0] for c in form]
    if not form or not all(c in "LM" or f in "'’‘" for c, f in zip(categories, form)):
        return all("0" <= c <= "9" for c in form) and form != ""
    return categories[0] == "L"


class Word:
    def __init__(self) -> None:
        self.probability = [0.0] * len(PROBABILITY_LANGUAGES)
        self.capital = [0.0] * len(PROBABILITY_LANGUAGES)  # the part of it that begins with a capital
        self.function = 0  # bit i: of LANGUAGES[i]


def read_probabilities(wheel: zipfile.ZipFile, words: dict[str, Word]) -> None:
    for i, language in enumerate(PROBABILITY_LANGUAGES):
        table = json.loads(gzip.decompress(wheel.read(f"spacy_lookups_data/data/{language}_lexeme_prob.json.gz")))
        rarest = min(table.values())  # stands for "hardly ever seen"
        for form, log_probability in table.items():
            if is_word(form) and log_probability > rarest:
                word = words[fold(form)]
                word.probability[i] += math.exp(log_probability)
                if form[0].isupper():
                    word.capital[i] += math.exp(log_probability)


def read_function_words(wheel: zipfile.ZipFile, words: dict[str, Word]) -> None:
    for i, language in enumerate(LANGUAGES):
        names: dict[str, set[str]] = {}
        exec(wheel.read(f"spacy/lang/{language}/stop_words.py").decode(), names)
        listed = {fold(w) for w in names["STOP_WORDS"]}
        if language == "en":
            listed |= set(EN_CONTRACTIONS)
        if language == "zh":
            listed = {w for w in listed if len(w) == 2} | set(ZH_CHARACTERS)
        for word in listed:
            if is_word(word) and not word.isdigit():
                words[word].function |= 1 << i


def rarity(probability: float) -> float:
    return -math.log(probability) if probability > 0 else math.inf


class Value:
    """What is kept of a word."""

    def __init__(self, word: Word) -> None:
        by_language = dict(zip(PROBABILITY_LANGUAGES, word.probability))
        capital = dict(zip(PROBABILITY_LANGUAGES, word.capital))
        content = [p for l, p in by_language.items() if not word.function >> LANGUAGES.index(l) & 1]
        commonest = rarity(max(word.probability))
        self.rarity = rarity(max(content, default=0))
        if self.rarity > commonest + QUOTED:
            self.rarity = commonest
        if self.rarity > LIMIT and word.function:
            self.rarity = FUNCTION_WORD
        # Of SimHash: a rare word of the four languages is of no weight as a function word of another.
        if word.function and commonest > RARE:
            commonest = FUNCTION_WORD
        self.weight = min(MAX_WEIGHT, max(0, round(commonest) - 3))
        # The Greek table has few capitals. A German word that is far rarer elsewhere is a quotation there.
        mass = by_language["en"] + by_language["es"]
        self.german = by_language["de"] > mass * math.exp(QUOTED_CAPITAL)
        printed = (capital["de"], by_language["de"]) if self.german else (capital["en"] + capital["es"], mass)
        self.capital = printed[0] * 2 > printed[1]


def entries(words: dict[str, Word]) -> list[tuple[int, int, int]]:
    """(hash, level and flags, function languages and weight) of the words that are kept, by hash."""
    result = []
    for text, word in words.items():
        value = Value(word)
        if value.rarity > LIMIT:
            continue
        level = min(63, max(0, round(value.rarity / STEP)))
        function = word.function | value.weight << len(LANGUAGES) if word.function else 0
        result.append((hash_word(text.encode()), level << 2 | value.german << 1 | value.capital, function))
    return sorted(result)


def print_rows(values: list[str], per_row: int) -> None:
    for i in range(0, len(values), per_row):
        print(",".join(values[i : i + per_row]) + ",")


def main() -> int:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    assert len(LANGUAGES) == 60
    words: dict[str, Word] = collections.defaultdict(Word)
    with zipfile.ZipFile(glob.glob(f"{sys.argv[1]}/spacy_lookups_data-1.0.5-*.whl")[0]) as wheel:
        read_probabilities(wheel, words)
    with zipfile.ZipFile(glob.glob(f"{sys.argv[1]}/spacy-3.8.7-*.whl")[0]) as wheel:
        read_function_words(wheel, words)
    table = entries(words)
    buckets = [0] * (1 << 15)
    for word_hash, _, _ in table:
        buckets[word_hash >> 49] += 1
    function = [(word_hash >> 32, languages) for word_hash, _, languages in table if languages]
    print("// Made by scripts/background/make.py from spacy-lookups-data 1.0.5 and spaCy 3.8.7, both under the MIT License")
    print("// (Copyright (c) 2019 ExplosionAI GmbH; Copyright (C) 2016-2024 ExplosionAI GmbH, 2016 spaCy GmbH, 2015 Matthew")
    print(f"// Honnibal). {len(table)} words, {len(function)} of them function words.")
    print("// clang-format off")
    print("constexpr std::uint8_t kBucketSizes[] = {")
    print_rows([str(n) for n in buckets], 2048)
    print("};\nconstexpr std::uint32_t kEntries[] = {")
    print_rows([f"0x{(h >> 25 & 0xFFFFFF) << 8 | value:x}" for h, value, _ in table], 640)
    print("};\nconstexpr std::uint32_t kFunctionHashes[] = {")
    print_rows([f"0x{h:x}" for h, _ in function], 640)
    # 15 bits a function word: the number of its set of languages in 11, its weight above them.
    all_languages = (1 << len(LANGUAGES)) - 1
    sets = sorted({languages & all_languages for _, languages in function})
    place = {languages: i for i, languages in enumerate(sets)}
    assert len(sets) <= 1 << 11
    print("};\nconstexpr std::uint64_t kLanguageSets[] = {")
    print_rows([f"0x{languages:x}" for languages in sets], 400)
    print("};\nconstexpr std::uint16_t kFunctionValues[] = {")
    values = [languages >> len(LANGUAGES) << 11 | place[languages & all_languages] for _, languages in function]
    print_rows([str(value) for value in values], 1024)
    print("};\n// clang-format on")
    return 0


if __name__ == "__main__":
    sys.exit(main())
