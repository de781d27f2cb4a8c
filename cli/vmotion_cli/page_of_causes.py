"""The page of causes: what each does, where that shows, and what to do; made from the results of the searches."""

from collections.abc import Iterable, Iterator, Sequence

from vmotion_model.catalogue import by_id
from vmotion_model.protocol.conditions import CAUSES, UNTIED, Cause
from vmotion_model.protocol.conditions.api_faults import DIRECT, MEANS_NONE, causes_of_fault, faults_of
from vmotion_model.protocol.conditions.catalogue_differences import EARLIER, NOT_THERE, OUT_OF_ORDER
from vmotion_model.protocol.conditions.messages import messages_of
from vmotion_model.protocol.conditions.remedies import remedies_of
from vmotion_model.protocol.conditions.setting import shown_value
from vmotion_proofs.conditions.cause_table import ConditionTheorem, Prospect
from vmotion_proofs.conditions.compared_with_articles import earlier, first_step, not_there, percentages
from vmotion_specs.conditions.properties import Ending

HEAD = """\
# Why a migration fails, and what follows

One row for every cause that the model knows. *Outcome* is what a search of all states says of the migration when this cause
alone is present: it **fails**, **may fail** (the cause can strike late, or not at all) or completes. *Step* is the step of
KB 1003734 in which it first shows, *articles* the steps in which VMware's articles and reports place it; where the two differ,
[a reason](#where-the-model-and-the-articles-differ) stands below. *Ends* is how the task can end, *once it strikes* how it can
end after a cause that is not there from the start has struck. *Shown* is the percentage that a client was seen to stand at (a
symptom, which differs between releases). The page is made by a command:

```console
vmotion causes --format markdown --output docs/causes.md --record proofs/vmotion_proofs/certificates/vmotion.causes.json
```

`vmotion explain NAME` says all that is known of a cause, `vmotion diagram cause:NAME` draws what happens. To ask about several
causes at once, or about conditions that are not known: `vmotion preflight --help`. A cause that strikes late can be told when:
`vmotion preflight --set destination_host.room_stays=false --set causes.strike_at=LATER_ROUNDS`.
"""

UNEXPLAINED = "no reason is written down"

DIFFER = """\
The steps of the articles are those of one report each, the model's those of all runs. These are all the differences.
"""

PERCENTAGES = """\
Percentages as clients showed them, and the last state of the source VMX before the step that the cause brings about. As the
percentage rises the source goes on; where it does not, the last column says why.
"""

FAULTS = """\
The types that derive from `MigrationFault` or `VMotionInterfaceIssue`, and those that say which device is not accessible.
"""


def page_of_causes(prospects: Sequence[Prospect], theorems: Sequence[ConditionTheorem]) -> str:
    """The page as Markdown."""
    lines = [
        HEAD,
        *_table(
            "cause | set | outcome | step | articles | ends | once it strikes | shown | texts", map(_cells, prospects)
        ),
        *("", "## Where the model and the articles differ", "", DIFFER),
        *_table("what | step of the model | steps of the articles | why", _differences(prospects)),
        *("", "## What a percentage says", "", PERCENTAGES),
        *_table("shown | cause | source VMX | remark", _percentages(prospects)),
        *("", "## What to do", ""),
        *(_advice(cause) for prospect in prospects for cause in prospect.causes),
        *("", "## Entries without a cause", ""),
        *(f"- **{failure}** {by_id(failure).title}: {why}." for failure, why in UNTIED.items()),
        *("", "## Faults of the API", "", FAULTS),
        *_table("fault | causes", _faults()),
        *("", "## What holds under conditions", ""),
        *_table("id | statement | verdict | asked of", map(_theorem, theorems)),
    ]
    return "\n".join(lines)


def _table(heads: str, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {heads} |"
    yield "|" + "---|" * (heads.count("|") + 1)
    for cells in rows:
        yield "| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |"


def _cells(prospect: Prospect) -> Sequence[str]:
    outlook = prospect.outlook
    (cause,) = prospect.causes
    entry = by_id(cause.failure) if cause.failure else None
    first = first_step(outlook)
    return (
        f"{cause.failure} {cause.name}".strip(),
        ", ".join(f"`{n}={shown_value(v)}`" for n, v in prospect.changed.items()),
        str(outlook.certainty),
        "" if first is None else str(first),
        _steps(entry.steps) if entry else "",
        ", ".join(str(e) for e in Ending if e in outlook.endings),
        ", ".join(str(e) for e in Ending if e in outlook.struck),
        entry.progress if entry else "",
        "; ".join(f"`{text}`" for text in (*messages_of(cause)[:2], *faults_of(cause)[:1])),
    )


def _differences(prospects: Sequence[Prospect]) -> Iterator[Sequence[str]]:
    for cause, step in earlier(prospects):
        yield cause.name, str(step), _steps(by_id(cause.failure).steps), EARLIER.get(cause.name, UNEXPLAINED)
    for failure, steps in not_there(prospects):
        yield (
            f"{failure.id} {failure.title}",
            f"not in {_steps(steps)}",
            _steps(failure.steps),
            NOT_THERE.get(failure.id, UNEXPLAINED),
        )


def _percentages(prospects: Sequence[Prospect]) -> Iterator[Sequence[str]]:
    for shown in percentages(prospects):
        remark = OUT_OF_ORDER.get(shown.cause.failure, "")
        yield shown.percentage, f"{shown.cause.failure} {shown.cause.name}", shown.state, remark


def _advice(cause: Cause) -> str:
    todo = (f"On {r.place}: `{r.text}`." if r.is_command else r.text for r in remedies_of(cause))
    number = f" ({cause.failure})" if cause.failure else ""
    return " ".join((f"- **{cause.name}**{number}. {cause.description}", *todo))


def _faults() -> Iterator[Sequence[str]]:
    told = {fault for cause in CAUSES for fault in faults_of(cause)}
    for fault in sorted(told | set(DIRECT)):
        yield fault, ", ".join(c.name for c in causes_of_fault(fault, CAUSES))
    for why in dict.fromkeys(MEANS_NONE.values()):
        yield ", ".join(fault for fault, reason in MEANS_NONE.items() if reason == why), f"none: {why}"


def _theorem(theorem: ConditionTheorem) -> Sequence[str]:
    return theorem.id, theorem.statement, str(theorem.verdict), theorem.reason or "all values of all conditions"


def _steps(steps: Sequence[int]) -> str:
    return ", ".join(map(str, steps))
