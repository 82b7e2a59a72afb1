"""Whose device this is: the one question that decides how long someone stays signed in."""

from django.utils.translation import gettext as _

from alongside.web.fields import ONE, Field, Shown

OWN, BORROWED = "own", "borrowed"
DAYS = {OWN: 400, "": 0, BORROWED: 0}  # 0: the cookie ends with the browser


def device_field(shown: Shown) -> Field:
    """The question, with what was chosen."""
    return shown.choice(
        "device",
        _("Whose phone or computer is this?"),
        [
            (OWN, _("My own. Keep me signed in.")),
            ("", _("Others use it too. Sign me out when the browser is closed.")),
            (
                BORROWED,
                _(
                    "Not mine: a ward tablet, a library. Sign me out after 2 quiet minutes and when "
                    "this tab is closed, and keep nothing."
                ),
            ),
        ],
        kind=ONE,
    )
