"""The way in for peers and team: sign in, sign out, and join by a link."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import ANYONE, INSIDE, door
from alongside.flows import password_is_renewed, someone_joins, someone_signs_in
from alongside.people import invitations, passwords, reads
from alongside.web import answers
from alongside.web.fields import ONE, Field, Shown
from alongside.web.headers import set_cookie
from alongside.web.middleware import SESSION_COOKIE
from alongside.web.team import reading
from alongside.web.typed import Typed, identity

OWN, SHARED, BORROWED = "own", "shared", "borrowed"
DAYS = {OWN: 400, SHARED: 90, BORROWED: 0}


def home_of(roles: frozenset[str]) -> str:
    """Where someone's day begins."""
    if "coordinator" in roles or ("supervisor" in roles and "peer" not in roles):
        return "/program"
    return "/desk" if "peer" in roles else "/"


def enter(request: Any, token: str, whose: str, address: str) -> HttpResponse:
    """Hands over the cookie; whoever used this browser before is signed out."""
    if request.visitor:
        someone_signs_in.sign_out(request.visitor.session_id)
    response = answers.see(address)
    set_cookie(response, SESSION_COOKIE, token, days=DAYS[whose])
    return response


@door(ANYONE, "GET", "POST")
def sign_in(request: Any) -> HttpResponse:
    if request.method != "POST":
        if request.visitor and home_of(request.visitor.roles) != "/":
            return answers.see(home_of(request.visitor.roles))
        return _sign_in_page(request, Typed({"whose": SHARED}))
    typed = Typed(request.POST)
    email = typed.line("email", needed=_("Please write your e-mail."))
    word = typed.raw("password")[: passwords.AT_MOST + 1]
    if not word:
        typed.wrong("password", _("Please type your password."))
    if typed.mistakes:
        return _sign_in_page(request, typed, status=422)
    return _try(request, typed, email, word, clock.now())


def _try(request: Any, typed: Typed, email: str, word: str, now: datetime) -> HttpResponse:
    whose = typed.one_of("whose", DAYS) or SHARED
    device = someone_signs_in.Device(own=whose == OWN, borrowed=whose == BORROWED)
    address = str(request.META.get("REMOTE_ADDR", ""))
    found = someone_signs_in.sign_in(email, word, address, device, now, identity(typed.raw("program")))
    if found.token:
        return enter(request, found.token, whose, "/sign-in/in")
    if found.why_not == someone_signs_in.WHICH:
        typed.wrong(
            "program",
            _("You have a place in more than one program. Please choose, and type your password again."),
        )
        return _sign_in_page(request, typed, 422, found.programs)
    if found.why_not == someone_signs_in.TOO_OFTEN:
        typed.wrong(
            "email",
            _("That was tried many times today. Please wait until tomorrow, or ask your coordinator."),
        )
        return _sign_in_page(request, typed, 429)
    typed.wrong("email", _("This e-mail and password do not fit together. Please try again."))
    return _sign_in_page(request, typed, 422)


def _sign_in_page(
    request: Any, typed: Typed, status: int = 200, programs: dict[int, str] | None = None
) -> HttpResponse:
    shown = Shown(typed.fields, typed.mistakes)
    fields = [
        shown("email", _("Your e-mail"), kind="email", fills="username"),
        shown("password", _("Your password"), kind="password", fills="current-password"),
        whose_device(shown),
    ]
    if programs:
        named = [(str(program_id), name) for program_id, name in programs.items()]
        fields.insert(0, shown.choice("program", _("Which program?"), named, kind=ONE))
    return answers.page(request, "team/sign_in.html", status, fields=fields, mistakes=typed.mistakes.items())


def whose_device(shown: Shown) -> Field:
    """The question whose device this is: it decides how long someone stays signed in."""
    return shown.choice(
        "whose",
        _("Whose device is this?"),
        [
            (SHARED, _("Others use it too")),
            (OWN, _("My own. Keep me signed in.")),
            (BORROWED, _("Not mine. Sign me out after 2 quiet minutes.")),
        ],
        kind=ONE,
    )


@door(INSIDE)
def signed_in(request: Any) -> HttpResponse:
    """Just signed in: on to where this person's day begins."""
    return answers.see(home_of(request.here.roles))


@door(ANYONE, "POST")
def sign_out(request: Any) -> HttpResponse:
    if request.visitor:
        someone_signs_in.sign_out(request.visitor.session_id)
    response = answers.see("/")
    response.delete_cookie(SESSION_COOKIE, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@door(ANYONE, "GET", "POST")
def join(request: Any, token: str) -> HttpResponse:
    """An invitation: tells what it is for, and takes a name, an e-mail and a password."""
    now = clock.now()
    link = invitations.look(token, now)
    if link is None or link.program_id is None:
        raise Http404
    request.program = reads.program(link.program_id)
    if link.state != invitations.OPEN:
        return answers.page(request, "team/link_over.html", 410, used=link.state == invitations.USED)
    if link.renews:
        return _new_password(request, link, now)
    if request.method != "POST":
        return _join_page(request, link, Typed({"whose": SHARED}))
    typed = Typed(request.POST)
    name, email, word = reading.account(typed)
    if typed.mistakes:
        return _join_page(request, link, typed, 422)
    whose = typed.one_of("whose", DAYS) or SHARED
    new = someone_joins.NewAccount(
        name, email, word, get_language() or "en", own_device=whose == OWN, borrowed_device=whose == BORROWED
    )
    joined = someone_joins.join(request.program, link, new, now)
    if joined.why_not == someone_joins.EMAIL_IS_TAKEN:
        typed.wrong("email", _("This e-mail has a place here already. If it is yours, please sign in."))
        return _join_page(request, link, typed, 422)
    if not joined.token:
        return answers.page(request, "team/link_over.html", 410, used=True)
    return enter(request, joined.token, whose, "/welcome")


def _join_page(request: Any, link: invitations.Link, typed: Typed, status: int = 200) -> HttpResponse:
    shown = Shown(typed.fields, typed.mistakes)
    return answers.page(
        request,
        "team/join.html",
        status,
        fields=[*account_fields(shown), whose_device(shown)],
        mistakes=typed.mistakes.items(),
        as_peer="peer" in link.roles,
    )


def _new_password(request: Any, link: invitations.Link, now: datetime) -> HttpResponse:
    """The same link, for someone who is here already and lost their password."""
    typed = Typed(request.POST if request.method == "POST" else {"whose": SHARED})
    if request.method == "POST":
        word = reading.new_password(typed)
        whose = typed.one_of("whose", DAYS) or SHARED
        if not typed.mistakes:
            token = password_is_renewed.renew(link, word, now, own=whose == OWN, borrowed=whose == BORROWED)
            if token is None:
                return answers.page(request, "team/link_over.html", 410, used=True)
            return enter(request, token, whose, "/sign-in/in")
    shown = Shown(typed.fields, typed.mistakes)
    return answers.page(
        request,
        "team/new_password.html",
        422 if typed.mistakes else 200,
        fields=[password_field(shown), whose_device(shown)],
        mistakes=typed.mistakes.items(),
    )


def account_fields(shown: Shown) -> list[Field]:
    """Name, e-mail and password, for whoever signs in for the first time."""
    return [
        shown(
            "own_name",
            _("What do you want to be called?"),
            hint=_("A first name or a chosen name. People here will see it."),
            fills="nickname",
        ),
        shown(
            "email",
            _("Your e-mail"),
            kind="email",
            fills="username",
            hint=_(
                "To sign in, and for a note without names when something waits for you. Nobody is shown it."
            ),
        ),
        password_field(shown),
    ]


def password_field(shown: Shown) -> Field:
    return shown(
        "password",
        _("A password"),
        kind="password",
        fills="new-password",
        hint=_("At least %(least)d letters or signs. Three or four words are good.")
        % {"least": passwords.AT_LEAST},
    )


@door(INSIDE)
def welcome(request: Any) -> HttpResponse:
    """The first page after joining: a peer tells of themselves, the team goes to work."""
    roles = request.here.roles
    return answers.see("/me/profile" if "peer" in roles else home_of(roles))
