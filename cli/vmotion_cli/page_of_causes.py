"""The page of causes: what each does, where that shows, and what to do; made from the results of the searches."""

from collections.abc import Sequence

from vmotion_model.catalogue import by_id
from vmotion_model.protocol.conditions import UNTIED
from vmotion_proofs.conditions import Ending
from vmotion_proofs.conditions.table import Prospect, Theorem
from vmotion_specs.conditions.reading import shown_value

from .show_conditions import first_notices

HEAD = """# Why a migration fails, and what follows

One row for every cause that the model knows. *Outcome* is what a search of all states says of the migration when this cause
alone is present: it **fails**, **may fail** (the cause can strike late, or not at all) or completes. *Step* is the step of
KB 1003734 in which it first shows, *ends* how the task can end, *shown* the percentage that a client was seen to stand at (a
symptom, which differs between releases). The page is made by a command:

```console
vmotion causes --format markdown
```

To ask about several causes at once, or about conditions that are not known: `vmotion preflight --help`.
"""


def page_of_causes(prospects: Sequence[Prospect], theorems: Sequence[Theorem]) -> str:
    """The page as Markdown."""
    lines = [HEAD, "| cause | set | outcome | step | ends | shown | texts |", "|---|---|---|---|---|---|---|"]
    lines += [_row(p) for p in prospects]
    lines += ["", "## What to do", ""]
    for prospect in prospects:
        for cause in prospect.causes:
            if not cause.failure:
                continue
            todo = " ".join(
                r.text if not r.is_command else f"On {r.place}: `{r.text}`." for r in by_id(cause.failure).remedy
            )
            lines.append(f"- **{cause.name}** ({cause.failure}). {cause.description} {todo}")
    lines += ["", "## Entries without a cause", ""]
    lines += [f"- **{failure}** {by_id(failure).title}: {why}." for failure, why in UNTIED.items()]
    lines += ["", "## What holds under conditions", "", "| | statement | verdict | asked of |", "|---|---|---|---|"]
    lines += [
        f"| {t.id} | {t.statement} | {t.verdict} | {t.reason or 'all values of all conditions'} |" for t in theorems
    ]
    return "\n".join(lines)


def _row(prospect: Prospect) -> str:
    outlook = prospect.outlook
    (cause,) = prospect.causes
    entry = by_id(cause.failure) if cause.failure else None
    first = first_notices(outlook)
    steps = ", ".join(str(s) for s in sorted({n.steps[0] for n in first}))
    cells = (
        f"{cause.failure} {cause.name}".strip(),
        ", ".join(f"`{n}={shown_value(v)}`" for n, v in prospect.changed.items()),
        str(outlook.certainty),
        steps,
        ", ".join(str(e) for e in Ending if e in outlook.endings),
        entry.progress if entry else "",
        "; ".join(f"`{m}`" for m in (entry.messages[:2] if entry else ())),
    )
    return "| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |"
