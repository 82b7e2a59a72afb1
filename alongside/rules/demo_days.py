"""The days and next steps of the demo's members. Everyone here is made up."""

DemoDay = tuple[int | None, int | None, str]  # a word (rules.today), a number, a note; the oldest day first

# Six low days, and after five of them it was better within two days.
KETTLE_DAYS: tuple[DemoDay, ...] = (
    (1, None, "Stayed in bed. Everyone knows."),
    (3, None, ""),
    (2, None, "Crossed the road again."),
    (4, None, "The yellow dog let me scratch his ear."),
    (2, None, ""),
    (2, None, "Long."),
    (2, None, ""),
    (3, None, "Rosa hid for weeks too."),
    (4, None, "Soup, and I ate all of it."),
    (2, None, ""),
    (4, None, "Slept until six."),
    (3, None, ""),
    (4, None, "Two pages. First time."),
    (4, None, ""),
)
BOAT_DAYS: tuple[DemoDay, ...] = (
    (3, None, ""),
    (4, None, "Drew the bus as a whale."),
    (3, None, ""),
    (4, None, ""),
    (4, None, "Laughed in maths."),
    (3, None, ""),
    (2, None, "Loud."),
    (3, None, ""),
    (4, None, ""),
    (5, None, "Whole page of whales. My cousin wants one."),
    (4, None, ""),
    (3, None, ""),
    (3, None, ""),
    (2, None, "They took my book."),
)
LAMP_DAYS: tuple[DemoDay, ...] = (
    (None, 4, ""),
    (None, 5, "Her radio still works."),
    (None, 4, ""),
    (None, 6, ""),
    (None, 5, ""),
    (None, 7, "Tea with her sister."),
)

# Open and shown, open, done, changed, let go; and what the changed one became.
KETTLE_STEPS = (
    "Say hello to the yellow dog on the corner",
    "Ring my sister back",
    "Open the curtains before ten",
    "Go to the market on Saturday",
    "Answer all the letters",
    "Buy bread at the corner, early, when nobody is there",
)
