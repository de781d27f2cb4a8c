"""A strict grammar of the part of Mermaid that the diagrams use."""

import re

TEXT = r'"(?:[^"<>#]|#(?:35|37|96|quot|lt|gt);|</?b>|<br/>)*"'
ID = r"[A-Za-z_][A-Za-z0-9_]*"
LOOK = r"[a-z-]+:[#A-Za-z0-9. ]+(?:,[a-z-]+:[#A-Za-z0-9. ]+)*"
FLOWCHART = (
    r"flowchart (?:TB|LR)",
    rf"subgraph {ID}\[{TEXT}\]",
    r"direction (?:TB|LR)",
    r"end",
    rf"{ID}\[{TEXT}\]",
    rf"{ID} (?:-->|==>|-\.->)(?:\|{TEXT}\|)? {ID}",
    rf"{ID} ~~~ legend",
    rf"style {ID} {LOOK}",
    rf"classDef {ID} {LOOK}",
    rf"class {ID}(?:,{ID})* {ID}",
    rf"linkStyle \d+(?:,\d+)* {LOOK}",
)
SAID = r"(?:[^;<>#\n]|#(?:35|37|96|quot|lt|gt);|<br/>)+"
SEQUENCE = (
    "sequenceDiagram",
    rf"participant {ID} as {SAID}",
    rf"{ID}(?:->>|-->>|-\)|-x){ID}: {SAID}",
    rf"Note over {ID}(?:,{ID})?: {SAID}",
    r"loop from step \d+ on again and again, for ever",
    r"end",
)


def check_mermaid(text: str) -> None:
    """A strict grammar of the part of Mermaid that is used: every line, declared names, balanced blocks, links in range."""
    if text.startswith("---\n"):
        head, text = text.removeprefix("---\n").split("\n---\n", 1)
        title, *config = head.split("\n")
        assert re.fullmatch(r'title: "(?:[^"\\]|\\["\\])*"', title)
        assert config in ([], ["config:", "  flowchart:", "    wrappingWidth: 460"])
    lines = [line.strip() for line in text.splitlines()]
    grammar = SEQUENCE if lines[0] == "sequenceDiagram" else FLOWCHART
    for line in lines:
        assert any(re.fullmatch(rule, line) for rule in grammar), line
    if grammar is FLOWCHART:
        assert sum(line.startswith("subgraph ") for line in lines) == lines.count("end")
        bare = [re.sub(TEXT, "", line) for line in lines]
        declared = {m[1] for line in bare if (m := re.fullmatch(rf"(?:subgraph )?({ID})\[\]", line))}
        arrows = [m for line in bare if (m := re.fullmatch(rf"({ID}) (?:-->|==>|-\.->)(?:\|\|)? ({ID})", line))]
        assert {end for m in arrows for end in m.groups()} <= declared
        styled = [int(n) for line in lines if line.startswith("linkStyle") for n in line.split()[1].split(",")]
        assert sorted(styled) == list(range(len(arrows)))
    else:
        people = {line.split()[1] for line in lines if line.startswith("participant")}
        used = {
            n for line in lines for m in [re.match(rf"({ID})(?:-?->>|-\)|-x)({ID}):", line)] if m for n in m.groups()
        }
        assert used <= people
