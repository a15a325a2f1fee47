"""Each rule of check.py is broken once in a temporary tree, and must be reported with file and line."""

import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
import check

NOTE = "TO" + "DO"


class CheckTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        # A tree that uses every permitted direction.
        self.write("README.md", "")
        self.write(".clang-format", "")
        self.write("build/anything/util/x.cc", f"// {NOTE}\n")
        self.write("include/copydesk/block.h", "#include <vector>\n#include \"absl/status/status.h\"\n")
        self.write("include/copydesk/store.h", "#include \"copydesk/block.h\"\n#include <copydesk/block.h>\n")
        for folder, allowed in check.MAY_INCLUDE.items():
            lines = [f'#include "{other}/{other}.h"\n' for other in sorted(allowed | {folder})]
            self.write(f"src/{folder}/{folder}.h", "#pragma once\n")
            self.write(f"src/{folder}/{folder}.cc", "".join(lines) + "#include <copydesk/store.h>\n")
        self.write("src/base/hash.cc", "#include <xxhash.h>\n")
        self.write("src/detector.cc", "".join(f'#include "{name}/{name}.h"\n' for name in check.MAY_INCLUDE))
        self.write("tools/output.h", "")
        self.write("tools/scan.cc", '#include "output.h"\n#include "copydesk/store.h"\n#include <CLI/CLI.hpp>\n')
        self.write("bench/minhash.cc", '#include "sketch/sketch.h"\n#include "text/text.h"\n')
        self.write("tests/store/store_test.cc", '#include "store/store.h"\n#include <gtest/gtest.h>\n')

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def expect_only(self, place, rule):
        errors = check.check_tree(self.root)
        self.assertEqual(len(errors), 1, errors)
        self.assertTrue(errors[0].startswith(f"{place}: "), errors[0])
        self.assertIn(rule, errors[0])

    def test_permitted_directions(self):
        self.assertEqual(check.check_tree(self.root), [])

    def test_every_forbidden_direction_between_folders_of_src(self):
        folders = set(check.MAY_INCLUDE)
        for folder, allowed in check.MAY_INCLUDE.items():
            for other in sorted(folders - allowed - {folder}):
                with self.subTest(includer=folder, included=other):
                    self.write(f"src/{folder}/wrong.cc", f'\n#include "{other}/{other}.h"\n')
                    self.expect_only(f"src/{folder}/wrong.cc:2", f"src/{folder} may not include src/{other}")
                    (self.root / f"src/{folder}/wrong.cc").unlink()

    def test_direction_rules_are_acyclic(self):
        for folder, allowed in check.MAY_INCLUDE.items():
            for other in allowed:
                self.assertNotIn(folder, check.MAY_INCLUDE[other])
                self.assertLessEqual(check.MAY_INCLUDE[other], allowed)

    def test_relative_path_does_not_hide_the_direction(self):
        self.write("src/base/wrong.h", '#include "../text/text.h"\n')
        self.expect_only("src/base/wrong.h:1", "src/base may not include src/text")

    def test_missing_header_is_judged_by_its_folder(self):
        self.write("src/base/wrong.h", '#  include <store/missing.h>\n')
        self.expect_only("src/base/wrong.h:1", "src/base may not include src/store")

    def test_top_of_src_is_for_the_detector_alone(self):
        self.write("src/detector.h", "")
        self.write("src/match/wrong.cc", '#include "detector.h"\n')
        self.expect_only("src/match/wrong.cc:1", "src/match may not include src")

    def test_tools_see_only_the_public_headers(self):
        self.write("tools/wrong.cc", '#include "../src/base/base.h"\n')
        self.expect_only("tools/wrong.cc:1", "tools may not include src/base")

    def test_bench_sees_only_kernels(self):
        self.write("bench/wrong.cc", '#include "store/store.h"\n')
        self.expect_only("bench/wrong.cc:1", "bench may not include src/store")

    def test_library_does_not_include_tests_or_tools(self):
        self.write("src/wrong.cc", '#include "../tools/output.h"\n')
        self.expect_only("src/wrong.cc:1", "src may not include tools")

    def test_new_folder_of_src_needs_an_entry(self):
        self.write("src/novel/wrong.cc", '#include "base/base.h"\n')
        self.expect_only("src/novel/wrong.cc:1", "src/novel has no entry")

    def test_public_headers_include_no_internals_and_no_other_library(self):
        for line in ('#include "base/base.h"', "#include <simdjson.h>", '#include "nlohmann/json.hpp"'):
            with self.subTest(line=line):
                self.write("include/copydesk/wrong.h", f"{line}\n")
                self.expect_only("include/copydesk/wrong.h:1", "a public header includes only")

    def test_scripts_are_executable(self):
        self.write("scripts/wrong", "#!/bin/sh\n")
        self.expect_only("scripts/wrong:1", "chmod +x")
        (self.root / "scripts/wrong").chmod(0o755)
        self.assertEqual(check.check_tree(self.root), [])

    def test_xxhash_stays_in_base(self):
        self.write("tests/base/wrong.cc", "#include <xxhash.h>\n")
        self.expect_only("tests/base/wrong.cc:1", "only src/base includes xxHash")

    def test_vague_folder_names(self):
        for name in sorted(check.VAGUE_FOLDERS):
            with self.subTest(name=name):
                (self.root / "tests/text" / name).mkdir(parents=True)
                self.expect_only(f"tests/text/{name}:1", "no folder is named")
                (self.root / "tests/text" / name).rmdir()

    def test_top_level_layout(self):
        self.write("notes.txt", "")
        self.expect_only("notes.txt:1", "not in the layout")

    def test_file_length(self):
        self.write("src/text/long.cc", "//\n" * check.MAX_LINES)
        self.assertEqual(check.check_tree(self.root), [])
        self.write("src/text/long.cc", "//\n" * (check.MAX_LINES + 1))
        self.expect_only(f"src/text/long.cc:{check.MAX_LINES + 1}", "at most")

    def test_notes_to_self(self):
        for name in ("src/text/wrong.cc", "cmake/wrong.cmake", "tests/text/CMakeLists.txt", "scripts/wrong"):
            with self.subTest(name=name):
                self.write(name, f"\n# {NOTE}: later\n")
                self.expect_only(f"{name}:2", "no notes to self")
                (self.root / name).unlink()


if __name__ == "__main__":
    unittest.main()
