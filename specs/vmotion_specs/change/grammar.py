"""What a change file may say: one table, by which files are read and from which the page of the format is made."""

from collections.abc import Mapping, Sequence

from .grammar_types import Key, Table, ValueKind

SCHEMA = 1
MAX_BYTES = 200_000
VERDICTS = ("proved", "exhausted", "bounded", "violated", "unknown", "pass")
STATEMENTS = ("removed", "weakened", "always true")
"""What an edit makes of a property that was there, where it does not leave it as strong as it was."""
BEHAVIOURS = ("equivalent", "adds", "removes", "adds and removes")


_ADD, _CHANGE, _REMOVE, _REPLACE, _DROP, _SET = "add", "change", "remove", "replace", "drop", "set"
RENAMED = ("command", "variable", "constant", "enumeration", "member", "guard", "role", "property")
PROPERTY_KINDS = ("invariant", "demand", "response")

_TABLES: Sequence[Table] = (
    Table(
        "rename",
        "Another name for what is there. It changes nothing else, and both versions are compared under the new names. All other "
        "tables use the new names, wherever they stand in the file. A name that was given up is not used again in the same file. "
        "A role that is renamed keeps its variables under their names; a property that is renamed is compared as the same one.",
        ("kind", "of", "from"),
        (
            Key("kind", ValueKind.NAME, "what is renamed", None, words=RENAMED),
            Key("of", ValueKind.NAME, "the enumeration of a member, or the command of a guard, by its new name"),
            Key("from", ValueKind.NAME, "the name so far", None),
            Key("to", ValueKind.NAME, "the new name", None),
        ),
        '[[rename]]\nkind = "command"\nfrom = "stun"\nto = "freeze"',
    ),
    Table(
        "role",
        "Somebody new, who has commands or variables of this file.",
        ("name",),
        (
            Key("name", ValueKind.NAME, "what commands write as role and variables as owner", None),
            Key("says", ValueKind.WORDS, "a sentence on who that is"),
            Key("location", ValueKind.NAME, "the variable that says where the role stands"),
        ),
        '[[role]]\nname = "witness"\nsays = "A third host that sees both."\nlocation = "witness.state"\n\n'
        '[[variable]]\nname = "witness.state"\nowner = "witness"\nkind = ["BLIND", "SEES"]\ninitial = "BLIND"',
    ),
    Table(
        "enumeration",
        "More members for an enumeration of the model, in all variables that have it; or fewer, where nothing uses those.",
        ("name", "action"),
        (
            Key("name", ValueKind.NAME, "the enumeration, as `vmotion explain VARIABLE` shows it", None),
            Key("members", ValueKind.NAMES, "the new members, or those that go", None),
        ),
        '[[enumeration]]\nname = "Source"\nmembers = ["PAUSED"]',
        (_ADD, _REMOVE),
        _ADD,
    ),
    Table(
        "constant",
        "A number of the model. A range that ends at the constant ends at its new value. A constant is removed where "
        "nothing uses it. Several values are a sweep: each is judged as a proposal of its own; a file sweeps one constant at "
        "most, and then has no `[expect]`.",
        ("name",),
        (
            Key("name", ValueKind.NAME, "the constant", None),
            Key("value", ValueKind.NUMBER, "its value, or the values of a sweep", (_SET, _ADD), (_SET, _ADD)),
            Key("unit", ValueKind.WORDS, "its unit, such as s", allowed=(_ADD,)),
            Key("says", ValueKind.WORDS, "a sentence on what it is", allowed=(_ADD,)),
            Key("fact", ValueKind.WORDS, "the source of the value", allowed=(_ADD,)),
        ),
        '[[constant]]\nname = "protection_timer"\nvalue = [60, 90, 120]',
        (_SET, _ADD, _REMOVE),
        _SET,
    ),
    Table(
        "variable",
        "A variable is added, gets another range, initial value or condition of its clock, or is removed where nothing uses it.",
        ("name",),
        (
            Key("name", ValueKind.NAME, "the variable, such as network.batch", None),
            Key("owner", ValueKind.NAME, "a role, or shared or history", (_ADD,), (_ADD,)),
            Key(
                "kind",
                ValueKind.TYPE,
                'boolean, clock, "integer 0..3" (the end may be a constant), an enumeration, or a list of members; '
                "a change gives integers another range",
                (_ADD,),
                (_ADD, _CHANGE),
            ),
            Key("initial", ValueKind.VALUE, "where it starts; a clock starts at 0", allowed=(_ADD, _CHANGE)),
            Key("active", ValueKind.EXPRESSION, "when a clock runs", allowed=(_ADD, _CHANGE)),
            Key("says", ValueKind.WORDS, "a sentence on what it is", allowed=(_ADD, _CHANGE)),
        ),
        '[[variable]]\naction = "change"\nname = "source.switchover"\nactive = "source.state == WAIT_HANDSHAKE"',
        (_ADD, _CHANGE, _REMOVE),
        _ADD,
    ),
    Table(
        "guard",
        "A conjunct of a command's guard.",
        ("command", "conjunct"),
        (
            Key("command", ValueKind.NAME, "the command", None),
            Key("conjunct", ValueKind.NAME, "the name of the conjunct", None),
            Key("expression", ValueKind.EXPRESSION, "the condition", (_ADD, _REPLACE), (_ADD, _REPLACE)),
        ),
        '[[guard]]\ncommand = "release_disk"\naction = "drop"\nconjunct = "the destination is ready"',
        (_DROP, _ADD, _REPLACE),
    ),
    Table(
        "effect",
        "What a command does to one variable.",
        ("command", "variable"),
        (
            Key("command", ValueKind.NAME, "the command", None),
            Key("variable", ValueKind.NAME, "the variable", None),
            Key("value", ValueKind.EXPRESSION, "its next value", (_SET,), (_SET,)),
        ),
        '[[effect]]\ncommand = "prepare"\nvariable = "config.read_only"\naction = "remove"',
        (_SET, _REMOVE),
        _SET,
    ),
    Table(
        "command",
        "A command is added or removed, or what is said of it changes. Guards and effects of one that is there have tables "
        "of their own.",
        ("name",),
        (
            Key("name", ValueKind.NAME, "the command", None),
            Key("role", ValueKind.NAME, "whose step it is", (_ADD,), (_ADD, _CHANGE)),
            Key("guard", ValueKind.TABLE, "conjuncts by name", allowed=(_ADD,)),
            Key("effect", ValueKind.TABLE, "next values by variable", allowed=(_ADD,)),
            Key("says", ValueKind.WORDS, "a sentence on what it does", allowed=(_ADD, _CHANGE)),
            Key("fact", ValueKind.WORDS, "the source of the fact", allowed=(_ADD, _CHANGE)),
            Key(
                "fault",
                ValueKind.WORDS,
                'the kind of fault that it is; "" for a step of the protocol itself',
                allowed=(_ADD, _CHANGE),
            ),
            Key(
                "fair",
                ValueKind.TRUTH,
                "whether its role does it in the end, if it can from some time on without a break; true for a new command",
                allowed=(_ADD, _CHANGE),
            ),
            Key(
                "events",
                ValueKind.NAMES,
                "the names by which properties and assumptions know it, of those that the model has",
                allowed=(_ADD, _CHANGE),
            ),
        ),
        '[[command]]\naction = "change"\nname = "stun"\nfair = false',
        (_ADD, _REMOVE, _CHANGE),
    ),
    Table(
        "deadline",
        "Time cannot pass beyond a limit on a clock: one of the handlers happens first.",
        ("clock",),
        (
            Key("clock", ValueKind.NAME, "the clock", None),
            Key("limit", ValueKind.EXPRESSION, "a number or a constant", (_ADD,), (_ADD, _REPLACE)),
            Key("handlers", ValueKind.NAMES, "commands of the clock's owner", allowed=(_ADD, _REPLACE)),
        ),
        '[[deadline]]\naction = "replace"\nclock = "source.switchover"\nlimit = "6"',
        (_ADD, _REMOVE, _REPLACE),
    ),
    Table(
        "assumption",
        "What a response of this file assumes, beside the assumptions that the model has.",
        ("name",),
        (
            Key("name", ValueKind.NAME, "what `assumptions` of a property says", None),
            Key("says", ValueKind.WORDS, "a sentence that states it", None),
            Key(
                "works", ValueKind.NAMES, "roles that do in the end what they can do without a break, where it is fair"
            ),
            Key("weak", ValueKind.NAMES, "commands that happen in the end if they can without a break"),
            Key("strong", ValueKind.NAMES, "commands that happen in the end if they can again and again"),
            Key("finite", ValueKind.NAMES, "commands, or kinds of fault, that happen finitely often"),
            Key("recurring", ValueKind.EXPRESSIONS, "conditions that hold again and again"),
        ),
        '[[assumption]]\nname = "few losses"\nsays = "Messages are lost finitely often."\nfinite = ["message loss"]\n\n'
        '[[property]]\naction = "add"\nid = "freed"\nkind = "response"\npremise = "config.read_only"\n'
        'claim = "not config.read_only"\nassumptions = ["few losses", "source works"]',
    ),
    Table(
        "property",
        "What is asked. A property that is replaced keeps what the edit does not name, and always its kind, its assumptions and "
        "its observers.",
        ("id",),
        (
            Key("id", ValueKind.NAME, "its id", None),
            Key("kind", ValueKind.NAME, "invariant where it is left out", allowed=(_ADD,), words=PROPERTY_KINDS),
            Key("title", ValueKind.WORDS, "what it states", allowed=(_ADD, _REPLACE)),
            Key(
                "claim",
                ValueKind.EXPRESSION,
                "what holds in every state (invariant), in some state that can be reached (demand), or comes about (response)",
                (_ADD, _REPLACE),
                (_ADD, _REPLACE),
            ),
            Key("premise", ValueKind.EXPRESSION, "where, or after what; a demand has none", allowed=(_ADD, _REPLACE)),
            Key("why", ValueKind.WORDS, "what goes wrong where it fails", allowed=(_ADD, _REPLACE)),
            Key("assumptions", ValueKind.NAMES, "what a response assumes, by name", allowed=(_ADD,)),
        ),
        '[[property]]\naction = "add"\nid = "freed"\nkind = "response"\ntitle = "a stunned machine runs again"\n'
        'premise = "source.vm == STUNNED"\nclaim = "source.vm != STUNNED"',
        (_ADD, _REPLACE, _DROP),
    ),
)
TABLES: Mapping[str, Table] = {t.name: t for t in _TABLES}
TOP: Mapping[str, str] = {
    "schema": f"{SCHEMA}, the version of this format",
    "title": "one line, which must be there",
    "text": "more words, for readers",
    "model": 'the model that is changed; "vmotion" where it is left out',
}
EXPECT = "expect"
KNOWN = frozenset({*TOP, EXPECT, *TABLES})
