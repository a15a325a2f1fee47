"""bench/processes.py: status, output and memory of a run, and of the processes that it starts."""

import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench"))
import processes

HOLD = "import time; held = b'x' * ({} << 20); time.sleep(1.5)"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD.format(40)!r}])"


class ProcessesTest(unittest.TestCase):
    def test_what_a_command_says(self):
        done = processes.run([sys.executable, "-c", "import sys; print('out'); print('bad', file=sys.stderr); sys.exit(3)"])
        self.assertEqual((done.status, done.output, done.error), (3, "out\n", "bad\n"))
        self.assertGreater(done.seconds, 0)

    def test_memory(self):
        little, much = (processes.run([sys.executable, "-c", HOLD.format(size)]).peak_bytes for size in (1, 60))
        self.assertGreater(much - little, 50 << 20)
        self.assertLess(much - little, 80 << 20)

    def test_memory_of_two_processes_is_added(self):
        one = processes.run([sys.executable, "-c", HOLD.format(40)]).peak_bytes
        both = processes.run([sys.executable, "-c", f"{PARENT[:PARENT.index(';')]}; held = b'x' * (40 << 20){PARENT[PARENT.index(';'):]}"])
        self.assertGreater(both.peak_bytes - one, 30 << 20)

    def test_a_limit_ends_all(self):
        done = processes.run([sys.executable, "-c", PARENT.replace("1.5", "60")], limit=0.5)
        self.assertIsNone(done.status)
        self.assertLess(done.seconds, 20)


if __name__ == "__main__":
    unittest.main()
