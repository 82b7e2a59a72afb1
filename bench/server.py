"""Starts the shipped command for a bench, fills its database first, and reads its CPU time and memory."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """`alongside serve` with its shipped settings on a data folder of its own. Only port, folder and
    database are chosen."""

    def __init__(self) -> None:
        self.data = Path(tempfile.mkdtemp(prefix="alongside-bench-"))
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        os.environ["ALONGSIDE_DATA"] = str(self.data)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.run.settings")

    def prepare(self) -> None:
        """Tables and keys, and Django ready in this process so that the rooms' own verbs can fill them."""
        import django

        django.setup()
        from alongside.run.prepare import prepare

        prepare(self.data)

    def start(self, *options: str, until: str = "/") -> float:
        """Seconds from the command to the first answer at `until` (the first page, unless said)."""
        began = time.perf_counter()
        command = [
            sys.executable,
            "-m",
            "alongside",
            "serve",
            "--port",
            str(self.port),
            "--data",
            str(self.data),
        ]
        self.process = subprocess.Popen([*command, *options], stdout=sys.stderr, stderr=sys.stderr)
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{until}", timeout=5) as page:
                    page.read()
                return time.perf_counter() - began
            except urllib.error.HTTPError as answer:
                if answer.code == 404:  # it is up; there is no such page
                    return time.perf_counter() - began
                raise
            except OSError:
                if self.process.poll() is not None or time.perf_counter() - began > 60:
                    raise RuntimeError("The server did not start.") from None
                time.sleep(0.02)

    def end(self) -> None:
        """Ends the server; its data stays."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)

    def stop(self) -> None:
        """Ends the server and takes its data away."""
        self.end()
        shutil.rmtree(self.data, ignore_errors=True)

    def processes(self) -> list[int]:
        """The server, and on PostgreSQL every process of the database."""
        assert self.process is not None
        return [self.process.pid, *postgres_processes()]

    def cpu_seconds(self) -> float:
        """User and system time of all of it, so far."""
        return sum(cpu_seconds(pid) for pid in self.processes())

    def memory_mb(self) -> float:
        """Resident memory of the server process."""
        assert self.process is not None
        return int(stat(self.process.pid)[21]) * PAGE / 2**20


def stat(pid: int) -> list[bytes]:
    return Path(f"/proc/{pid}/stat").read_bytes().rsplit(b")", 1)[1].split()


def cpu_seconds(pid: int) -> float:
    """Own time and that of ended children."""
    try:
        fields = stat(pid)
    except OSError:
        return 0.0
    return sum(int(fields[i]) for i in (11, 12)) / TICKS


def postgres_processes() -> list[int]:
    if not os.environ.get("DATABASE_URL"):
        return []
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                if (folder / "comm").read_text().startswith("postgres"):
                    found.append(int(folder.name))
            except OSError:
                continue
    return found
