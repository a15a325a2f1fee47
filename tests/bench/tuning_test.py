"""Every numeric default of a public options structure has a row in docs/tuning.md, with the value that it has.

A structure of options is one whose name ends with Options, Rules or Config. Its row begins with the structure, names the
member between backquotes, and gives the default in the second column.
"""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
STRUCTURE = re.compile(r"^struct (\w*(?:Options|Rules|Config)) \{.*?^\};", re.MULTILINE | re.DOTALL)
MEMBER = re.compile(r"^  (?:int|double|float|std::size_t|std::u?int\d+_t) (\w+) = ([^;]+);", re.MULTILINE)
SHIFTED = re.compile(r"std::\w+\{(\d+)\} << (10|20|30)$")


def shown(default):
    """A default as the table gives it: sizes in binary units, others as in the header."""
    shifted = SHIFTED.match(default)
    return f"{shifted[1]} {dict([('10', 'KiB'), ('20', 'MiB'), ('30', 'GiB')])[shifted[2]]}" if shifted else default


def defaults(header):
    """(structure, member, default) of each option in a header's text."""
    for structure in STRUCTURE.finditer(header):
        for member, default in MEMBER.findall(structure[0]):
            yield structure[1], member, shown(default)


def rows(page):
    """First and second cells of the rows of all tables."""
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) > 1:
            yield cells[0], cells[1]


def missing(header, page):
    known = list(rows(page))
    return [(structure, member, default) for structure, member, default in defaults(header)
            if not any(first.startswith(structure) and f"`{member}`" in first and default == second.replace(",", "")
                       for first, second in known)]


class TuningTest(unittest.TestCase):
    def test_every_default_has_its_row(self):
        page = (ROOT / "docs/tuning.md").read_text(encoding="utf-8")
        headers = sorted((ROOT / "include/copydesk").glob("*.h"))
        found = [option for header in headers for option in defaults(header.read_text(encoding="utf-8"))]
        self.assertIn(("RelationRules", "near_jaccard"), [option[:2] for option in found])
        for header in headers:
            self.assertEqual(missing(header.read_text(encoding="utf-8"), page), [], f"of {header.name}")

    def test_what_the_test_sees(self):
        header = ("struct ScanOptions {\n  int cap = 1000;  // words\n  std::size_t cache = std::size_t{64} << 20;\n"
                  "  bool on = true;\n  std::string name;\n};\nstruct Match {\n  int size = 7;\n};\n")
        self.assertEqual(list(defaults(header)), [("ScanOptions", "cap", "1000"), ("ScanOptions", "cache", "64 MiB")])
        page = "| ScanOptions `cap` | 1,000 | measured |\n| ScanOptions `cache` | 64 MiB | measured |\n"
        self.assertEqual(missing(header, page), [])
        self.assertEqual(missing(header, page.replace("1,000", "2,000")), [("ScanOptions", "cap", "1000")])
        self.assertEqual(missing(header, page.replace("`cache`", "`cap`")), [("ScanOptions", "cache", "64 MiB")])


if __name__ == "__main__":
    unittest.main()
