#!/usr/bin/env python3
"""Makes src/page/stamp_words.inc: how ages ("3 hours ago") and dates are written in many languages.

Origin: the locale data of Unicode CLDR as ICU 72 carries it (Unicode License V3, no share-alike). Words are folded. In an
age digits are '#', and white space and full stops are left out. A month or weekday that languages number differently
has the number 0.

    apt install libicu-dev && pip install PyICU==2.16
    scripts/stamps/make.py > src/page/stamp_words.inc
"""
import re
import sys
import textwrap
import unicodedata

import icu

LANGUAGES = (
    "af ar az be bg bn bs ca cs da de el en es et eu fa fi fil fr gl he hi hr hu hy id is it ja ka kk ko lt lv mk ml mr "
    "ms nb nl pl pt pt-PT ro ru sk sl sq sr sv sw ta te th tr uk ur uz vi zh zh-Hant"
).split()
NUMBERS = (1, 2, 3, 5, 11, 21)
STYLES = (0, 1, 2)  # long, short, narrow


def fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).replace("’", "'")
    return "".join(c for c in text if unicodedata.category(c) != "Cf")


def age_pattern(text: str) -> str:
    text = re.sub(r"\d+", "#", fold(text))
    return re.sub(r"[\s.]+", "", text)


def ages(language: str) -> set[str]:
    result = set()
    for style in STYLES:
        numbers = icu.NumberFormat.createInstance(icu.Locale(language))
        formatter = icu.RelativeDateTimeFormatter(icu.Locale(language), numbers, style,
                                                  icu.UDisplayContext.CAPITALIZATION_NONE)
        units = icu.URelativeDateTimeUnit
        for unit in (units.SECOND, units.MINUTE, units.HOUR, units.DAY, units.WEEK, units.MONTH, units.YEAR):
            for number in NUMBERS:
                result.add(age_pattern(formatter.formatNumeric(-number, unit)))
        result.add(age_pattern(formatter.format(icu.UDateDirection.PLAIN, icu.UDateAbsoluteUnit.NOW)))
    return result


def days(language: str) -> set[str]:
    """Today, yesterday, the day before."""
    formatter = icu.RelativeDateTimeFormatter(icu.Locale(language))
    directions = icu.UDateDirection
    words = {fold(formatter.format(direction, icu.UDateAbsoluteUnit.DAY))
             for direction in (directions.THIS, directions.LAST, directions.LAST_2)}
    return {word for word in words if word and " " not in word}


def names(language: str, kind: str) -> dict[str, int]:
    symbols = icu.DateFormatSymbols(icu.Locale(language))
    result: dict[str, int] = {}
    for context in (icu.DateFormatSymbols.FORMAT, icu.DateFormatSymbols.STANDALONE):
        for width in (icu.DateFormatSymbols.WIDE, icu.DateFormatSymbols.ABBREVIATED):
            values = symbols.getMonths(context, width) if kind == "months" else symbols.getWeekdays(context, width)[1:]
            for number, value in enumerate(values, 1):
                word = fold(value).rstrip(".")
                if len(word) >= 2 and " " not in word and not re.search(r"\d", word):
                    result.setdefault(word, number if kind == "months" else (number + 5) % 7 + 1)
    return result


def main() -> int:
    print("// Made by scripts/stamps/make.py from Unicode CLDR as of ICU 72 (Unicode License V3, Copyright (c) 1991-2022")
    print("// Unicode, Inc.). Ages, day words, months and weekdays.")
    patterns: set[str] = set()
    day_words: set[str] = set()
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    clashes = set()
    for language in LANGUAGES:
        patterns |= ages(language)
        day_words |= days(language)
        for table, kind in ((months, "months"), (weekdays, "weekdays")):
            for word, number in names(language, kind).items():
                if table.setdefault(word, number) != number:
                    clashes.add((kind, word))
    for kind, word in clashes:  # "listopad" is October in Croatian and November in Polish: a month, no telling which
        (months if kind == "months" else weekdays)[word] = 0
    patterns = {pattern for pattern in patterns if len(pattern.replace("#", "")) > 1}
    months_and_days = [[f"{word}={number}" for word, number in sorted(table.items())] for table in (months, weekdays)]
    for values in (sorted(patterns), sorted(day_words), *months_and_days):
        print('R"words(')
        print("\n".join(textwrap.wrap(" ".join(values), 118, break_long_words=False, break_on_hyphens=False)))
        print(')words",')
    return 0


if __name__ == "__main__":
    sys.exit(main())
