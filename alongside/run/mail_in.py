"""Mail comes in: a listener for the mail server on this computer, in a thread of its own."""

from __future__ import annotations

import asyncio
import logging
import socket

from django.conf import settings

from alongside.channels.ingress import Ingress
from alongside.run.plain import Stop
from alongside.run.worker import Worker

log = logging.getLogger("alongside.mail")


class MailIn(Worker):
    """Takes mail until told to stop. What is being kept then is kept first."""

    def __init__(self, listening: socket.socket) -> None:
        super().__init__(everything=False)
        self.name = "mail-in"
        self.at = listening.getsockname()
        self._socket = listening
        self._loop: asyncio.AbstractEventLoop | None = None
        self._end: asyncio.Event | None = None

    def run(self) -> None:
        try:
            asyncio.run(self._listen())
        except Exception:
            log.exception("Mail is not taken any more")
        finally:
            self._socket.close()

    def stop(self) -> None:
        self.told_to_stop.set()
        if self._loop is not None and self._end is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end.set)
        super().stop()

    async def _listen(self) -> None:
        from alongside.channels.email.listener import Listener, protocol  # only where mail is taken

        self._end = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        ingress = Ingress()
        ingress.open()
        listener = Listener(ingress)
        server = await self._loop.create_server(lambda: protocol(listener), sock=self._socket)
        if self.told_to_stop.is_set():
            self._end.set()
        await self._end.wait()
        server.close()
        await ingress.close()


def listeners() -> list[Worker]:
    """The listener this process was asked for, or none. A second process cannot have the same port."""
    if settings.MAIL_IN is None:
        return []
    host, port = settings.MAIL_IN
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except OSError as trouble:
        listening.close()
        raise Stop(
            f"ALONGSIDE-044: mail cannot be taken at {host}:{port} ({trouble.strerror}). Give "
            "ALONGSIDE_MAIL_IN to one process only, and choose a port nobody else has."
        ) from trouble
    return [MailIn(listening)]
