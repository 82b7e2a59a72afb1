"""The bench reads any file of answers, compares fairly, and knows nothing of what comes later."""

import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from random import Random

import pytest

from alongside.rules.smoothing import Scale
from bench import __main__ as command
from bench.outlook_persons import KINDS, simulated
from bench.outlook_scores import replay, scored
from bench.outlook_series import Point, Series, carried, read

FIGURES = {"mae", "mae_persistence", "mae_mean", "mae_smoothing", "coverage80", "coverage80_worst_tenth"}


def file_of(folder: Path, text: str) -> Path:
    path = folder / "answers.csv"
    path.write_bytes(text.encode())
    return path


def people(series: Series) -> dict[str, list[tuple[int, float]]]:
    return {person: [(point.t, point.value) for point in points] for person, points in series.people.items()}


@pytest.mark.parametrize(
    "text",
    [
        "person,t,value\na,1,3\na,2,4\nb,1,5\n",
        "value,person,t\n3,a,1\n4,a,2\n5,b,1\n",
        "\ufeffperson,t,value\r\na,1,3\r\na,2,4\r\nb,1,5\r\n",
        "Person;T;Value\nb;1;5\na;2;4.0\na;1;3\n",
        '"","person","t","value","note"\n1,"a",1,3,"x, y"\n2,"a",2,4,\n3,"b",1,5,\n',
        "person,t,value\na,1,9\na,1,3\na,2,4\na,3,NA\na,4,\na,5,nan\na,6,inf\na,,7\n,1,7\na\n\nb,1.0,5\n",
    ],
)
def test_any_file_of_answers_is_read(tmp_path: Path, text: str) -> None:
    series = read(file_of(tmp_path, text), low=0, high=10)
    assert people(series) == {"a": [(1, 3.0), (2, 4.0)], "b": [(1, 5.0)]}
    assert series.scale == Scale(0, 10, 1)


def test_days_may_be_dates_and_gaps_stay(tmp_path: Path) -> None:
    series = read(file_of(tmp_path, "person,t,value\na,2026-03-01,3\na,2026-02-27,4\n"), low=0, high=10)
    assert [(later.t - point.t) for point, later in zip(*[iter(series.people["a"])] * 2, strict=True)] == [2]


@pytest.mark.parametrize(
    ("values", "step"), [("1 5 3", 1), ("1 1.5 3", 0.5), ("1 1.2 3", 0.2), ("1 1.37 3", 0), ("-3 0 4", 1)]
)
def test_the_steps_of_a_scale_are_seen_from_the_answers(tmp_path: Path, values: str, step: float) -> None:
    rows = "".join(f"a,{t},{value}\n" for t, value in enumerate(values.split()))
    assert read(file_of(tmp_path, f"person,t,value\n{rows}"), low=-10, high=10).scale.step == step


@pytest.mark.parametrize("text", ["", "who,t,value\na,1,1\n", "person,t,value\n", "person,t,value\na,1,NA\n"])
def test_a_file_without_answers_is_said_to_be_one(tmp_path: Path, text: str) -> None:
    with pytest.raises(SystemExit, match=r"answers.csv has no (column|answers)"):
        read(file_of(tmp_path, text))


def a_series(chance: Random, often: float = 0.8, persons: int = 4, days: int = 20) -> Series:
    return Series(
        "made",
        Scale(0, 10),
        {
            str(person): [Point(day, chance.randint(0, 10)) for day in range(days) if chance.random() < often]
            for person in range(persons)
        },
    )


def test_simple_guesses_are_what_they_are_called() -> None:
    line = [3.0, 5.0, 4.0, 8.0, 6.0, 7.0, 1.0]
    score = scored(Series("one", Scale(0, 10), {"a": [Point(t, value) for t, value in enumerate(line)]}))
    assert score.scored == 2
    assert score.persistence == (abs(7 - 6) + abs(1 - 7)) / 2
    assert score.mean == pytest.approx((abs(7 - 26 / 5) + abs(1 - 33 / 6)) / 2)
    assert score.smoothing_hindsight <= score.smoothing


@pytest.mark.parametrize("pooled", [True, False])
def test_what_comes_later_changes_no_guess_before_it(pooled: bool) -> None:
    series = a_series(Random(1))
    until = 12
    earlier = {who: [one for one in points if one.t <= until] for who, points in series.people.items()}
    later = {
        who: [one if one.t <= until else Point(one.t, 10 - one.value) for one in points]
        for who, points in series.people.items()
    }
    whole, cut = replay(Series("later", series.scale, later), pooled), replay(series, pooled)
    short = replay(Series("cut", series.scale, earlier), pooled)
    for who, held in short.held.items():
        assert whole.held[who][: len(held)] == cut.held[who][: len(held)] == held


def test_answers_of_the_same_moment_do_not_learn_from_each_other() -> None:
    series = a_series(Random(2), often=1)
    *before, last = series.people["0"]
    changed = series.people | {"0": [*before, Point(last.t, 10 - last.value)]}
    one, two = replay(series, True), replay(Series("changed", series.scale, changed), True)
    assert one.lost["persistence"] != two.lost["persistence"]  # it was another answer
    assert {who: one.held[who] for who in "123"} == {who: two.held[who] for who in "123"}


def test_the_command_gives_the_figures_by_name(tmp_path: Path) -> None:
    chance = Random(3)
    rows = "".join(f"p{who},{day},{chance.randint(1, 7)}\n" for who in range(5) for day in range(40))
    path = file_of(tmp_path, f"person,t,value\n{rows}")
    out = io.StringIO()
    with redirect_stdout(out):
        command.main(["outlook", "--series", str(path), "--low", "1", "--high", "7", "--json"])
    told = json.loads(out.getvalue())
    assert set(told["figures"]) >= FIGURES
    assert {key: told[key] for key in FIGURES} == {key: told["figures"][key]["value"] for key in FIGURES}
    assert told["people_with_many"] == 5


def test_what_is_carried_and_simulated_meets_the_marks() -> None:
    """A few of them; `script/bench outlook` tries all."""
    some = [series for series in carried() if series.name == "mpath_example.happy"]
    some += simulated([kind for kind in KINDS if kind.name in ("turning, 0-10", "mostly lowest, words")])
    assert {series.name: scored(series).misses() for series in some} == {
        "mpath_example.happy": [],
        "mostly lowest, words": [],
        "turning, 0-10": [],
    }


def test_simulated_persons_are_always_the_same_ones() -> None:
    one, two = simulated(KINDS[:2]), simulated(KINDS[1::-1])
    assert [people(series) for series in one] == [people(series) for series in reversed(two)]
    assert len({kind.name for kind in KINDS}) == len(KINDS)
