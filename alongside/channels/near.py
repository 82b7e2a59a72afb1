"""Whom a channel may not ask: this computer and the network around it.

A coordinator sets the addresses of channels, and must not reach by them what only this computer's operator
may. The names are looked up here, and what was looked at is what is connected to. The operator lets channels
reach a gateway nearby, such as Kannel, with ALONGSIDE_GATEWAYS_NEAR.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl

from django.conf import settings
from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

ALL = "1"  # the value of the setting that lets channels reach anything

_INSIDE_OTHERS = ipaddress.ip_network("64:ff9b::/96")  # IPv4 addresses behind a translating router


class TooNear(NewConnectionError):
    """This computer, or the network around it: nothing was connected to."""


def is_near(address: str) -> bool:
    """Whether an IP address is not one of the open internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        within = ip.ipv4_mapped or ip.sixtofour
        if ip in _INSIDE_OTHERS:
            within = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if within is not None:
            return is_near(str(within))
    return not ip.is_global or ip.is_multicast


def is_let(host: str, port: int) -> bool:
    """Whether the operator lets channels reach this, however near it is."""
    let = settings.GATEWAYS_NEAR
    return ALL in let or host in let or f"{host}:{port}" in let


def pool() -> PoolManager:
    """Connections that are opened to nobody near."""
    manager = PoolManager(num_pools=20, maxsize=4, ssl_context=ssl.create_default_context())
    manager.pool_classes_by_scheme = {"http": _FarPool, "https": _FarSecurePool}
    return manager


def _connected(asking: HTTPConnection) -> socket.socket:
    """A socket to the first address of the name that answers and is not near."""
    host, port = asking._dns_host.strip("[]"), asking.port or asking.default_port
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as trouble:
        raise NameResolutionError(host, asking, socket.gaierror()) from trouble
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not is_let(host, port):
        addresses = [each for each in addresses if not is_near(each) or is_let(each, port)]
    if not addresses:
        raise TooNear(asking, "this is near")
    return _first_that_answers(asking, addresses, port)


def _first_that_answers(asking: HTTPConnection, addresses: list[str], port: int) -> socket.socket:
    trouble: OSError | None = None
    for address in addresses:
        try:
            return create_connection(
                (address, port), asking.timeout, asking.source_address, asking.socket_options
            )
        except OSError as refused:
            trouble = refused
    if isinstance(trouble, TimeoutError):
        raise ConnectTimeoutError(asking, "nobody answered in time") from trouble
    raise NewConnectionError(asking, "nobody answered") from trouble


class _Far(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _connected(self)


class _FarSecure(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _connected(self)


class _FarPool(HTTPConnectionPool):
    ConnectionCls = _Far


class _FarSecurePool(HTTPSConnectionPool):
    ConnectionCls = _FarSecure
