"""bench/processes.py: status, output and memory of a run, and of the processes that it starts."""

import pathlib
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench"))
import processes

# Holds memory, says so, and ends with its input.
HOLD = "import sys; held = b'x' * ({} << 20); print('held', flush=True); sys.stdin.read()"
START = f"other = subprocess.Popen([sys.executable, '-c', {HOLD.format(30)!r}], stdout=subprocess.PIPE)"
BOTH = HOLD.format(40).replace("print", f"import subprocess; {START}; other.stdout.readline(); print")
MIB = 1 << 20


def held_by(code: str) -> int:
    """The memory of a session whose processes wait for the end of their input."""
    child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             start_new_session=True)
    with child:
        child.stdout.readline()
        return sum(processes.memory(process) for process in processes.members(child.pid))


class ProcessesTest(unittest.TestCase):
    def test_what_a_command_says(self):
        code = "import sys; print('out'); print('bad', file=sys.stderr); sys.exit(3)"
        done = processes.run([sys.executable, "-c", code])
        self.assertEqual((done.status, done.output, done.error), (3, "out\n", "bad\n"))
        self.assertGreater(done.seconds, 0)

    def test_peak_of_a_run(self):
        little, much = (processes.run([sys.executable, "-c", f"held = b'x' * ({size} << 20)"]).peak_bytes
                        for size in (1, 90))
        self.assertGreater(much - little, 60 * MIB)
        self.assertLess(much - little, 120 * MIB)

    def test_memory_of_all_processes_of_a_session(self):
        one, both = held_by(HOLD.format(40)), held_by(BOTH)
        self.assertGreater(one, 40 * MIB)
        self.assertGreater(both, one + 28 * MIB)
        self.assertLess(both, one + 60 * MIB)

    def test_files_without_a_name(self):
        code = ("import tempfile, time\nwith tempfile.TemporaryFile() as file:\n"
                f"    file.write(bytes({3 * MIB})); file.flush()\n"
                "    end = time.monotonic() + 1\n    while time.monotonic() < end: pass\n")
        done = processes.run([sys.executable, "-c", code])
        self.assertGreaterEqual(done.temporary_bytes, 3 * MIB)
        self.assertLess(done.temporary_bytes, 4 * MIB)

    def test_time_that_others_took(self):
        alone = processes.Measured(0, 10.0, 6.0, 0, "", "", waited_seconds=2.0)
        self.assertAlmostEqual(alone.undisturbed_seconds, 7.5)
        self.assertEqual(processes.Measured(0, 1.0, 0.0, 0, "", "").undisturbed_seconds, 1.0)

    def test_one_that_has_ended_has_none(self):
        child = subprocess.Popen([sys.executable, "-c", ""])
        child.wait()
        self.assertEqual(processes.memory(child.pid), 0)

    def test_a_limit_ends_all(self):
        code = "import signal, subprocess, sys; subprocess.run([sys.executable, '-c', 'import signal; signal.pause()'])"
        self.assertIsNone(processes.run([sys.executable, "-c", code], limit=0.1).status)


if __name__ == "__main__":
    unittest.main()
