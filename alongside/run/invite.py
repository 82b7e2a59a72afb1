"""`alongside invite`: a link, for whoever sets this install up or was locked out of it."""

from django.conf import settings

from alongside.base import clock
from alongside.flows import program_is_set_up, someone_is_invited
from alongside.people import reads
from alongside.run.plain import Stop, say


def coordinator(wanted: str, port: int) -> int:
    """Prints the link. With no program yet it is the link that sets the first one up."""
    now = clock.now()
    programs = [
        program for program in reads.programs() if not wanted or wanted in (program.name, program.slug)
    ]
    if not programs and wanted:
        raise Stop("ALONGSIDE-040: there is no program of that name. Leave --program out to see them all.")
    if len(programs) > 1:
        names = ", ".join(program.slug for program in programs)
        raise Stop(f"ALONGSIDE-041: which program? Say --program with one of: {names}", 2)
    if programs:
        link = f"/join/{someone_is_invited.invite_coordinator(programs[0], now)}"
        say(f"For a coordinator of {programs[0].name}; it works once, for 7 days:")
    else:
        link = f"/set-up/{program_is_set_up.first_link(now)}"
        say("No program is set up yet. This link sets the first one up; it works once, for 7 days:")
    print(address(port) + link)
    return 0


def one_more_program(port: int) -> int:
    """Prints a link that sets up one more program beside those here. Nothing crosses between them."""
    if any(program.is_demo for program in reads.programs()):
        raise Stop("ALONGSIDE-043: this is a demo, and a demo never mixes with a real program.")
    say("This link sets up one more program; it works once, for 7 days:")
    print(address(port) + f"/set-up/{program_is_set_up.first_link(clock.now())}")
    return 0


def address(port: int) -> str:
    """Where people reach this install, as far as it knows."""
    name = settings.ALLOWED_HOSTS[0]
    if name in ("localhost", "127.0.0.1"):
        return f"http://127.0.0.1:{port}"
    return f"{'https' if settings.HTTPS else 'http'}://{name}"
