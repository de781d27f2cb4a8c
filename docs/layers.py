"""The pictures in architecture.md, made from the imports of the code.

``python docs/layers.py`` writes them anew; with ``--check`` it writes nothing and exits with 1 where they are out of date.
"""

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- layers: begin -->\n", "<!-- layers: end -->\n"
PACKAGES = ("cli", "report", "diagrams", "traces", "convergence", "proofs", "specs", "model")
"""The folders, each of which holds the package ``vmotion_FOLDER``."""
SPLIT = "vmotion_proofs"
"""The package whose folders get a picture of their own."""

Graph = Mapping[str, set[str]]
"""By node, the nodes that it imports."""


def modules() -> dict[str, set[str]]:
    """What each module imports, by dotted names, whether at its top, inside a function or for types only."""
    files = {
        ".".join(path.relative_to(ROOT / folder).with_suffix("").parts).removesuffix(".__init__"): path
        for folder in PACKAGES
        for path in sorted((ROOT / folder / f"vmotion_{folder}").rglob("*.py"))
    }
    return {name: set(_imports(name, path, files)) - {name} for name, path in files.items()}


def _imports(name: str, path: Path, known: Iterable[str]) -> Iterator[str]:
    """The modules that a file imports: of our own the module itself, of others the name of the library."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found = [full if (full := f"{base}.{alias.name}") in known else base for alias in node.names]
        else:
            continue
        yield from (each if each in known else each.partition(".")[0] for each in found)


def packages(imports: Graph) -> str:
    """The packages: which one imports which, and the libraries that it uses."""
    own = {f"vmotion_{folder}": set[str]() for folder in PACKAGES}
    libraries = {name: set[str]() for name in own}
    for module, imported in imports.items():
        package = module.partition(".")[0]
        for name in imported:
            top = name.partition(".")[0]
            if top in own:
                own[package] |= {top} - {package}
            elif top not in sys.stdlib_module_names:
                libraries[package].add(top)
    labels = {name: f"<b>{name}</b><br/>{', '.join(sorted(used)) or '-'}" for name, used in libraries.items()}
    return mermaid(own, labels)


def folders(imports: Graph) -> str:
    """The folders of the package, and which one imports which."""
    home = {name: name.split(".")[1] for name in imports if name.count(".") > 1 and name.startswith(f"{SPLIT}.")}
    graph = {folder: set[str]() for folder in home.values()}
    for name, folder in home.items():
        graph[folder] |= {home[i] for i in imports[name] if i in home} - {folder}
    return mermaid(graph, {})


def reachable(graph: Graph, start: str) -> set[str]:
    """The nodes to which arrows lead from this one."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = graph[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def reduced(graph: Graph) -> dict[str, set[str]]:
    """The graph without the arrows that a longer way makes superfluous."""
    left = {node: set(targets) for node, targets in graph.items()}
    for node in sorted(left):
        for target in sorted(left[node]):
            left[node].remove(target)
            if target not in reachable(left, node):
                left[node].add(target)
    return left


def mermaid(graph: Graph, labels: Mapping[str, str]) -> str:
    """A Mermaid flowchart from top to bottom."""
    lines = ["```mermaid", "flowchart TD"]
    lines += [f'    {node}["{labels.get(node, f"<b>{node}</b>")}"]' for node in sorted(graph)]
    edges = reduced(graph)
    lines += [f"    {node} --> {' & '.join(sorted(edges[node]))}" for node in sorted(edges) if edges[node]]
    return "\n".join([*lines, "```", ""])


def pictures() -> str:
    """What stands between the marks of the page."""
    imports = modules()
    middle = f"The folders inside `proofs/{SPLIT}`:"
    return f"\n{packages(imports)}\n{middle}\n\n{folders(imports)}\n"


def with_pictures(text: str, drawn: str) -> str:
    """The page with its pictures made anew; raises ``ValueError`` where it has no place for them."""
    before, begins, rest = text.partition(BEGIN)
    _, ends, after = rest.partition(END)
    if not begins or not ends:
        raise ValueError(f"{PAGE.name} has no place for the pictures: {BEGIN.strip()} and {END.strip()}")
    return f"{before}{BEGIN}{drawn}{END}{after}"


def main(arguments: list[str]) -> int:
    """Write the page, or say whether it is current."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: python docs/layers.py [--check]\n")
        return 2
    text = PAGE.read_text(encoding="utf-8")
    current = with_pictures(text, pictures())
    if arguments and text != current:
        sys.stderr.write(f"{PAGE.name} does not show today's imports; run: python docs/layers.py\n")
        return 1
    if not arguments:
        PAGE.write_text(current, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
