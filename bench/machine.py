"""What the figures were measured on."""
import os
import pathlib
import platform


def description() -> dict:
    names = []
    try:
        names = [line.partition(":")[2].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                 if line.startswith("model name")]
    except OSError:
        pass
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {"processor": names[0] if names else platform.processor(), "processors": os.cpu_count(),
            "memory_bytes": pages, "system": platform.system(), "python": platform.python_version()}


def shown(machine: dict) -> str:
    memory = f"{machine['memory_bytes'] / 2**30:.0f} GiB of memory"
    return f"{machine['processor']}, {machine['processors']} processors, {memory}"
