"""A process that draws: DOT on standard input, the picture on standard output; arguments are the format and the PNG's dpi."""

import sys


def main() -> None:
    """Draw with the Graphviz inside pygraphviz; the engine is ``dot`` unless the graph names another."""
    from pygraphviz import AGraph

    form, dots = sys.argv[1], sys.argv[2]
    graph = AGraph(string=sys.stdin.buffer.read().decode("utf-8"))
    if form == "png":
        graph.graph_attr["dpi"] = dots
    sys.stdout.buffer.write(graph.draw(format=form, prog="dot"))


if __name__ == "__main__":
    main()
