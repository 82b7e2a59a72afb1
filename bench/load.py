"""Many people talking at once, from one event loop: keep-alive connections, a stream each, plain sockets."""

import asyncio
import json
import re
import time
import uuid
from typing import Any

MARK = re.compile(rb"#(\d+)\.(\d+)#")
WORDS = "Thanks for listening yesterday. I slept a little, and the dog came to the river too \u2600. " * 2


class Meter:
    """What was sent, acknowledged and heard."""

    def __init__(self) -> None:
        self.on_the_way: dict[tuple[int, int], float] = {}
        self.acks: list[float] = []
        self.receives: list[float] = []
        self.acknowledged = self.twice = self.forms = self.forms_refused = 0

    def heard(self, conversation: int, number: int) -> None:
        sent = self.on_the_way.pop((conversation, number), None)
        if sent is None:
            self.twice += 1
        else:
            self.receives.append(time.perf_counter() - sent)

    def missing(self) -> int:
        return len(self.on_the_way)

    def clear_times(self) -> None:
        self.acks.clear()
        self.receives.clear()


class Connection(asyncio.Protocol):
    """HTTP/1.1, one request at a time; answers carry a content-length."""

    def __init__(self) -> None:
        self.buffer = b""
        self.waiting: asyncio.Future[int] | None = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def connection_lost(self, trouble: Exception | None) -> None:
        if self.waiting and not self.waiting.done():
            self.waiting.set_exception(ConnectionError("closed"))

    def ask(self, request: bytes) -> "asyncio.Future[int]":
        self.waiting = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self.waiting

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self.buffer[:end].lower()
        at = head.find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n")[0]) if at >= 0 else 0
        if len(self.buffer) < end + 4 + length:
            return
        self.buffer = b""
        if self.waiting and not self.waiting.done():
            self.waiting.set_result(int(head[9:12]))


class Ear(asyncio.Protocol):
    """An open stream that notes each line of the other person."""

    def __init__(self, meter: Meter, own: int) -> None:
        self.meter, self.own, self.buffer = meter, own, b""

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        end = self.buffer.rfind(b"\n\n")
        if end < 0:
            return
        for mark in MARK.finditer(self.buffer[:end]):
            if int(mark[2]) % 2 != self.own:
                self.meter.heard(int(mark[1]), int(mark[2]))
        self.buffer = self.buffer[end:]


class Talkers:
    """`seeded`: conversations as {"id", "tokens": [a, b]}, and "idle" ones the same."""

    def __init__(self, port: int, seeded: dict[str, Any], meter: Meter) -> None:
        self.port, self.meter = port, meter
        self.talks, self.idle = seeded["talks"], seeded["idle"]
        self.form_token = seeded["form_token"]
        self.count = len(self.talks)
        self.said = [0] * self.count
        self.ears: list[Ear] = []

    async def _connect(self, protocol: Any) -> Any:
        _, made = await asyncio.get_running_loop().create_connection(protocol, "127.0.0.1", self.port)
        return made

    def _head(self, method: str, path: str, token: str, extra: str = "") -> bytes:
        return (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: s={token}\r\n"
            f"Sec-Fetch-Site: same-origin\r\n{extra}\r\n"
        ).encode()

    async def _listen(self, talk: dict[str, Any], own: int) -> None:
        ear = await self._connect(lambda: Ear(self.meter, own))
        ear.transport.write(self._head("GET", f"/live/{talk['id']}", talk["tokens"][own]))
        self.ears.append(ear)

    async def open_streams(self) -> None:
        for talk in self.talks:
            await self._listen(talk, 0)
            await self._listen(talk, 1)
        self.senders = [[await self._connect(Connection) for _ in "ab"] for _ in self.talks]
        await asyncio.sleep(2)

    async def open_idle(self) -> None:
        for talk in self.idle:
            await self._listen(talk, 0)
            await self._listen(talk, 1)

    async def close_streams(self) -> None:
        for ear in self.ears:
            ear.transport.close()
        self.ears.clear()

    async def talk(self, stop: asyncio.Event, gap: float) -> None:
        """Everyone talks until told to stop; `gap` seconds between the lines of one conversation, if any."""
        await asyncio.gather(*(self._one(i, stop, gap) for i in range(self.count)))

    async def _one(self, i: int, stop: asyncio.Event, gap: float) -> None:
        if gap:
            await asyncio.sleep(gap * i / self.count)
        next_at = time.perf_counter()
        while not stop.is_set():
            self.said[i] += 1
            began = time.perf_counter()
            await self._say(i, self.said[i])
            self.meter.acks.append(time.perf_counter() - began)
            self.meter.acknowledged += 1
            if gap:
                next_at += gap
                await asyncio.sleep(max(0.0, next_at - time.perf_counter()))

    async def _say(self, i: int, number: int) -> None:
        who = number % 2
        text = (f"#{i}.{number}#" + WORDS).encode()[:120].decode("utf-8", "ignore")
        body = json.dumps({"text": text, "ref": uuid.uuid4().hex, "seen": number - 1}).encode()
        extra = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        path = f"/live/{self.talks[i]['id']}/say"
        self.meter.on_the_way[(i, number)] = time.perf_counter()
        request = self._head("POST", path, self.talks[i]["tokens"][who], extra) + body
        status = await self.senders[i][who].ask(request)
        if status != 200:
            raise RuntimeError(f"a line was answered {status}")

    async def post_forms(self, each_second: int) -> None:
        """Ordinary forms beside the talk: someone saves a page of theirs."""
        connection = await self._connect(Connection)
        body = b"language=en&time_zone=UTC"
        extra = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        next_at = time.perf_counter()
        while True:
            status = await connection.ask(self._head("POST", "/me/language", self.form_token, extra) + body)
            self.meter.forms += 1
            self.meter.forms_refused += status >= 400
            next_at += 1 / each_second
            await asyncio.sleep(max(0.0, next_at - time.perf_counter()))
