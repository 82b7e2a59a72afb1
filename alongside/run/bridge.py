"""Django's pages inside the one process: its WSGI handler, called in a small pool of threads.

An open stream must hold no thread and a page should cost no hops, so Django's own ASGI handler is not
used (docs/decisions/0002).
"""

import io
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address, ip_network
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

PAGE_THREADS = 4
OTHER_CHARSET = re.compile(r";\s*charset=[^;]*", re.I)


class Pieces:
    """An answer made piece by piece. Each piece may be asked for on another page thread, so that no thread
    waits for a slow reader; what makes them holds nothing of the database between two pieces."""

    def __init__(self, result: Any) -> None:
        self._result, self._pieces = result, iter(result)

    def next(self) -> bytes | None:
        """The next piece; None after the last one."""
        return next(self._pieces, None)

    def close(self) -> None:
        self._result.close()


Answer = tuple[int, list[tuple[bytes, bytes]], bytes | Pieces]


class Pages:
    """Answers ordinary requests on page threads; each thread keeps its own database connections."""

    def __init__(self) -> None:
        self.threads = ThreadPoolExecutor(PAGE_THREADS, "page")
        self._handler = WSGIHandler()

    def answer(self, scope: Any, body: bytes) -> Answer:
        """Runs on a page thread."""
        got: list[tuple[int, list[tuple[bytes, bytes]]]] = []

        def start(status: str, headers: list[tuple[str, str]], _: Any = None) -> Any:
            got.append(
                (int(status[:3]), [(n.lower().encode("latin-1"), v.encode("latin-1")) for n, v in headers])
            )

        result = self._handler(environ(scope, body), start)
        if getattr(result, "streaming", False):
            return got[0][0], got[0][1], Pieces(result)
        try:
            content = b"".join(result)
        finally:
            if hasattr(result, "close"):
                result.close()
        return got[0][0], got[0][1], content


def address_of(scope: Any) -> str:
    """Who asks. Behind a proxy on this machine: the address that the proxy saw, which it writes last."""
    address: str = (scope.get("client") or ("",))[0]
    if not settings.HTTPS or not _is_loopback(address):
        return address
    told = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
    last = b",".join(told).rpartition(b",")[2].strip().decode("latin-1")
    try:
        seen = ip_address(last)
    except ValueError:
        return address
    if seen.version == 6:  # one household is a whole /64
        return str(ip_network((seen, 64), strict=False).network_address)
    return str(seen)


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def environ(scope: Any, body: bytes) -> dict[str, Any]:
    """A request of the ASGI server as WSGI spells it. The address is for limits only; nothing stores it."""
    server = scope.get("server") or ("localhost", 80)
    made: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"].split(b"?")[0]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or ""),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": address_of(scope),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        name = raw_name.decode("latin-1").upper().replace("-", "_")
        value = raw_value.decode("latin-1")
        if name == "CONTENT_TYPE":
            made["CONTENT_TYPE"] = OTHER_CHARSET.sub("", value)  # everything we send and take is UTF-8
        elif name != "CONTENT_LENGTH":
            key = f"HTTP_{name}"
            joiner = "; " if name == "COOKIE" else ","
            made[key] = f"{made[key]}{joiner}{value}" if key in made else value
    return made
