"""The page on the format of change files, made from the grammar by which they are read."""

from collections.abc import Iterator
from textwrap import fill

from .grammar import BEHAVIOURS, MAX_BYTES, STATEMENTS, TABLES, TOP, VERDICTS
from .grammar_types import Key, Table

HEAD = """\
# The format of change files

A change file is TOML, at most {size:,} bytes of it, and says how a model would be another one. Nothing in it is executed. This
page is made from the table by which files are read:

```console
vmotion explain --grammar --output docs/change-format.md
```

[propose-a-change.md](propose-a-change.md) shows how to use it.

## Rules

- The order of tables does not matter: a table may use what a later one defines. Renames come first of all, so every other table
  uses the new names.
- A file edits nothing twice.
- What is wrong is told all at once, each with its line and column. What only follows from another error is left out.
- Ranges that end at a constant, conditions of clocks, guards, effects and properties go along with what they speak of: a new
  name, a new member, another range. What a removed variable leaves behind is an error.
- A role reads and writes its own memory and what is `shared`; `history` is for properties alone. A change that breaks this is
  refused.

## Expressions

`{{READY, PRECOPY}}` is a set. Members stand without quotes. A name means a variable (with its dots), a constant or a member.

```console
source.state == READY and not config.read_only
source.remaining in {{SMALL, SHRINKING}} or units.own + 1 <= host_units
SENT if network.note == NONE else network.note
```

Words and signs are `and`, `or`, `not`, `==`, `!=`, `<=`, `>=`, `<`, `>`, `in`, `not in`, `+`, `-`, `A if CONDITION else B`,
`True`, `False`, whole numbers and parentheses; one comparison at a time. "A implies B" is `not A or B`. Guards compare a clock
with a number by `<=` or `>=`, and an effect sets it to 0.

## The file itself

| key | what it is |
|---|---|
"""
EXPECTED = """\
What the author expects, for `--expect`. `behaviour` is one of {behaviours}; `refused` is a part of the message with which the
change is refused. Every other key is the id of a property and says its verdict ({verdicts}), what became of what it states
({statements}), or both with a comma between. Properties that are not named are expected to pass.
"""
EXAMPLE = """
```console
[expect]
S2a = "violated"
behaviour = "adds"
```
"""
WIDTH = 120


def page_of_grammar() -> str:
    """The page as Markdown."""
    lines = [
        HEAD.format(size=MAX_BYTES) + "\n".join(f"| `{name}` | {says} |" for name, says in TOP.items()),
        "\n### `[expect]`\n",
        _filled(
            EXPECTED,
            behaviours=_either([f'`"{word}"`' for word in BEHAVIOURS]),
            verdicts=", ".join(VERDICTS),
            statements=", ".join(STATEMENTS),
        ),
        EXAMPLE,
        "## Edits\n\nEach is a table of its own, with two brackets, as often as there is something to edit.\n",
        *(line for table in TABLES.values() for line in _table(table)),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _table(table: Table) -> Iterator[str]:
    yield f"### `[[{table.name}]]`\n\n{_filled(table.description)}\n"
    yield "| key | value | " + ("with `action` | " if table.actions else "") + "what it says |"
    yield "|---|---|---|" + ("---|" if table.actions else "")
    for key in table.key.values():
        when = f"{_when(key, table)} | " if table.actions else ""
        needed = "" if table.actions or key.needed is not None else ", needed"
        yield f"| `{key.name}` | {_kind(key)}{needed} | {when}{_cell(key.description)} |"
    yield f"\n```console\n{table.example}\n```\n"


def _filled(text: str, **parts: str) -> str:
    """A paragraph in lines of one width, with parts put in."""
    said = text.format(**parts) if parts else text
    return fill(" ".join(said.split()), WIDTH, break_long_words=False, break_on_hyphens=False)


def _kind(key: Key) -> str:
    return _either([f"`{word}`" for word in key.words]) if key.words else _cell(key.kind.value)


def _when(key: Key, table: Table) -> str:
    """With which actions the key must stand, and with which it may."""
    if key.name == "action":
        return "needed" if table.default is None else ""
    must = [a for a in table.actions if key.must(a)]
    may = [a for a in table.actions if key.may(a) and not key.must(a)]
    if len(must) == len(table.actions):
        return "needed"
    parts = [f"needed: {', '.join(must)}"] if must else []
    parts += [f"may: {', '.join(may)}"] if may else []
    return "; ".join(parts)


def _either(words: list[str]) -> str:
    return ", ".join(words[:-1]) + f" or {words[-1]}" if len(words) > 1 else "".join(words)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
