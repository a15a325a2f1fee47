"""Runs a command and measures it: seconds, processor seconds, and the peak memory of all its processes together.

Who calls this should be small: Linux tells of a process that it used at least what its parent did when it started it.
"""
import dataclasses
import os
import pathlib
import signal
import subprocess
import tempfile
import threading
import time

INTERVAL = 0.2  # seconds between two looks at the memory


@dataclasses.dataclass
class Measured:
    """One run. `peak_bytes` is the largest sum over the processes of one moment, shared pages counted once."""
    status: int | None  # None: it was stopped at the time limit
    seconds: float
    processor_seconds: float
    peak_bytes: int
    output: str
    error: str


def members(session: int) -> list:
    """The processes of a session, which all descendants of its leader are in unless they leave it."""
    found = []
    for folder in pathlib.Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has ended
            if int(fields[3]) == session:
                found.append(int(folder.name))
    return found


def memory(process: int) -> int:
    """Bytes of a process, a page that n processes share counting one nth to each; 0 when it has ended."""
    try:
        for line in pathlib.Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def run(command: list, environment: dict | None = None, limit: float | None = None) -> Measured:
    """Runs a command of its own session to its end, or for `limit` seconds."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as error:
        began = time.monotonic()
        # Not Popen.wait: only wait4 tells what this child used.
        child = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=output, stderr=error,
                                 env=environment, start_new_session=True)
        peak, ended, stopped = [0], threading.Event(), []

        def watch() -> None:
            while not ended.wait(INTERVAL):
                peak[0] = max(peak[0], sum(memory(process) for process in members(child.pid)))
                if limit and time.monotonic() - began > limit and not stopped:
                    stopped.append(True)
                    os.killpg(child.pid, signal.SIGKILL)

        watcher = threading.Thread(target=watch)
        watcher.start()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - began
        ended.set()
        watcher.join()
        child.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (output, error):
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
    largest = max(peak[0], usage.ru_maxrss * 1024)
    return Measured(None if stopped else child.returncode, seconds, usage.ru_utime + usage.ru_stime, largest, *texts)
