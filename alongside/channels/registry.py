"""Finds every channel: a folder here with an `adapter` that says CHANNEL. Adding one changes nothing else."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from alongside import channels
from alongside.channels.adapter import Adapter
from alongside.gateways import kinds


def found() -> list[Adapter]:
    """Every adapter there is, by folder."""
    folders = sorted(each.name for each in iter_modules(channels.__path__) if each.ispkg)
    names = [f"{channels.__name__}.{folder}.adapter" for folder in folders]
    return [import_module(name).CHANNEL for name in names if find_spec(name)]


def open_all() -> None:
    """This process knows all of them from now on."""
    for channel in found():
        kinds.opened(channel)
