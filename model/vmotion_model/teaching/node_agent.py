"""A container platform whose node agent restarts just after a migration and takes the running machine for a lost one.

The machine has a record (its phase, the node that it is on, the note that a migration is under way), a pod on each of two nodes
that may run it, and an agent on the target's node. The agent knows the machine that it received; a new agent knows nothing and
looks for the machine's socket. An agent that sees a record "Running" on its own node, and knows no such machine, sets it to
Failed, and the controller deletes what a failed record still runs.

Logged in this order: a migration is asked for, the machine resumes on the target, the migration is finished, the agent is
replaced, starts with an empty cache, sets the record to Failed; three seconds after the success the machine is deleted. To keep
migrations and roll-outs apart (``no-migration-during-roll-out``, ``no-roll-out-during-migration``) changes nothing: the roll-out
came after the migration. To wait three minutes (``agent-waits``) only delays it. What helps is a bound on how long the machine
is not found (``socket-found-in-time``): time keeps the two apart, as in ``fischer``.
"""

from enum import StrEnum

from vmotion_model.language import SHARED, Command, Model, boolean, enumeration

SOURCE = "KubeVirt issue 18763"
CRASH = "crash of an agent"


class Phase(StrEnum):
    """What the record says of the machine."""

    RUNNING = "RUNNING"
    FAILED = "FAILED"


class Node(StrEnum):
    """The node that the record names."""

    SOURCE = "SOURCE"
    TARGET = "TARGET"


class Pod(StrEnum):
    """What a pod does with the machine."""

    WAITS = "WAITS"
    RUNS = "RUNS"
    STOPPED = "STOPPED"
    DELETED = "DELETED"


class Cache(StrEnum):
    """What the target's agent knows of the machine."""

    EMPTY = "EMPTY"
    KNOWS = "KNOWS"


def node_agent() -> Model:
    """A controller, the agent of the target's node, and an operator that replaces agents; an agent may crash at any time."""
    phase = enumeration("record.phase", SHARED, Phase.RUNNING, "What the record says of the machine.")
    node = enumeration("record.node", SHARED, Node.SOURCE, "The node that the record names.")
    migrates = boolean("record.migrates", SHARED, False, "The record notes that a migration is under way.")
    source = enumeration("source.pod", SHARED, Pod.RUNS, "What the source's pod does with the machine.")
    target = enumeration("target.pod", SHARED, Pod.WAITS, "What the target's pod does with the machine.")
    up = boolean("node.agent_up", SHARED, True, "An agent runs on the target's node.")
    rolling = boolean("node.rolling", SHARED, False, "The operator is replacing the agent of the target's node.")
    cache = enumeration("agent.cache", "agent", Cache.EMPTY, "What the target's agent knows of the machine.")
    runs, empty = target == Pod.RUNS, cache == Cache.EMPTY
    return Model(
        "node-agent",
        (phase, node, migrates, source, target, up, rolling, cache),
        (),
        (
            Command(
                "create_migration",
                "controller",
                {
                    "the record says that it runs": phase == Phase.RUNNING,
                    "it is on the source": node == Node.SOURCE,
                    "no migration is under way": ~migrates,
                },
                {migrates: True},
                "The controller notes a migration in the record.",
                SOURCE,
            ),
            Command(
                "resume",
                "agent",
                {
                    "the agent is up": up,
                    "a migration is under way": migrates,
                    "the source runs it": source == Pod.RUNS,
                    "the target waits": target == Pod.WAITS,
                },
                {source: Pod.STOPPED, target: Pod.RUNS, cache: Cache.KNOWS},
                "The machine resumes in the target's pod, and the agent knows it.",
                SOURCE,
            ),
            Command(
                "finish",
                "agent",
                {
                    "the agent is up": up,
                    "a migration is under way": migrates,
                    "the target runs it": runs,
                    "the agent knows it": cache == Cache.KNOWS,
                },
                {migrates: False, node: Node.TARGET},
                "The agent names its own node in the record and removes the note.",
                SOURCE,
            ),
            Command(
                "remove_source_pod",
                "controller",
                {"the source has stopped": source == Pod.STOPPED, "no migration is under way": ~migrates},
                {source: Pod.DELETED},
                "The controller removes the pod that the machine left.",
            ),
            Command(
                "replace_agent",
                "operator",
                {"the agent is up": up},
                {up: False, rolling: True},
                "The operator ends the agent, to start one of another version.",
                SOURCE,
            ),
            Command(
                "start_agent",
                "agent",
                {"no agent is up": ~up},
                {up: True, rolling: False, cache: Cache.EMPTY},
                "An agent starts. It knows no machine.",
                SOURCE,
            ),
            Command("crash_agent", "node", {"the agent is up": up}, {up: False}, "The agent dies.", fault=CRASH),
            Command(
                "find_socket",
                "agent",
                {"the agent is up": up, "its cache is empty": empty, "the target runs it": runs},
                {cache: Cache.KNOWS},
                "The agent finds the socket of the machine and knows it again.",
            ),
            Command(
                "fail_record",
                "agent",
                {
                    "the agent is up": up,
                    "the record says that it runs": phase == Phase.RUNNING,
                    "the record names this node": node == Node.TARGET,
                    "no migration is under way": ~migrates,
                    "its cache is empty": empty,
                },
                {phase: Phase.FAILED},
                "The agent knows no machine of that record, and sets it to Failed.",
                SOURCE,
            ),
            Command(
                "delete_machine",
                "controller",
                {"the record says that it failed": phase == Phase.FAILED, "the target runs it": runs},
                {target: Pod.DELETED},
                "The controller deletes the pod of a machine that has failed.",
                SOURCE,
            ),
        ),
        description="A machine is migrated, and the agent that received it is replaced.",
    )
