"""Names of a model in other languages: legal, readable, the same on every run, and never one for two things.

Whoever prints SMT-LIB, Promela or TLA+ takes every name of a model from here. What a model calls its variables, commands and
properties is its own affair: a name that means something in the other language gets another one there.
"""

from collections.abc import Callable, Iterable

from vmotion_model.language.expressions import MADE_UP

_OWN = frozenset({"step", "lemma", "rank", "query"})
"""First parts of the symbols that certificates define."""
_THEORY_WORDS = """array bag bv char datatype ff fp int is list map match nullable option re rel seq sep set sets str string
table tuple"""
_THEORIES = frozenset(_THEORY_WORDS.split())
"""First parts of symbols that some solver gives a meaning to, such as ``str.len``."""
_SIMPLE = frozenset("~$%^&*_-+=<>.?/@")

_PROMELA = """c_code c_decl c_expr c_state c_track d_proctype d_step np_ nr_pr pc_value get_priority set_priority
enter_critical leave_critical size_t ssize_t wchar_t ptrdiff_t max_align_t broken commands end"""
PROMELA_RESERVED = frozenset(_PROMELA.split())
"""Promela's words with an underscore in them, words of the generated verifier and of C, and what the text names itself."""
_LIBRARY = ("L_", "P_", "G_", "q_", "sa_", "si_", "sigev_", "st_", "va_", "D_", "int8_", "int16_", "int32_", "int64_")
"""Beginnings of macros and words in the C headers of the generated verifier, which would be replaced there."""

_TLA = """ACTION ASSUME ASSUMPTION AXIOM BOOLEAN BY CASE CHOOSE CONSTANT CONSTANTS COROLLARY DEF DEFINE DEFS DOMAIN ELSE
ENABLED EXCEPT EXTENDS FALSE HAVE HIDE IF IN INSTANCE LAMBDA LEMMA LET LOCAL MODULE NEW OBVIOUS OMITTED ONLY OTHER PICK
PROOF PROPOSITION PROVE QED RECURSIVE STATE STRING SUBSET SUFFICES TAKE TEMPORAL THEN THEOREM TRUE UNCHANGED UNION USE
VARIABLE VARIABLES WITH WITNESS Int Nat Integers Naturals
ACTION_CONSTRAINT ACTION_CONSTRAINTS ALIAS CHECK_DEADLOCK CONSTRAINT CONSTRAINTS INIT INVARIANT INVARIANTS NEXT POSTCONDITION
PROPERTIES PROPERTY SPECIFICATION SYMMETRY TYPE TYPE_CONSTRAINT VIEW
Init Next Spec TypeOK vars"""
TLA_RESERVED = frozenset(_TLA.split())
"""Words of TLA+, of TLC's configuration files and of the module itself, which nothing of a model is called."""


class Names:
    """Gives every thing of a model one name of the other language and remembers it."""

    def __init__(self, reserved: Iterable[str], legal: Callable[[str, str], str]) -> None:
        """``legal(kind, name)`` makes a legal identifier; what is ``reserved`` or taken gets an underscore at its end."""
        self._taken = set(reserved)
        self._legal = legal
        self._known: dict[tuple[str, object], str] = {}

    def of(self, kind: str, what: object, name: str) -> str:
        """The name of ``what`` among the things of its kind, made from ``name`` when it is asked for first."""
        if (kind, what) not in self._known:
            found = self._legal(kind, name)
            while found in self._taken:
                found += "_"
            self._taken.add(found)
            self._known[kind, what] = found
        return self._known[kind, what]


def variable_symbol(name: str) -> str:
    """The SMT-LIB symbol of a variable of a model, or of one that the proofs made up.

    Names of at least two parts stand as they are. Single words (any of which some solver may know), names that a certificate
    defines, and those that end like a value after a step begin with ``v!``: no name of a model holds an exclamation mark.
    """
    if name.startswith(MADE_UP):
        return part(name.removeprefix(MADE_UP))
    first, dot, rest = name.partition(".")
    plain_ = dot and first not in _OWN | _THEORIES and not f".{rest}".endswith(".next")
    return name if plain_ else f"v!{name}!"


def after_symbol(name: str) -> str:
    """The symbol of the same variable after a step."""
    return f"{variable_symbol(name)}.next"


def part(text: str) -> str:
    """A command's or property's name as a part of an SMT-LIB symbol: what no simple symbol holds is written as its code."""
    return "".join(c if (c.isascii() and c.isalnum()) or c in _SIMPLE else f"!{ord(c):x}." for c in text)


def promela_name(kind: str, name: str) -> str:
    """One word could be a keyword of Promela or of C, so it gets a prefix; a dotted name is none, with few exceptions."""
    text = plain(name)
    if "." in name and text[0] != "_" and text != text.upper() and not text.startswith(_LIBRARY):
        return text
    return f"{kind}_{text}"


def tla_name(kind: str, name: str) -> str:
    """A name that begins with a letter, and not like a fairness condition."""
    text = plain(name)
    first = text[:1].isalpha() and not text.startswith(("WF_", "SF_"))
    return text if first else f"{kind}_{text}"


def plain(name: str) -> str:
    """The name with everything but ASCII letters and digits replaced by an underscore."""
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in name)


def sentence(text: str) -> str:
    """Text that can stand in a comment: one line of ASCII that closes or opens no comment."""
    line = "".join(c if c.isascii() and c.isprintable() else "?" for c in " ".join(text.split()))
    for mark in ("*/", "/*", "*)", "(*"):
        line = line.replace(mark, f"{mark[0]} {mark[1]}")
    return line.replace("\\", "/")
