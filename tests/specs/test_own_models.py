"""A suite as JSON data and as Python code: what comes back, what is refused and where, and that nothing in JSON is run."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from random_models import LOCATIONS, cases
from strategies import World, models, truths
from vmotion_model.language import Model, ModelError, boolean, digest, lift
from vmotion_model.language.json_form import normal
from vmotion_proofs.check.check import check
from vmotion_specs.assumptions import Assumption, Done, Works
from vmotion_specs.own import find_suite, read_suite, suite_from_text
from vmotion_specs.properties import Observer, Property, PropertyKind
from vmotion_specs.reference.protocol import suite_entries
from vmotion_specs.scenarios import scenarios, scenarios_of
from vmotion_specs.suite import Suite
from vmotion_specs.suite_json import form_of, suite_from_json
from vmotion_specs.suites import SUITES, suite, vmotion_suite
from vmotion_specs.teaching import TEACHING
from vmotion_specs.timing import TIMELOCK, deadlock

Draw = Callable[[st.SearchStrategy[Any]], Any]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)


@st.composite
def assumptions(draw: Draw, model: Model, world: World) -> Assumption:
    names = [c.name for c in model.commands]
    still = World(tuple(v for v in world.variables if v.active is None), world.constants)
    steps = st.lists(
        st.sampled_from([*names, Done("something"), *(Works(r) for r in model.roles)]), max_size=2, unique=True
    )
    weak, strong, finite = (tuple(draw(steps)) for _ in range(3))
    recurring = tuple(draw(st.lists(truths(still, 1), max_size=2)))
    return Assumption(f"a{draw(st.integers(0, 99))}", draw(WORDS), weak, strong, finite, recurring, ("T1",))


@st.composite
def asked(draw: Draw, model: Model, name: str) -> Property:
    world = World(model.variables, model.constants)
    if draw(st.integers(0, 3)) == 0:
        roles = draw(st.one_of(st.none(), st.lists(st.sampled_from(model.roles), unique=True).map(tuple)))
        made = deadlock(model, draw(truths(world, 1)), roles, draw(st.sampled_from([(), ("something",)])))
        return Property(**{**vars(made), "id": name, "title": draw(WORDS), "why": draw(WORDS)})
    kind = draw(st.sampled_from(PropertyKind))
    seen = boolean(f"seen.{name}", "history", draw(st.booleans()), draw(WORDS))
    effects = {model.commands[0].name: draw(truths(world, 1))} if draw(st.booleans()) else {}
    observers = (Observer(seen, effects, {"something": lift(True)}),) if kind is PropertyKind.REACHABLE else ()
    return Property(
        name,
        draw(WORDS),
        draw(truths(world, 2)),
        premise=draw(truths(world, 1)) if kind is not PropertyKind.REACHABLE else lift(True),
        kind=kind,
        why=draw(WORDS),
        citation=draw(WORDS),
        observers=observers,
        assumptions=(draw(assumptions(model, world)),) if kind is PropertyKind.RESPONSE else (),
    )


@st.composite
def suites(draw: Draw) -> Suite:
    """A random model of one or two roles, with properties of every kind, places and an end."""
    two = draw(st.booleans())
    model = draw(cases(draw(st.booleans()))).model if two else draw(models())
    world = World(model.variables, model.constants)
    stated = [draw(asked(model, f"P{n}")) for n in range(draw(st.integers(0, 3)))]
    return Suite.of(model, stated, LOCATIONS if two else {}, draw(truths(world, 1)))


def meaning(item: Property) -> Any:
    observers = [(o.var.name, {c: normal(lift(e)) for c, e in o.effects.items()}) for o in item.observers]
    return (item.id, item.kind, item.title, item.why, item.citation, normal(item.formula), observers)


@settings(max_examples=examples(60), deadline=None)
@given(suites())
def test_what_is_written_is_read_back(chosen: Suite) -> None:
    text = json.dumps(form_of(chosen), indent=1)
    again = suite_from_text(text, "x.json")
    assert json.loads(json.dumps(form_of(again))) == json.loads(text)
    assert digest(again.model) == digest(chosen.model)
    assert [meaning(p) for p in again.properties] == [meaning(p) for p in chosen.properties]
    assert [p.assumptions and str(p.assumptions[0].weak) for p in again.properties] == [
        p.assumptions and str(p.assumptions[0].weak) for p in chosen.properties
    ]
    assert (again.locations, normal(again.ended)) == (chosen.locations, normal(chosen.ended))
    assert not again.shipped


@pytest.mark.parametrize("name", [*SUITES, *TEACHING])
def test_the_models_that_ship_can_be_read_as_ones_own(name: str) -> None:
    chosen = suite(name)
    again = suite_from_text(json.dumps(form_of(chosen)), "x.json")
    assert [meaning(p) for p in again.properties] == [meaning(p) for p in chosen.properties]


def test_what_is_made_from_commands_is_made_again_of_a_changed_model() -> None:
    """Else a change that stops the only way on would be judged by the ways that there were."""
    chosen = suite_from_text(json.dumps(form_of(suite("mutual-exclusion"))), "x.json")
    model = chosen.model
    fewer = Model(model.name, model.variables, model.constants, model.commands[:-1])
    old, new = ({p.id: p for p in chosen.properties_of(m)}["deadlock"] for m in (model, fewer))
    assert normal(old.claim) != normal(new.claim)


def test_whether_time_can_stop_is_asked_whatever_the_file_says() -> None:
    form = form_of(suite("timed-lock"))
    form["statements"] = []
    assert [p.id for p in suite_from_json(form).properties] == [TIMELOCK]


def test_a_statement_of_ones_own_is_judged_also_if_it_is_called_like_one_that_is_made() -> None:
    """Without deadlines nothing is made of that name; with them there would be two."""
    own = {"id": TIMELOCK, "kind": "invariant", "title": "mine", "claim": "False"}
    form = form_of(suite("counter"))
    for stated in (own, {**own, "made": "0" * 64}):
        form["statements"] = [stated]
        assert [(p.id, p.title) for p in suite_from_json(form).properties] == [(TIMELOCK, "mine")]
    timed = form_of(suite("timed-lock"))
    timed["statements"].append(own)
    with pytest.raises(ModelError, match="a statement of your own needs another id"):
        suite_from_json(timed)


def test_a_demand_with_a_premise_is_refused_for_nobody_would_look_at_that() -> None:
    form = form_of(suite("counter"))
    (demand,) = (s for s in form["statements"] if s["kind"] == "reachable")
    suite_from_json({**form, "statements": [{**demand, "premise": "True"}]})
    with pytest.raises(ModelError, match=f"'{demand['id']}': it demands .* and has no premise"):
        suite_from_json({**form, "statements": [{**demand, "premise": "counter.value == 0"}]})
    # Python code says the same when it is checked.
    model = suite("counter").model
    item = Property("top", "", model.variable["counter.value"] == 5, lift(False), PropertyKind.REACHABLE)
    with pytest.raises(ModelError, match=r"property 'top': it demands .* and has no premise"):
        check(model, [item])


FORM = json.dumps(form_of(suite("peterson")), indent=1)


def edited(edit: Callable[[dict[str, Any]], object]) -> str:
    data = json.loads(FORM)
    edit(data)
    return json.dumps(data, indent=1)


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


BAD: dict[str, tuple[Callable[[dict[str, Any]], object], str, str]] = {
    # what is wrong; a part of the message; what stands on the line that is blamed
    "a misspelt key": (lambda d: d.update(locatons={}), "did you mean 'locations'", "{"),
    "a misspelt key of a command": (lambda d: d["commands"][1].update(falut="x"), "'falut'", '"falut"'),
    "a misspelt key of a statement": (lambda d: d["statements"][0].update(premiss="x"), "'premiss'", '"premiss"'),
    "code in a guard": (
        lambda d: d["commands"][0]["guard"].update(x="__import__('os').system('touch broken')"),
        "guard 'x'",
        "__import__",
    ),
    "an unknown variable in an effect": (
        lambda d: d["commands"][2]["effect"].update({"p.plce": "REST"}),
        "p.plce",
        "p.plce",
    ),
    "an unknown variable in a claim": (lambda d: d["statements"][0].update(claim="p.plce == REST"), "p.plce", "p.plce"),
    "an expression without end": (lambda d: d["statements"][0].update(claim="p.place =="), "exclusion", '"p.place =="'),
    "no such role": (lambda d: d["locations"].update(r="p.place"), "no command has the role 'r'", "{"),
    "a place of another role": (lambda d: d["locations"].update(p="q.place"), "is of q, not of p", "{"),
    "no such place": (lambda d: d["locations"].update(p="p.plce"), "p.plce", "{"),
    "a place that is a number": (lambda d: d["locations"].update(p=3), "name of a variable", '"p": 3'),
    "an end that is none": (lambda d: d.update(ended="p.place"), "boolean is wanted", "{"),
    "two of one name": (
        lambda d: d["statements"].append(d["statements"][0]),
        "'exclusion' is defined twice",
        '"exclusion"',
    ),
    "no way to know how it is made": (lambda d: d["statements"][-1].pop("waiting"), "nobody knows how", '"made"'),
    "a role that waits and is not there": (
        lambda d: d["statements"][-1]["waiting"].update(roles=["r"]),
        "no command has the role 'r'",
        '"deadlock"',
    ),
    "a name that is a path": (lambda d: d.update(name="../x"), "a name is made of letters", "{"),
    "no commands": (lambda d: d.pop("commands"), "'commands' is missing", "{"),
    "a clock that is read before its time": (lambda d: d["variables"][0].pop("type"), "'type' is missing", "{"),
}


@pytest.mark.parametrize("edit", BAD.values(), ids=BAD.keys())
def test_bad_input_is_one_message_with_file_and_line(
    edit: tuple[Callable[[dict[str, Any]], object], str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = edited(edit[0])
    path = tmp_path / "model.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        read_suite("model.json")
    message = str(caught.value)
    assert edit[1] in message, message
    assert "\n" not in message
    assert message.startswith(f"model.json:{caught.value.line}: ")
    # The object that is blamed begins at or above what is wrong in it, and is no more than one entry.
    if edit[2] != "{":
        assert caught.value.line is not None
        assert 0 <= line_of(text, edit[2]) - caught.value.line <= 14, message
    assert not (tmp_path / "broken").exists(), "a guard was run"


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", 1, "not JSON"),
        (b'{\n "schema": 2,\n "name" "x"\n}', 3, "not JSON"),
        (b'{\n "a": {\n  "b": 1,\n  "b": 2}\n}', 1, "'b' stands twice"),
        (b"[1, 2]", 1, "an object"),
        (b"\xff\xfe", 1, "UTF-8"),
        (b"[" * 100_000, 1, "nested too deeply"),
        (b'{"schema": ' + b"9" * 5000 + b"}", 1, "not JSON"),
        (b'{"schema": 99}', 1, "schema 99"),
    ],
)
def test_what_is_no_model_is_refused_with_its_line(data: bytes, line: int, words: str, tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_bytes(data)
    with pytest.raises(ModelError, match=words) as caught:
        read_suite(str(path))
    assert (caught.value.file, caught.value.line) == (str(path), line)


MODULE = """
from vmotion_model.language import Command, Model, boolean
from vmotion_specs.properties import Property
from vmotion_specs.suite import Suite

on = boolean("lamp.on", "lamp", False, "It shines.")
lamp = Model("lamp", (on,), (), (Command("switch", "lamp", {}, {on: ~on}),))
never = Property("never", "it never shines", ~on)
pair = (lamp, [never])
whole = Suite.of(lamp, [never], {"lamp": "lamp.on"})


def made():
    return whole


def raises():
    raise ValueError("no lamp\\nhere")


class inner:
    other = whole


number = 3
twice = Suite.of(lamp, [never, never])
"""


@pytest.fixture
def lamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a package, which is the current one."""
    (tmp_path / "lamps").mkdir()
    (tmp_path / "lamps" / "one.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "lamps" / "bad.py").write_text("x = 1\nif x\n", encoding="utf-8")
    (tmp_path / "lamps" / "needy.py").write_text("import lamps.one\nimport not_there_at_all\n", encoding="utf-8")
    mute = "class Mute(Exception):\n    def __str__(self):\n        raise RuntimeError\nraise Mute\n"
    (tmp_path / "lamps" / "mute.py").write_text(mute, encoding="utf-8")
    (tmp_path / "lamps" / "quits.py").write_text("raise SystemExit(0)\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    path = list(sys.path)
    yield tmp_path
    sys.path[:] = path
    for name in [n for n in sys.modules if n.partition(".")[0] == "lamps"]:
        del sys.modules[name]


@pytest.mark.parametrize(
    ("name", "ids"),
    [("lamp", []), ("pair", ["never"]), ("whole", ["never"]), ("made", ["never"]), ("inner.other", ["never"])],
)
def test_a_module_gives_a_suite_a_model_or_both(lamp: Path, name: str, ids: list[str]) -> None:
    found = find_suite(f"lamps.one:{name}")
    assert [p.id for p in found.properties] == ids
    assert (found.name, found.source, found.shipped) == ("lamp", f"lamps.one:{name}", False)
    assert not list(lamp.rglob("*.pyc")), "what is edited a moment later would be hidden by what was compiled"


@pytest.mark.parametrize(
    ("argument", "place", "words"),
    [
        ("lamps.one:mde", "one.py:1: ", "did you mean 'made'"),
        ("lamps.one:number", "one.py:1: ", "it is of type int; a Suite, a Model"),
        ("lamps.one:raises", "one.py:18: ", "ValueError: no lamp here"),
        ("lamps.one:twice", "one.py:1: ", "'never' is defined twice"),
        ("lamps.bad:x", "bad.py:2: ", "SyntaxError"),
        ("lamps.needy:x", "needy.py:2: ", "No module named 'not_there_at_all'"),
        ("lamps.quits:x", "quits.py:1: ", "SystemExit: 0"),
        ("lamps.mute:x", "mute.py:4: ", "Mute"),
        ("lamps.two:x", "", "there is no module 'lamps.two'"),
        ("lmps:x", "", "there is no module 'lmps'"),
        ("lamps.one:", "", "package.module:name is wanted"),
        ("lamps one:x", "", "package.module:name is wanted"),
        ("lmap", "", "there is no model 'lmap'"),
        ("nothing.json", "nothing.json:1: ", "No such file"),
    ],
)
@pytest.mark.usefixtures("lamp")
def test_code_that_gives_no_model_is_one_message(argument: str, place: str, words: str) -> None:
    with pytest.raises(ModelError) as caught:
        find_suite(argument)
    message = str(caught.value)
    assert words in message
    assert place in message
    assert "\n" not in message


def test_a_shipped_name_comes_before_a_file_of_that_name(lamp: Path) -> None:
    (lamp / "peterson").write_text("{}", encoding="utf-8")
    assert find_suite("peterson").shipped


@pytest.mark.parametrize("name", [*SUITES, *TEACHING])
def test_every_name_of_every_model_that_ships_can_be_explained(name: str) -> None:
    chosen = suite(name)
    entries = {entry.name for entry in suite_entries(chosen)}
    model = chosen.model
    expected = {str(r) for r in model.roles} if chosen.locations else set()
    expected |= {c.name for c in model.commands} | {v.name for v in model.variables} | {p.id for p in chosen.properties}
    assert expected <= entries


def test_scenarios_belong_to_the_protocol_and_its_versions_not_to_a_name() -> None:
    own = Suite.of(replace(suite("counter").model, name="vmotion"))
    assert not scenarios_of(own)
    assert set(scenarios_of(replace(vmotion_suite(), model=own.model))) == set(scenarios())
