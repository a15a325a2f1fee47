"""Families of template pages: fixed text with slots, filled with names, numbers and texts of each page's own.

A family has a kind, a share of fixed words (the skeleton), a style, and either one source or none. By its style the
slots are for numbers, names and words; for names and words, all numbers being the same; or there is none, and a page is
fixed text around text of its own. The lines of its kind alone are
rarely the wanted share: more fixed sentences, the family's own, raise it; paragraphs of the page's own lower it.
"""
import itertools
import re

import template_lines
import variants

SKELETONS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
REWORDED = 0.3
MIN_OWN = 25  # words of a page's own
STYLES = ("numbers", "names", "text")
SLOT = re.compile(r"\{(\w+)\}")
FAMILY_SLOT = re.compile(r"\[(\w+)\]")
FIRST = ("Ada Alan Alma Amos Anna Asa Bela Ben Cara Carl Clara Cora Dale Dora Earl Edda Elsa Emil Enid Eva Faye Finn Flora "
         "Gail Greta Hal Hanna Hugo Ida Inga Ivan Jana Jens Joan Karl Kira Lars Lena Leo Lola Maja Mark Mila Nils Nina Olaf "
         "Olga Otto Paul Petra Rita Rolf Rosa Ruth Sara Sven Thea Tom Uwe Vera Walt Wilma Zoe").split()
CHOICES = {
    "colour": "black white red blue green grey silver brown beige orange".split(),
    "sky": ("clear skies", "a few clouds", "rain at times", "heavy showers", "morning fog", "light snow", "thunderstorms"),
    "wind": ("north", "south", "east", "west", "north-east", "south-west"),
    "moved": ("rose", "fell", "gained", "lost", "climbed", "slipped"),
    "advice": ("buy", "hold", "sell", "outperform", "neutral"),
    "contract": ("permanent", "temporary", "limited to one year", "part-time"),
    "heating": ("gas", "oil", "electric", "district", "underfloor"),
    "adjective": ("charming", "bright", "spacious", "modern", "detached", "traditional"),
    "cause": ("breach of contract", "negligence", "unpaid wages", "trespass", "loss of profit", "defective goods"),
    "job": ("nurse", "welder", "clerk", "driver", "accountant", "teacher", "baker", "planner", "electrician", "cook"),
    "skill": ("spreadsheets", "accounting", "first aid", "French", "German", "welding", "statistics", "drawing"),
    "place": ("hospital", "hospice", "general infirmary", "home of the family", "care home"),
    "charity": ("the lifeboat fund", "the animal shelter", "the public library", "cancer research", "the parish church"),
    "product": ("lamp", "kettle", "desk", "bicycle", "drill", "tent", "camera", "jacket", "blender", "heater"),
    "letter": "A B C D E F".split(),
}
MONTHS = ("January February March April May June July August September October November December").split()
START = ("b br d dr f g gr h k kl l m n p r s st t tr v w").split()
MIDDLE = ("a e i o u ai ea oo").split()
END = ("ck ld ll m n nd ng r rd rn s sk st t tz x").split()


def _name(rng) -> str:
    syllables = rng.randrange(1, 3)
    stem = "".join(rng.choice(START) + rng.choice(MIDDLE) for _ in range(syllables))
    return (stem + rng.choice(START)[0] + rng.choice(MIDDLE) + rng.choice(END)).capitalize()


FILLERS = {
    "first": lambda rng: rng.choice(FIRST), "middle": lambda rng: rng.choice(FIRST)[0] + ".", "surname": _name,
    "city": lambda rng: _name(rng) + rng.choice(("ville", "ton", "burg", " Falls", " Bay", "")),
    "company": lambda rng: _name(rng) + rng.choice((" and Sons", " Industries", " Group", " Holdings", " Brothers", "")),
    "court": lambda rng: rng.choice(("county court", "district court", "high court", "court of appeal")),
    "street": lambda rng: _name(rng) + rng.choice((" Street", " Road", " Lane", " Avenue")),
    "model": lambda rng: _name(rng) + f" {rng.randrange(100, 999)}",
    "num": lambda rng: str(rng.randrange(10, 100)), "small": lambda rng: str(rng.randrange(2, 30)),
    "hour": lambda rng: str(rng.randrange(1, 12)), "time": lambda rng: f"{rng.randrange(1, 12)}:{rng.randrange(10, 60)}",
    "age": lambda rng: str(rng.randrange(40, 100)), "year": lambda rng: str(rng.randrange(1890, 2030)),
    "pct": lambda rng: str(rng.randrange(1, 100)), "temp": lambda rng: str(rng.randrange(-5, 35)),
    "press": lambda rng: str(rng.randrange(980, 1040)), "rate": lambda rng: f"{rng.randrange(1, 5)}.{rng.randrange(10)}",
    "dec": lambda rng: f"{rng.randrange(0, 20)}.{rng.randrange(10)}",
    "price": lambda rng: f"{rng.randrange(1, 900)}.{rng.randrange(10, 100)}",
    "phone": lambda rng: f"{rng.randrange(100, 999)} {rng.randrange(1000, 9999)}",
    "date": lambda rng: f"{rng.choice(MONTHS)} {rng.randrange(1, 29)}",
    "birthdate": lambda rng: f"{rng.choice(MONTHS)} {rng.randrange(1, 29)}, {rng.randrange(1920, 1985)}",
}


def _fill(slot: str, rng) -> str:
    size = re.search(r"\d", slot)
    if slot.startswith("num") and size and size.group() in "35":
        digits = int(size.group())
        return str(rng.randrange(10 ** (digits - 1), 10 ** digits))
    kind = slot.rstrip("0123456789bc") if slot.startswith("num") else slot.rstrip("0123456789")
    return FILLERS[kind](rng) if kind in FILLERS else rng.choice(CHOICES[kind])


def _reword(line: str, base, rng) -> str:
    """Two sites do not print the same sentences: some of the words become the family's own."""
    return " ".join(base.word(rng) if word.isalpha() and rng.random() < REWORDED else word for word in line.split(" "))


class Family:
    """One site's pages of one kind. `source` is empty where the pages have none."""

    def __init__(self, number: int, kind: str, skeleton: float, style: str, has_source: bool, base, rng):
        self.name, self.kind, self.skeleton, self.style = f"f{number:04}", kind, skeleton, style
        self.source = f"{kind}s-{number:04}" if has_source else ""
        self._lines = [FAMILY_SLOT.sub(lambda slot: _fill(slot[1], rng), _reword(line, base, rng))
                       for line in template_lines.KINDS[kind]]
        if style == "names":
            constants = {}
            self._lines = [SLOT.sub(lambda slot: self._without_numbers(slot, constants, rng), line) for line in self._lines]
        if style == "text":
            self._lines[1:] = [line for line in self._lines[1:] if not SLOT.search(line)]
        text = " ".join(self._lines[1:])
        self._fixed = len(SLOT.sub("", text).split())
        self._own = len(SLOT.sub(lambda slot: _fill(slot[1], rng), text).split()) - self._fixed
        # fixed / (fixed + own) = skeleton, by more of the one or of the other
        self._boilerplate = []
        own = max(self._own, MIN_OWN)
        extra = round(skeleton * own / (1 - skeleton)) - self._fixed
        if extra > 12:
            self._boilerplate = base.paragraphs(rng, extra)
            self._fixed += variants.count_words(self._boilerplate)
        self._content = max(0, round(self._fixed / skeleton) - self._fixed - self._own)

    @staticmethod
    def _without_numbers(slot, constants: dict, rng) -> str:
        """The slot, or one number for the whole family in its place."""
        value = constants.setdefault(slot[1], _fill(slot[1], rng))
        return value if any(character.isdigit() for character in value) else slot[0]

    def page(self, base, rng) -> tuple:
        """(headline, text)."""
        values = {}

        def fill(slot) -> str:
            if slot[1] not in values:
                values[slot[1]] = _fill(slot[1], rng)
            return values[slot[1]]

        lines = [SLOT.sub(fill, line) for line in self._lines]
        half = len(lines) // 2
        parts = ["\n".join(lines[1:half])]
        if self._content >= 6:
            parts.append(variants.render(base.paragraphs(rng, self._content)))
        parts.append("\n".join(lines[half:]))
        if self._boilerplate:
            parts.append(variants.render(self._boilerplate))
        return lines[0], "\n\n".join(parts)


# Reports of the weather that differ in nothing but the town's name do not exist.
SETTINGS = tuple(setting for setting in itertools.product(sorted(template_lines.KINDS), SKELETONS, STYLES, (True, False))
                 if (setting[0], setting[2]) != ("weather", "names"))


def families(count: int, base, rng):
    """Families of every kind, skeleton, style and kind of source in turn."""
    settings = rng.sample(SETTINGS, len(SETTINGS))
    return [Family(i, *settings[i % len(settings)], base, rng) for i in range(count)]
