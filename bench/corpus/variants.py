"""What is done to a text to make a relative of it: edits at a rate, cuts, moves, noise, disguises.

A text is a list of paragraphs, a paragraph a list of sentences, a sentence a list of words with their punctuation.
Every function leaves its argument as it is and returns a new text.
"""
import unicodedata

RATES = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4)
QUOTES = "\"“”"


def render(paragraphs) -> str:
    return "\n\n".join(" ".join(" ".join(sentence) for sentence in paragraph) for paragraph in paragraphs)


def count_words(paragraphs) -> int:
    return sum(len(sentence) for paragraph in paragraphs for sentence in paragraph)


def _replacement(word: str, base, rng) -> str:
    """Another word with the punctuation and the capital of this one."""
    new = base.word(rng)
    while new.lower() == word.strip('".,').lower():
        new = base.word(rng)
    if word.lstrip('"')[:1].isupper():
        new = new[0].upper() + new[1:]
    return word[:len(word) - len(word.lstrip('"'))] + new + word[len(word.rstrip('".,')):]


def edit(paragraphs, how: str, rate: float, base, rng):
    """Substitutes, inserts or deletes about that share of the words; `mixed` does each a third of the time."""
    out = []
    for paragraph in paragraphs:
        sentences = []
        for sentence in paragraph:
            words = []
            for word in sentence:
                if rng.random() >= rate:
                    words.append(word)
                    continue
                action = rng.choice(("substitute", "insert", "delete")) if how == "mixed" else how
                if action == "substitute":
                    words.append(_replacement(word, base, rng))
                elif action == "insert":
                    words += [word, base.word(rng)]
                elif any(mark in word for mark in QUOTES):
                    words.append(word)  # half a quotation would turn what follows into one
            if words:
                sentences.append(words)
        if sentences:
            out.append(sentences)
    return out


def drop_sentences(paragraphs, rate: float, rng):
    kept = [[sentence for sentence in paragraph if rng.random() >= rate] for paragraph in paragraphs]
    return [paragraph for paragraph in kept if paragraph] or paragraphs[:1]


def reorder_sentences(paragraphs, rate: float, rng):
    """Takes that share of the sentences out and deals them to each other's places in another order."""
    places = [(p, s) for p, paragraph in enumerate(paragraphs) for s in range(len(paragraph))]
    moved = sorted(rng.sample(places, min(len(places), max(2, round(rate * len(places))))))
    targets = moved[:]
    rng.shuffle(targets)
    if targets == moved:
        targets = moved[1:] + moved[:1]
    out = [list(paragraph) for paragraph in paragraphs]
    for (p, s), (q, t) in zip(moved, targets):
        out[q][t] = paragraphs[p][s]
    return out


def cut(paragraphs, where: str, share: float):
    """Cuts sentences of that share of the words off the tail or head, or out of the middle."""
    flat = [(p, sentence) for p, paragraph in enumerate(paragraphs) for sentence in paragraph]
    words = count_words(paragraphs)
    begin, end = {"tail": (1 - share, 1.0), "head": (0.0, share), "middle": ((1 - share) / 2, (1 + share) / 2)}[where]
    out, at, last = [], 0, None
    for p, sentence in flat:
        middle = (at + len(sentence) / 2) / words
        at += len(sentence)
        if begin <= middle < end:
            continue
        if p != last:
            out.append([])
        out[-1].append(sentence)
        last = p
    return out or paragraphs[:1]


CONFUSIONS = {"rn": "m", "m": "rn", "l": "1", "I": "l", "O": "0", "e": "c", "h": "b", "cl": "d", "d": "cl", "S": "5",
              "u": "n", "a": "o", "t": "f", "i": "1", "w": "vv"}


def ocr_noise(paragraphs, rate: float, rng):
    """Misreads letters in that share of the words, or breaks them at a line end with a hyphen."""
    def noisy(word: str) -> str:
        if rng.random() >= rate:
            return word
        if len(word) > 6 and rng.random() < 0.3:
            middle = rng.randrange(3, len(word) - 2)
            return word[:middle] + "-\n" + word[middle:]
        found = [part for part in CONFUSIONS if part in word]
        if not found:
            return word[:-1] + "i" + word[-1:] if len(word) > 1 else word
        part = rng.choice(found)
        return word.replace(part, CONFUSIONS[part], 1)
    return [[[noisy(word) for word in sentence] for sentence in paragraph] for paragraph in paragraphs]


FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
LIGATURES = (("ffi", "ﬃ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ"), ("st", "ﬆ"))
LOOK_ALIKES = str.maketrans("aeopcxyAEOPCXBHKMT", "аеорсхуАЕОРСХВНКМТ")  # Latin to Cyrillic


def _inside_words(text: str, mark: str, rng) -> str:
    """`mark` put inside about a third of the longer words."""
    words = text.split(" ")
    for i, word in enumerate(words):
        if len(word) > 5 and word.isalpha() and rng.random() < 0.35:
            at = rng.randrange(2, len(word) - 1)
            words[i] = word[:at] + mark + word[at:]
    return " ".join(words)


def _look_alikes(text: str, rng) -> str:
    return " ".join(word.translate(LOOK_ALIKES) if rng.random() < 0.3 else word for word in text.split(" "))


def _ligatures(text: str) -> str:
    for letters, ligature in LIGATURES:
        text = text.replace(letters, ligature)
    return text


def _curly(text: str) -> str:
    pieces = text.replace("'", "’").split('"')
    return "".join(piece + ("" if i + 1 == len(pieces) else "“" if i % 2 == 0 else "”")
                   for i, piece in enumerate(pieces))


# Functions of the rendered text that change none of its words.
DISGUISES = {
    "decomposed": lambda text, rng: unicodedata.normalize("NFD", text),
    "full width": lambda text, rng: text.translate(FULL_WIDTH),
    "ligatures": lambda text, rng: _ligatures(text),
    "curly quotes": lambda text, rng: _curly(text),
    "upper case": lambda text, rng: text.upper(),
    "no commas": lambda text, rng: text.replace(", ", " "),
    "soft hyphens": lambda text, rng: _inside_words(text, "\u00ad", rng),
    "zero width": lambda text, rng: _inside_words(text, "\u200b", rng),
    "look-alikes": _look_alikes,
    "white space": lambda text, rng: text.replace(" ", "\u00a0 ").replace("\n\n", "\r\n \r\n"),
}
