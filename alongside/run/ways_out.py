"""Opens the ways by which this install can reach who is away. Each process does it once, when it starts."""

from django.conf import settings

from alongside.channels import registry
from alongside.channels.email.post import Email, Server
from alongside.outbox import ways


def open_all() -> None:
    """Every channel there is, and e-mail for notes where a mail server is set."""
    registry.open_all()
    way = email()
    if way is not None and not ways.any_open():
        ways.opened(way)


def email() -> Email | None:
    """The way by e-mail, as the settings say."""
    told = settings.MAILING
    if told is None:
        return None
    server = Server(told.host, told.port, told.tls, told.name, told.password)
    return Email(server, told.sender, told.address)
