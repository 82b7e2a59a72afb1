"""A trace of system calls shows it: what was sent is flushed to the disk before it is answered."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.faults.installs import Install
from tests.faults.serving import Serving

CALLS = "read,readv,recvfrom,recvmsg,write,writev,sendto,sendmsg,pwrite64,pwritev,fsync,fdatasync"
CALL = re.compile(r"^(?P<pid>\d+) +(?P<at>\d+\.\d+) (?P<rest>.*)$")


@dataclass(frozen=True)
class Order:
    """When the line was read from the network, flushed (first time after that), and answered."""

    asked: float
    flushed: float | None
    answered: float


def order(trace: str, log: str) -> Order:
    """From the lines of `strace -f -ttt -T -y`. `log`: what the database's own log has in its path.

    A flush counts from its end. A call that another thread interrupts stands on two lines.
    """
    asked = answered = flushed = None
    flushing: set[str] = set()
    for line in trace.splitlines():
        found = CALL.match(line)
        if found is None:
            continue
        pid, at, rest = found["pid"], float(found["at"]), found["rest"]
        if "POST /live/" in rest and asked is None:
            asked = at
        elif "HTTP/1.1 200" in rest and asked is not None and answered is None:
            answered = at
        if asked is None or flushed is not None:
            continue
        is_flush = re.match(r"f(data)?sync\(", rest) and log in rest
        if is_flush and "<unfinished" in rest:
            flushing.add(pid)
        elif is_flush and " = 0" in rest:
            flushed = at + took(rest)
        elif pid in flushing and re.match(r"<\.\.\. f(data)?sync resumed>", rest) and " = 0" in rest:
            flushing.discard(pid)
            flushed = at
    assert asked is not None, "The trace does not show the line coming in."
    assert answered is not None, "The trace does not show the answer."
    return Order(asked, flushed, answered)


def took(rest: str) -> float:
    found = re.search(r"<(\d+\.\d+)>$", rest)
    return float(found[1]) if found else 0.0


def tracer() -> list[str]:
    """strace, as someone who may look at other processes."""
    assert shutil.which("strace"), "This needs strace: script/test installs it."
    if os.geteuid() == 0:
        return ["strace"]
    scope = Path("/proc/sys/kernel/yama/ptrace_scope")
    if not scope.exists() or scope.read_text().strip() == "0":
        return ["strace"]
    assert shutil.which("sudo"), "Only root may trace other processes here, and there is no sudo."
    return ["sudo", "-n", "strace"]


@contextmanager
def traced(pids: list[int], to: Path) -> Iterator[None]:
    """Each system call of these processes that reads, writes or flushes, in the order they happened."""
    words = [*tracer(), "-f", "-ttt", "-T", "-y", "-s", "300", "-e", f"trace={CALLS}", "-o", str(to)]
    for pid in pids:
        words += ["-p", str(pid)]
    said = to.with_suffix(".said")
    with said.open("wb") as stream:
        running = subprocess.Popen(words, stdout=stream, stderr=stream)
    try:
        until = time.monotonic() + 15
        while len(re.findall(r"Process \d+ attached", said.read_text())) < len(pids):
            assert running.poll() is None, f"strace may not look at these processes: {said.read_text()}"
            assert time.monotonic() < until, said.read_text()
            time.sleep(0.05)
        yield
        time.sleep(0.3)
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(10)


def postgres_processes(url: str) -> list[int]:
    """Every process of that PostgreSQL: ours, the one that writes its log, and the one that began them."""
    with psycopg.connect(url, autocommit=True) as connection:
        mine = connection.info.backend_pid
        rows = connection.execute("SELECT pid FROM pg_stat_activity").fetchall()
        status = Path(f"/proc/{mine}/status")
        assert status.exists(), "This needs a PostgreSQL on this machine."
        parent = re.search(r"^PPid:\t(\d+)$", status.read_text(), re.MULTILINE)
        assert parent is not None
        return [int(parent[1]), *(pid for (pid,) in rows if pid != mine)]


@pytest.mark.server
def test_a_line_is_flushed_to_the_disk_before_it_is_answered(install: Install, tmp_path: Path) -> None:
    with Serving(install, talks=1) as house:
        (talk,) = house.talks
        assert house.say(talk, 0, "so that all is warm", "a-first-ref").status == 200
        url = install.environment.get("DATABASE_URL", "")
        pids = [house.pid(), *(postgres_processes(url) if url else [])]
        log = "/pg_wal/" if url else "alongside.sqlite3-wal"
        for i in range(3):
            to = tmp_path / f"trace-{i}"
            with traced(pids, to):
                assert house.say(talk, 1, "is this safe?", f"a-ref-of-{i}").status == 200
            seen = order(to.read_text(), log)
            assert seen.flushed is not None, "Nothing was flushed at all."
            assert seen.asked < seen.flushed < seen.answered


REQUEST = '7 100.1 read(14<socket:[1]>, "POST /live/5/say HTTP/1.1", 65536) = 300 <0.000010>'
WRITE = '9 100.2 pwrite64(8</d/alongside.sqlite3-wal>, "x", 4096, 0) = 4096 <0.000010>'
FLUSH = "9 100.3 fdatasync(8</d/alongside.sqlite3-wal>) = 0 <0.002000>"
ANSWER = '7 100.4 write(14<socket:[1]>, "HTTP/1.1 200 OK\\r\\n", 200) = 200 <0.000020>'


def test_the_order_is_read_from_a_trace() -> None:
    seen = order("\n".join([REQUEST, WRITE, FLUSH, ANSWER]), "sqlite3-wal")
    assert (seen.asked, seen.answered) == (100.1, 100.4)
    assert seen.flushed == pytest.approx(100.302)


def test_a_flush_that_others_interrupt_counts_from_its_end() -> None:
    begins = "9 100.3 fdatasync(8</d/alongside.sqlite3-wal> <unfinished ...>"
    ends = "9 100.5 <... fdatasync resumed>) = 0 <0.200000>"
    late = order("\n".join([REQUEST, WRITE, begins, ANSWER, ends]), "sqlite3-wal")
    assert late == Order(100.1, 100.5, 100.4)


def test_no_flush_and_a_flush_of_another_file_and_one_before_the_line_came_are_none() -> None:
    other = FLUSH.replace("alongside.sqlite3-wal", "keys.sqlite3")
    for lines in ([REQUEST, WRITE, ANSWER], [REQUEST, other, ANSWER], [FLUSH, REQUEST, WRITE, ANSWER]):
        assert order("\n".join(lines), "alongside.sqlite3-wal").flushed is None
    failed = FLUSH.replace("= 0", "= -1 EIO (Input/output error)")
    assert order("\n".join([REQUEST, failed, ANSWER]), "sqlite3-wal").flushed is None
