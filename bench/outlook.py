"""What the outlook for tomorrow is worth: its error against simple guesses, and how often its range holds.

Alone, it tries the series this project carries (bench/series) and simulated persons. `--series FILE.csv` with
the columns person, t and value tries any other; `--low` and `--high` are the ends of its scale.

`mae` is the rule's guess where, besides, everyone's past guesses in the series are learned from: which ways
of guessing do well, how large surprises are, how often ranges missed. `mae_alone` is the rule as pages use
it, with one person's answers and what the rule brings along. Smoothing is held as strong as can be: its pace
is the best for the whole series so far; `mae_smoothing_hindsight` even knows which one will have been. The
range is judged over people with 30 scored answers or more, where there are any. Why it is so stands in
docs/decisions/0010-outlook-for-tomorrow.md.
"""

import argparse
import sys
import time
from pathlib import Path
from random import Random

from alongside.rules.outlook import Answer, outlook
from bench import Figure, Figures
from bench.outlook_persons import simulated
from bench.outlook_scores import MANY, Score, scored
from bench.outlook_series import carried, read

HEAD = (
    f"{'':34}{'people':>7}{'scored':>8}{'error':>8}{'chance':>9}{'covers':>8}{'worst':>7}{'width':>8}"
    f"{'empirical':>16}"
)


def run(args: list[str]) -> Figures:
    options = argparse.ArgumentParser(prog="bench outlook")
    options.add_argument("--series", type=Path)
    options.add_argument("--low", type=float)
    options.add_argument("--high", type=float)
    chosen = options.parse_args(args)
    print(HEAD, file=sys.stderr)
    if chosen.series:
        series = read(chosen.series, low=chosen.low, high=chosen.high)
        together, alone = scored(series), scored(series, pooled=False)
        print(line(together), file=sys.stderr)
        return told(together, alone)
    return everything()


def everything() -> Figures:
    """Each carried and simulated series in a line, and what they come to."""
    figures: Figures = {}
    missing = []
    for series in [*carried(), *simulated()]:
        score, alone = scored(series), scored(series, pooled=False)
        print(line(score), file=sys.stderr)
        if score.misses():
            missing.append(f"{score.name} ({', '.join(score.misses())})")
        figures[f"{score.name}: error"] = number(score.against_best, "of best", error(score, alone))
        figures[f"{score.name}: coverage80"] = number(score.coverage, "share", held(score, alone))
    figures["series"] = number(len(figures) // 2, "series")
    figures["series_that_miss"] = number(len(missing), "series", "; ".join(missing))
    figures["person_with_400_answers_ms"] = number(milliseconds(), "ms", "rules.outlook.outlook, best of 5")
    return figures


def told(score: Score, alone: Score) -> Figures:
    """The figures of one series, under the names that others ask for."""
    judged = f"of {score.people_with_many} people with {MANY} or more" if score.people_with_many else "of all"
    scale = "in the answers' unit"
    return {
        "mae": number(score.mae, "", f"{score.scored} answers of {score.people} people, {scale}"),
        "mae_persistence": number(score.persistence, "", "as last time"),
        "mae_mean": number(score.mean, "", "the person's mean so far"),
        "mae_smoothing": number(score.smoothing, "", "exponential, at the best pace so far"),
        "coverage80": number(score.coverage, "share", judged),
        "coverage80_worst_tenth": number(
            score.worst_tenth, "share", judged + ("" if score.people_with_many else ": too few to judge")
        ),
        "mae_smoothing_hindsight": number(score.smoothing_hindsight, "", "at the best pace of all"),
        "mae_against_best": number(score.against_best, "of best", "of the three, in hindsight too"),
        "mae_against_best_chance": number(score.chance, "of best", "its standard error"),
        "mae_alone": number(alone.mae, "", "as shipped: nothing learned from others"),
        "coverage80_alone": number(alone.coverage, "share", judged),
        "coverage80_worst_tenth_alone": number(alone.worst_tenth, "share", judged),
        "coverage80_of_all": number(score.coverage_of_all, "share", "everybody's scored answers"),
        "width80": number(score.width, "", f"mean width of the range, {scale}"),
        "width80_empirical": number(
            score.empirical_width, "", f"tenth to ninetieth of the past; holds {score.empirical_coverage:.3f}"
        ),
        "people": number(score.people, "people", "with more than five answers"),
        "people_with_many": number(score.people_with_many, "people"),
        "scored": number(score.scored, "answers"),
        "whole_numbers": number(score.whole, "yes or no"),
        "misses": number(len(score.misses()), "marks", ", ".join(score.misses())),
    }


def number(value: float, unit: str, note: str = "") -> Figure:
    """As `bench.figure`, but finer: an error on a scale from 0 to 1 is small."""
    return {"value": round(value, 9), "unit": unit, "note": note}


def line(score: Score) -> str:
    """One series, for a person to read."""
    missed = ", ".join(score.misses())
    return (
        f"{score.name:34}{score.people:7}{score.scored:8}{score.against_best:8.3f}"
        f" (±{score.chance:.3f}){score.coverage:8.3f}"
        f"{score.worst_tenth:7.3f}{score.width:8.2f}{score.empirical_width:8.2f} "
        f"({score.empirical_coverage:.3f})  {'misses: ' + missed if missed else ''}"
    )


def error(score: Score, alone: Score) -> str:
    """What the error is made of."""
    return (
        f"mae {score.mae:.4g}, alone {alone.mae:.4g}; persistence {score.persistence:.4g}, "
        f"mean {score.mean:.4g}, smoothing {score.smoothing:.4g} (hindsight {score.smoothing_hindsight:.4g})"
    )


def held(score: Score, alone: Score) -> str:
    """What the coverage is made of."""
    worst = f"worst tenth {score.worst_tenth:.3f}" + ("" if score.people_with_many else " (too few to judge)")
    empirical = f"empirical {score.empirical_width:.3g} (holds {score.empirical_coverage:.3f})"
    numbers = "whole" if score.whole else "any"
    return f"{worst}; alone {alone.coverage:.3f}; width {score.width:.3g}, {empirical}; {numbers} numbers"


def milliseconds() -> float:
    """How long the page waits for one person with 400 answers."""
    chance = Random(3)
    answers = [Answer(day, number=chance.randint(0, 10)) for day in range(400)]
    took = []
    for _ in range(5):
        began = time.process_time()
        outlook(answers, 400)
        took.append((time.process_time() - began) * 1000)
    return min(took)
