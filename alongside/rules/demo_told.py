"""Words of the demo: somebody who is left over, and two who lost their words."""

LEFT_OVER = "Slow Ferry"
GOING = "I moved here for work and nobody says my name."
LOST = (
    # whom they name, what they went by, how they would be known, and hours ago
    ("Rosa", "Blue Kettle", "It is me, with the yellow dog. The phone went into the river.", 2),
    ("Daniel", "Green Lamp", "We spoke about my mother, and the sink.", 5),
)
