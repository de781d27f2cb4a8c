"""Two-phase commit: messages that get lost, a coordinator that crashes, and what it writes on its disk first.

The coordinator asks two participants; each promises (and may then not change its mind) or refuses. If both promise, the
coordinator writes COMMIT on its disk and tells them; otherwise, or when it has waited too long, ABORT. Messages are shared
variables. A loss and a crash are commands too, marked as faults; a crash loses where the coordinator was and keeps its log.

The price is known: a participant that has promised and hears nothing has to wait until the coordinator is back (``blocked``).
The changes ``commit-on-silence`` and ``forgotten-log`` show what happens otherwise.
"""

from enum import StrEnum
from typing import Any

from vmotion_model.language import SHARED, Command, Expr, Model, Var, boolean, enumeration, if_then

SOURCE = "J. Gray: Notes on data base operating systems, 1978"
LOSS, CRASH = "loss of a message", "coordinator crash"


class Coordinator(StrEnum):
    """Where the coordinator stands."""

    IDLE = "IDLE"
    COLLECTS = "COLLECTS"
    DECIDED = "DECIDED"
    CRASHED = "CRASHED"


class Participant(StrEnum):
    """Where a participant stands."""

    WORKS = "WORKS"
    PROMISED = "PROMISED"
    COMMITTED = "COMMITTED"
    ABORTED = "ABORTED"


class Vote(StrEnum):
    """What a participant answers."""

    NO_VOTE = "NO_VOTE"
    YES = "YES"
    NO = "NO"


class Decision(StrEnum):
    """What is written in the log, and what the coordinator tells."""

    NO_DECISION = "NO_DECISION"
    COMMIT = "COMMIT"
    ABORT = "ABORT"


def two_phase_commit() -> Model:
    """One coordinator, the participants a and b, lossy messages, crashes of the coordinator."""
    coordinator = enumeration("coordinator.state", "coordinator", Coordinator.IDLE, "Where the coordinator stands.")
    log = enumeration("coordinator.log", "coordinator", Decision.NO_DECISION, "What is on its disk; a crash keeps it.")
    asked = boolean("message.asked", SHARED, False, "The participants are asked to vote.")
    vote, told, state = {}, {}, {}
    for name in ("a", "b"):
        vote[name] = enumeration(f"message.vote_{name}", SHARED, Vote.NO_VOTE, f"The vote of {name}, under way.")
        told[name] = enumeration(
            f"message.decision_{name}", SHARED, Decision.NO_DECISION, f"The decision, under way to {name}."
        )
        state[name] = enumeration(f"{name}.state", name, Participant.WORKS, "Where the participant stands.")
    commands = _coordinator(coordinator, log, asked, vote["a"], vote["b"])
    for name, stands in state.items():
        commands += _participant(name, stands, asked, vote[name], told[name])
        commands += _messages(name, coordinator, log, vote[name], told[name])
    variables: tuple[Var[Any], ...] = (coordinator, log, asked, *vote.values(), *told.values(), *state.values())
    return Model("two-phase-commit", variables, (), tuple(commands), description="All commit, or all abort.")


def _coordinator(
    state: Var[Any], log: Var[Any], asked: Var[bool], vote_a: Expr[Any], vote_b: Expr[Any]
) -> list[Command]:
    role = "coordinator"
    decide = {"collects votes": state == Coordinator.COLLECTS}
    after = if_then(log == Decision.NO_DECISION, Decision.ABORT, log)
    return [
        Command(
            "ask", role, {"idle": state == Coordinator.IDLE}, {state: Coordinator.COLLECTS, asked: True}, "It asks."
        ),
        Command(
            "commit",
            role,
            {**decide, "a promises": vote_a == Vote.YES, "b promises": vote_b == Vote.YES},
            {state: Coordinator.DECIDED, log: Decision.COMMIT},
            "Both promise: COMMIT goes to the disk.",
            SOURCE,
        ),
        Command(
            "abort",
            role,
            decide,
            {state: Coordinator.DECIDED, log: Decision.ABORT},
            "A vote is NO, or did not come in time: ABORT goes to the disk.",
            SOURCE,
        ),
        Command(
            "crash",
            role,
            {"is up": state != Coordinator.CRASHED},
            {state: Coordinator.CRASHED},
            "The coordinator crashes; its log stays.",
            fault=CRASH,
        ),
        Command(
            "recover",
            role,
            {"is down": state == Coordinator.CRASHED},
            {state: Coordinator.DECIDED, log: after},
            "It reads its log; where nothing was decided, it aborts.",
            SOURCE,
        ),
    ]


def _participant(name: str, state: Var[Any], asked: Var[bool], vote: Var[Any], told: Var[Any]) -> list[Command]:
    works = {"works": state == Participant.WORKS}
    undecided = {"has not ended": state.one_of(Participant.WORKS, Participant.PROMISED)}
    return [
        Command(
            f"promise_{name}",
            name,
            {**works, "is asked": asked},
            {state: Participant.PROMISED, vote: Vote.YES},
            "It promises to commit when told so.",
            SOURCE,
        ),
        Command(
            f"refuse_{name}",
            name,
            {**works, "is asked": asked},
            {state: Participant.ABORTED, vote: Vote.NO},
            "It refuses and aborts.",
            SOURCE,
        ),
        Command(
            f"do_commit_{name}",
            name,
            {**undecided, "is told to commit": told == Decision.COMMIT},
            {state: Participant.COMMITTED},
            "It commits.",
            SOURCE,
        ),
        Command(
            f"do_abort_{name}",
            name,
            {**undecided, "is told to abort": told == Decision.ABORT},
            {state: Participant.ABORTED},
            "It aborts.",
            SOURCE,
        ),
    ]


def _messages(name: str, coordinator: Var[Any], log: Var[Any], vote: Var[Any], told: Var[Any]) -> list[Command]:
    return [
        Command(
            f"tell_{name}",
            "coordinator",
            {"has decided": coordinator == Coordinator.DECIDED},
            {told: log},
            f"The coordinator tells {name}, as often as it likes.",
            SOURCE,
        ),
        Command(
            f"lose_vote_{name}",
            "network",
            {"a vote is under way": vote != Vote.NO_VOTE},
            {vote: Vote.NO_VOTE},
            "The vote is lost.",
            fault=LOSS,
        ),
        Command(
            f"lose_decision_{name}",
            "network",
            {"a decision is under way": told != Decision.NO_DECISION},
            {told: Decision.NO_DECISION},
            "The decision is lost.",
            fault=LOSS,
        ),
    ]
