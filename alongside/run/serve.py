"""`alongside serve`: one process with streams, sends, pages and, on SQLite, the worker."""

import signal
import socket
import sys
import time
from types import FrameType

import uvicorn
from django.core.wsgi import get_wsgi_application

from alongside.run.shell import Shell
from alongside.web.live import Live

GRACE = 2  # seconds for what is being answered, once everything was told to stop


class Server(uvicorn.Server):
    """Closes the open streams itself when told to stop; the server would wait for them for ever."""

    def __init__(self, config: uvicorn.Config, live: Live) -> None:
        super().__init__(config)
        self.live = live

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.live.close_streams()
        super().handle_exit(sig, frame)


def listen(host: str, port: int) -> socket.socket:
    """The socket we are reached at, or a plain sentence why not."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as trouble:
        listener.close()
        sys.exit(f"alongside: {host}:{port} cannot be used ({trouble.strerror}). Try another --port.")
    return listener


def serve(host: str, port: int, began: float | None = None) -> None:
    """Serves until told to stop (SIGTERM, SIGINT)."""
    listener = listen(host, port)
    get_wsgi_application()
    live = Live()
    config = uvicorn.Config(
        Shell(live),
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE,
        timeout_keep_alive=75,
        h11_max_incomplete_event_size=16_000,
        backlog=2048,
    )
    server = Server(config, live)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    shown = f"[{host}]" if ":" in host else host
    took = f", ready after {time.monotonic() - began:.1f} s" if began else ""
    print(
        f"  Alongside is at http://{shown}:{listener.getsockname()[1]}{took}. Stop it with Ctrl-C.",
        flush=True,
    )
    server.run(sockets=[listener])
