"""Runs a command and measures it: seconds, processor seconds, and the peaks of what all its processes together have in
memory and in temporary files without a name.

Who calls this should be small: Linux tells of a process that it used at least what its parent did when it started it.
"""
import contextlib
import dataclasses
import os
import pathlib
import signal
import stat
import subprocess
import tempfile
import threading
import time

INTERVAL = 0.2  # seconds between two looks at the memory


@dataclasses.dataclass
class Measured:
    """One run. `peak_bytes` is the largest sum over the processes of one moment, shared pages counted once;
    `temporary_bytes` the largest sum of what opened files take on the disk that have no name any more;
    `waited_seconds` how long threads that could run did not, because others did (Linux; of threads that were seen)."""
    status: int | None  # None: it was stopped at the time limit
    seconds: float
    processor_seconds: float
    peak_bytes: int
    output: str
    error: str
    temporary_bytes: int = 0
    waited_seconds: float = 0

    @property
    def undisturbed_seconds(self) -> float:
        """About how long it would have taken on a machine that does nothing else: what runs is slowed down alike."""
        ran = self.processor_seconds
        return self.seconds * ran / (ran + self.waited_seconds) if ran else self.seconds


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


def unnamed(process: int) -> dict:
    """Bytes on the disk of the files without a name that a process has open, by device and number."""
    found = {}
    with contextlib.suppress(OSError):  # it has ended
        for opened in pathlib.Path(f"/proc/{process}/fd").iterdir():
            with contextlib.suppress(OSError):  # it was closed
                about = opened.stat()
                if stat.S_ISREG(about.st_mode) and about.st_nlink == 0:
                    found[about.st_dev, about.st_ino] = about.st_blocks * 512
    return found


def waited(process: int) -> dict:
    """Nanoseconds that each thread of a process has waited for a processor."""
    found = {}
    with contextlib.suppress(OSError):
        for task in pathlib.Path(f"/proc/{process}/task").iterdir():
            with contextlib.suppress(OSError, IndexError):
                found[process, task.name] = int((task / "schedstat").read_text().split()[1])
    return found


def run(command: list, environment: dict | None = None, limit: float | None = None) -> Measured:
    """Runs a command of its own session to its end, or for `limit` seconds."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as error:
        began = time.monotonic()
        # Not Popen.wait: only wait4 tells what this child used.
        child = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=output, stderr=error,
                                 env=environment, start_new_session=True)
        peak, files, waits, ended, stopped = [0], [0], {}, threading.Event(), []

        def watch() -> None:
            while not ended.wait(INTERVAL):
                processes = members(child.pid)
                peak[0] = max(peak[0], sum(memory(process) for process in processes))
                opened = {file: size for process in processes for file, size in unnamed(process).items()}
                files[0] = max(files[0], sum(opened.values()))
                for process in processes:
                    waits.update(waited(process))
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
    return Measured(None if stopped else child.returncode, seconds, usage.ru_utime + usage.ru_stime, largest, *texts,
                    temporary_bytes=files[0], waited_seconds=sum(waits.values()) / 1e9)
