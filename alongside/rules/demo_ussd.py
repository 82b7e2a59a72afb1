"""What made-up people of the demo dial and say by a phone with keys."""

NUMBER = "+12025550164"  # of those kept for stories: no phone will ever have it
NAME = "Tin Roof"
PEER = "Neema"
ARRIVES = ("2", "1", "1", "17", "2")  # Kiswahili, go on, of age, low and alone, a woman
FIRST_WORDS = "Habari Neema. Mume wangu yuko mbali na kazi imekwisha."
STEP = "Kwenda sokoni na dada kesho"
ANSWERS = (
    "Habari ya leo? Nimefikiria maneno yako.",
    "Mimi pia nilikaa nyumbani miezi mitatu. Soko lilikuwa hatua yangu ya kwanza.",
)
