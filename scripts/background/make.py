#!/usr/bin/env python3
"""Makes src/sketch/background_words.inc: how common frequent words are, by language.

Origin: the lexeme_prob tables of spacy-lookups-data 1.0.5 from PyPI (MIT License, Copyright (c) 2019 ExplosionAI
GmbH): the natural logarithm of a word form's probability in web text. Word forms that differ only in case are added
up, and a word is kept when its rounded -log(probability) is below LIMIT.

    pip download --no-deps -d DIR spacy-lookups-data==1.0.5
    scripts/background/make.py DIR/spacy_lookups_data-1.0.5-py2.py3-none-any.whl > src/sketch/background_words.inc
"""
import collections
import gzip
import json
import math
import sys
import unicodedata
import zipfile

LANGUAGES = ("de", "el", "en", "es")
LIMIT = 12


def is_word(form: str) -> bool:
    return all(unicodedata.category(c)[0] in "LM" or c in "'’" for c in form) and unicodedata.category(form[0])[0] == "L"


def levels(table: dict[str, float]) -> dict[int, list[str]]:
    """Words by rounded -log(probability), each level in code point order."""
    probability: dict[str, float] = collections.defaultdict(float)
    for form, log_probability in table.items():
        if form and is_word(form):
            word = unicodedata.normalize("NFKC", form.replace("’", "'").casefold())
            probability[word] += math.exp(log_probability)
    result: dict[int, list[str]] = collections.defaultdict(list)
    for word, p in sorted(probability.items()):
        level = round(-math.log(p))
        if level < LIMIT:
            result[level].append(word)
    return result


def main() -> int:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print("// Made by scripts/background/make.py from spacy-lookups-data 1.0.5 (MIT License, Copyright (c) 2019")
    print("// ExplosionAI GmbH). A line is a language, a rounded -log(probability), and the words of that level.")
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        for language in LANGUAGES:
            table = json.loads(gzip.decompress(wheel.read(f"spacy_lookups_data/data/{language}_lexeme_prob.json.gz")))
            for level, words in sorted(levels(table).items()):
                print(f'R"words({language} {level} {" ".join(words)})words",')
    return 0


if __name__ == "__main__":
    sys.exit(main())
