"""What there is to see of phones that only text and dial: two on a page, in a newcomer's hands."""

from urllib.parse import quote

from alongside.flows.phone_is_tried import NUMBERS
from alongside.rules import demo_ussd
from alongside.rules.said import said
from alongside.web.demo.stop import Stop, at

STOPS = (
    Stop(
        "dial",
        said("A phone with keys: Tin Roof dials and reads"),
        "Tariro",
        at(f"/desk/try?phone={quote(demo_ussd.NUMBER)}"),
    ),
    Stop(
        "join-by-phone",
        said("Nobody’s phone yet: join by dialling or by SMS"),
        "Tariro",
        at(f"/desk/try?phone={quote(NUMBERS[0])}"),
    ),
)
