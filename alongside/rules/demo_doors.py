"""Phones of the demo's people, with numbers that are kept for stories: no phone will ever have one."""

from collections.abc import Mapping

PHONES: Mapping[str, str] = {
    "Amina": "+12025550143",
    "Blue Kettle": "+12025550119",
    "Wanjiru": "+12025550102",
    "Mikel": "+12025550188",
}
WOULD_BE_RUNG, STOPPED, SHARES = "Amina", "Blue Kettle", "Paper Boat"
SAFE = (17 * 60, 19 * 60)  # minutes of her day
