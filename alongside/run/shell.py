"""The one ASGI application: live streams and sends as small functions, static files from memory,
every other page from Django's WSGI handler on a page thread."""

import asyncio
import gzip
from typing import Any

import brotli

from alongside.channels.ingress import BODY_AT_MOST as GATEWAY_BODY_AT_MOST
from alongside.channels.ingress import Ingress, raw_of
from alongside.run.bridge import Pages, Pieces, address_of
from alongside.web import assets
from alongside.web.live import Live
from alongside.web.live_parts import whole

BODY_AT_MOST = 64_000
SQUEEZE_FROM = 400
FOR_EVER = b"public, max-age=31536000, immutable"


class Shell:
    """`live` is told when to open and close; it owns the letterbox and the open streams."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.pages = Pages()
        self.ingress = Ingress()
        self._files: dict[str, tuple[list[tuple[bytes, bytes]], bytes]] = {}
        for address, (kind, data) in assets.files().items():
            headers = [(b"content-type", kind.encode()), (b"cache-control", FOR_EVER)]
            self._files[address] = (headers, data)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close"})
            return
        path = scope["path"]
        if path.startswith("/live/"):
            await self.live(scope, receive, send)
        elif path.startswith("/in/"):
            await self._gateway(scope, receive, send)
        elif path in self._files and scope["method"] in ("GET", "HEAD"):
            await self._file(scope, send, *self._files[path])
        else:
            await self._page(scope, receive, send)

    async def _lifespan(self, receive: Any, send: Any) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self.live.open(asyncio.get_running_loop())
                self.ingress.open()
                await send({"type": "lifespan.startup.complete"})
            else:
                await self.live.close()
                await self.ingress.close()
                self.pages.threads.shutdown(wait=False, cancel_futures=True)
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _gateway(self, scope: Any, receive: Any, send: Any) -> None:
        """/in/PATH/ACTION: a gateway knocks. Anything else there is not there."""
        parts = scope["path"].split("/")
        body = await whole(receive, GATEWAY_BODY_AT_MOST)
        if body is None or len(parts) != 4:
            await answer(send, 404 if body is not None else 413, [], b"", scope["method"])
            return
        raw = raw_of(scope, body, parts[3], address_of(scope))
        try:
            told = await self.ingress.answer(raw, parts[2])
        except OSError:  # neither the database nor the disk takes it: the gateway is to try again
            await answer(send, 503, [], b"", scope["method"])
            return
        headers = [(b"content-type", told.kind.encode()), (b"cache-control", b"no-store")]
        await answer(send, told.status, headers, told.body, scope["method"])

    async def _page(self, scope: Any, receive: Any, send: Any) -> None:
        body = await whole(receive, BODY_AT_MOST)
        if body is None:
            await plain(send, 413, b"That is more than one page can take. Please send less at a time.")
            return
        loop = asyncio.get_running_loop()
        status, headers, content = await loop.run_in_executor(
            self.pages.threads, self.pages.answer, scope, body
        )
        headers = [(name, value) for name, value in headers if name not in (b"content-length", b"vary")]
        if isinstance(content, Pieces):
            await self._in_pieces(send, status, headers, content, scope["method"])
            return
        if len(content) >= SQUEEZE_FROM:
            content, coding = squeezed(scope, content)
            headers += [*coding, (b"vary", b"accept-encoding, cookie")]
        await answer(send, status, headers, content, scope["method"])

    async def _in_pieces(self, send: Any, status: int, headers: Any, pieces: Pieces, method: str) -> None:
        """The next piece is made once the last one is on its way, however slow the reader."""
        loop = asyncio.get_running_loop()
        try:
            await send({"type": "http.response.start", "status": status, "headers": headers})
            while method != "HEAD":
                piece = await loop.run_in_executor(self.pages.threads, pieces.next)
                if piece is None:
                    break
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            await loop.run_in_executor(self.pages.threads, pieces.close)

    async def _file(self, scope: Any, send: Any, headers: Any, data: bytes) -> None:
        data, coding = squeezed(scope, data, quality=11)
        await answer(send, 200, [*headers, *coding, (b"vary", b"accept-encoding")], data, scope["method"])


def squeezed(scope: Any, content: bytes, quality: int = 5) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """The content as small as this browser can read it. Brotli is asked for over HTTPS only, gzip always.

    No page holds a secret beside words of somebody else's choosing, which compression could betray:
    sessions are in cookies and forms carry no token.
    """
    wanted = b",".join(value for name, value in scope["headers"] if name == b"accept-encoding")
    if b"br" in wanted:
        return brotli.compress(content, quality=quality), [(b"content-encoding", b"br")]
    if b"gzip" in wanted:
        return gzip.compress(content, 6, mtime=0), [(b"content-encoding", b"gzip")]
    return content, []


async def plain(send: Any, status: int, words: bytes) -> None:
    await answer(send, status, [(b"content-type", b"text/plain; charset=utf-8")], words, "GET")


async def answer(
    send: Any, status: int, headers: list[tuple[bytes, bytes]], content: bytes, method: str
) -> None:
    headers = [*headers, (b"content-length", b"%d" % len(content))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else content})
