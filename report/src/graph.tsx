// States and steps as a picture: laid out by dagre, moved by d3-zoom, drawn as SVG whose states and edges can be reached by keyboard.
import dagre from "@dagrejs/dagre";
import { select } from "d3-selection";
import { curveBasis, curveMonotoneX, curveMonotoneY, line } from "d3-shape";
import { zoom, zoomIdentity, type ZoomBehavior } from "d3-zoom";
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { roleClass, roleTitle, type Graph, type GraphEdge, type GraphNode, type Line, type Move } from "./data";
import { Icon } from "./parts";

/** More than this is not laid out at once: the picture would take seconds, and nobody could read it. */
export const MOST_NODES = 140, MOST_EDGES = 420;
const MARK: Record<string, string> = { normal: "", failure: "✗ ", added: "+ ", removed: "− ", changed: "~ " };
const LABELS = 3, NOTES = 5;
/** A picture is drawn at least at this scale, so that its letters can be read; in a frame of less than so many pixels, at that one. */
const READABLE = 0.85, NARROW = 600, LEAST = 0.72;
/** For a scroll bar below a picture that is broader than its frame. */
const BAR = 16;

export interface Taken { command: string; source: string; target: string }
interface Point { x: number; y: number }
interface Placed { node: GraphNode; x: number; y: number; width: number; height: number; lines: Text[] }
interface Text { text: string; class: string; dy: number }
interface Routed { edge: GraphEdge; path: string; label: { x: number; y: number; lines: Line[] } | null; key: string }
interface Drawn {
  nodes: Placed[]; edges: Routed[]; groups: { title: string; role: string; x: number; y: number; width: number; height: number }[];
  width: number; height: number;
}

const NOTHING: Drawn = { nodes: [], edges: [], groups: [], width: 0, height: 0 };

const pen = document.createElement("canvas").getContext("2d");
function width(text: string, font: string): number {
  if (!pen) return text.length * 7;
  pen.font = font;
  return pen.measureText(text).width;
}
const SANS = "system-ui, sans-serif";

/** The part of a large graph around a state: what is nearest to it, along steps in either direction. */
export function around(graph: Graph, centre: string): Graph {
  const near = new Map<string, Set<string>>();
  const join = (a: string, b: string) => (near.get(a) ?? near.set(a, new Set()).get(a)!).add(b);
  for (const edge of graph.edges) { join(edge.source, edge.target); join(edge.target, edge.source); }
  const kept = new Set<string>([centre]);
  const waiting = [centre];
  for (let next = waiting.shift(); next !== undefined && kept.size < MOST_NODES; next = waiting.shift())
    for (const other of near.get(next) ?? []) {
      if (kept.size >= MOST_NODES) break;
      if (!kept.has(other)) { kept.add(other); waiting.push(other); }
    }
  const order = [...kept];
  const rank = new Map(order.map((id, n) => [id, n]));
  const edges = graph.edges
    .filter((e) => kept.has(e.source) && kept.has(e.target))
    .sort((a, b) => rank.get(a.source)! + rank.get(a.target)! - rank.get(b.source)! - rank.get(b.target)!)
    .slice(0, MOST_EDGES);
  return { ...graph, nodes: graph.nodes.filter((n) => kept.has(n.id)), edges };
}

const layouts = new WeakMap<Graph, Map<boolean, Drawn>>();

function layout(graph: Graph, compact: boolean): Drawn {
  let known = layouts.get(graph);
  if (!known) layouts.set(graph, (known = new Map()));
  let drawn = known.get(compact);
  if (!drawn) known.set(compact, (drawn = laidOut(graph, compact)));
  return drawn;
}

function texts(node: GraphNode, compact: boolean): Text[] {
  const found: Text[] = [];
  for (const part of node.title ? wrapped(node.title, 26) : []) found.push({ text: part, class: "title", dy: 16 });
  if (compact) return found;
  for (const detail of node.details) found.push({ text: detail, class: "detail", dy: 13.5 });
  const notes = node.notes.slice(0, node.notes.length > NOTES ? NOTES - 1 : NOTES);
  for (const note of notes)
    wrapped(MARK[note.status] + note.text, 40).forEach((text) => found.push({ text, class: `note ${note.status}`, dy: 14 }));
  if (notes.length < node.notes.length) found.push({ text: `and ${node.notes.length - notes.length} more stay here`, class: "detail", dy: 14 });
  return found;
}

function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line && (line + " " + word).length > most) { lines.push(line); line = word; } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}

/**
 * The edges that close a cycle, by their numbers, seen from the first state on: they are laid out the other way round, so that
 * the way of a machine goes down. dagre would begin with boxes that nothing leads to.
 */
function closing(graph: Graph, edges: GraphEdge[]): Set<number> {
  const onward = new Map<string, [number, string][]>(), done = new Set<string>(), found = new Set<number>();
  edges.forEach((e, n) => (onward.get(e.source) ?? onward.set(e.source, []).get(e.source)!).push([n, e.target]));
  const visit = (id: string, above: Set<string>) => {
    done.add(id);
    above.add(id);
    for (const [n, target] of onward.get(id) ?? []) if (above.has(target)) found.add(n); else if (!done.has(target)) visit(target, above);
    above.delete(id);
  };
  for (const node of graph.nodes) if (!done.has(node.id)) visit(node.id, new Set());
  return found;
}

function laidOut(graph: Graph, compact: boolean): Drawn {
  const g = new dagre.graphlib.Graph({ multigraph: true, compound: true });
  g.setGraph({
    rankdir: graph.across ? "LR" : "TB", nodesep: compact ? 14 : 28, ranksep: compact ? 17 : graph.across ? 60 : 42, edgesep: compact ? 8 : 16,
    marginx: 12, marginy: 12,
  });
  g.setDefaultEdgeLabel(() => ({}));
  const lines = new Map<string, Text[]>();
  const groups = compact ? [] : graph.groups.filter((group) => graph.nodes.some((n) => n.group === group.id));
  for (const group of groups) g.setNode(`group ${group.id}`, {});
  for (const node of graph.nodes) {
    const own = texts(node, compact);
    lines.set(node.id, own);
    const wide = own.map((t) => width(t.text, t.class === "title" ? `600 12.5px ${SANS}` : t.class === "detail" ? `10.5px ${SANS}` : `11px ${SANS}`));
    g.setNode(node.id, { width: Math.max(48, ...wide) + 24, height: Math.max(20, own.reduce((sum, t) => sum + t.dy, 0)) + (compact ? 6 : 12) });
    if (groups.some((group) => group.id === node.group)) g.setParent(node.id, `group ${node.group}`);
  }
  const there = new Set(graph.nodes.map((n) => n.id));
  const edges = graph.edges.filter((e) => there.has(e.source) && there.has(e.target));
  const back = closing(graph, edges);
  const ends = (edge: GraphEdge, n: number): [string, string] => (back.has(n) ? [edge.target, edge.source] : [edge.source, edge.target]);
  const route = (edge: GraphEdge, n: number) => g.edge(...ends(edge, n), String(n)) as { points: Point[]; x?: number; y?: number };
  edges.forEach((edge, n) => {
    const own = compact ? [] : edge.labels.slice(0, LABELS);
    const more = edge.labels.length - own.length;
    const wide = Math.max(0, ...own.map((l) => width(MARK[l.status] + l.text, `11px ${SANS}`)));
    const rows = own.length + (own.length && more ? 1 : 0);
    g.setEdge(...ends(edge, n), own.length ? { width: wide + 10, height: rows * 13 + 4, labelpos: "c", weight: edge.main ? 12 : 1 } : { weight: edge.main ? 12 : 1 }, String(n));
  });
  dagre.layout(g);
  // An edge leaves a state at its lower or upper side, and passes the rows of states straight: the shortest way from one point to
  // the next would lead through neighbours and cut the corners of high ones. Across, rows are columns.
  const across = graph.across, half = new Map<number, number>();
  const turned = (p: Point): Point => (across ? { x: p.y, y: p.x } : p);
  const box = (id: string) => {
    const at = g.node(id) as Point & { width: number; height: number };
    return { ...turned(at), wide: (across ? at.height : at.width) / 2, high: (across ? at.width : at.height) / 2 };
  };
  for (const node of graph.nodes) {
    const { y, high } = box(node.id);
    half.set(Math.round(y), Math.max(half.get(Math.round(y)) ?? 0, high));
  }
  const straight = (edge: GraphEdge, points: Point[]): Point[] => {
    const inner = points.slice(1, -1).map(turned);
    const from = box(edge.source), to = box(edge.target);
    if (compact || from.y === to.y || !inner.length) return points;
    const way = Math.sign(to.y - from.y), row = (y: number) => half.get(Math.round(y)) ?? 0;
    // The farther to one side it goes, the nearer to that corner it leaves.
    const end = (at: ReturnType<typeof box>, next: Point) => at.x + Math.max(0, at.wide - 8) * Math.tanh((next.x - at.x) / (2 * at.wide));
    const x1 = end(from, inner[0]!), x2 = end(to, inner.at(-1)!);
    return [
      { x: x1, y: from.y + way * from.high }, { x: x1, y: from.y + way * row(from.y) },
      ...inner.flatMap((p) => [{ x: p.x, y: p.y - way * row(p.y) }, { x: p.x, y: p.y + way * row(p.y) }]),
      { x: x2, y: to.y - way * row(to.y) }, { x: x2, y: to.y - way * to.high },
    ].map(turned);
  };
  // Labels lie on the points of an edge, so where there are some its curve goes through them.
  const curve = line<Point>((p) => p.x, (p) => p.y).curve(compact ? curveBasis : graph.across ? curveMonotoneX : curveMonotoneY);
  const size = g.graph() as { width?: number; height?: number };
  // Edges may run outside of what the nodes take.
  const points = edges.flatMap((e, n) => route(e, n).points);
  return {
    width: Math.max(size.width ?? 100, ...points.map((p) => p.x + 12)), height: Math.max(size.height ?? 100, ...points.map((p) => p.y + 12)),
    groups: groups.map((group) => {
      const at = g.node(`group ${group.id}`) as { x: number; y: number; width: number; height: number };
      return { title: group.title, role: group.role, x: at.x, y: at.y, width: at.width, height: at.height };
    }),
    nodes: graph.nodes.map((node) => {
      const at = g.node(node.id) as { x: number; y: number; width: number; height: number };
      return { node, x: at.x, y: at.y, width: at.width, height: at.height, lines: lines.get(node.id)! };
    }),
    edges: edges.map((edge, n) => {
      const at = route(edge, n), points = back.has(n) ? [...at.points].reverse() : at.points;
      const own = compact ? [] : edge.labels.slice(0, LABELS);
      const more = edge.labels.length - own.length;
      const rest: Line[] = own.length && more ? [{ text: `and ${more} more`, status: "normal", strong: false }] : [];
      return {
        edge, key: `${edge.source} ${edge.target} ${n}`, path: curve(straight(edge, points)) ?? "",
        label: own.length && at.x !== undefined && at.y !== undefined ? { x: at.x, y: at.y, lines: [...own, ...rest] } : null,
      };
    }),
  };
}

export function edgeName(edge: GraphEdge): string {
  const commands = edge.labels.map((l) => l.text).concat(edge.labels.length ? [] : edge.steps.map((s) => s[0]));
  return `${[...new Set(commands)].join(", ") || "step"}: ${edge.source} to ${edge.target}`;
}
export const edgeId = (edge: GraphEdge): string => `${edge.source}>${edge.target}>${edge.status}`;

/**
 * A graph. `here` is the id of the state that is lit up, `before` the one it was entered from, `taken` the step between them;
 * `selected` is what the reader chose (a node's id or an edge's), `select` is told of a choice. `possible` and `barred` are commands
 * that something makes possible and impossible: their edges, and the states that they do not leave, stand out.
 */
export function GraphView({ graph, compact = false, here, before, taken, selected, marked, possible, barred, select: choose, label }: {
  graph: Graph; compact?: boolean; here?: string | undefined; before?: string | undefined; taken?: Taken | undefined; selected?: string; marked?: Set<string>;
  possible?: Set<string>; barred?: Set<string>; select?: (id: string) => void; label: string;
}) {
  const frame = useRef<SVGSVGElement>(null), moved = useRef<SVGGElement>(null);
  const behaviour = useRef<ZoomBehavior<SVGSVGElement, unknown> | null>(null);
  const [centre, setCentre] = useState("");
  const own = useId();
  const large = graph.nodes.length > MOST_NODES || graph.edges.length > MOST_EDGES;
  const middle = here && graph.nodes.some((n) => n.id === here) ? here : centre || graph.nodes[0]?.id || "";
  const part = useMemo(() => (large ? around(graph, middle) : graph), [graph, large, large ? middle : ""]);
  // The page is there before its pictures are: laying out the first one takes longer than all the rest of it.
  const [, again] = useState(0);
  const drawn = layouts.get(part)?.get(compact) ?? NOTHING;
  useEffect(() => {
    if (drawn !== NOTHING) return;
    const timer = setTimeout(() => { layout(part, compact); again((n) => n + 1); });
    return () => clearTimeout(timer);
  }, [part, compact, drawn]);

  const all = useRef(false), begun = useRef(false);
  const fit = () => {
    const svg = frame.current, canvas = svg?.parentElement;
    if (!svg || !canvas || !behaviour.current || !drawn.width) return;
    const left = canvas.scrollLeft, path = drawn.nodes.filter((n) => n.node.main), first = path[0] ?? drawn.nodes[0];
    svg.style.width = svg.style.height = canvas.style.height = "";
    const room = canvas.clientWidth, narrow = room < NARROW, least = narrow ? LEAST : READABLE;
    // A picture that fits but is too small to be read is as large as its letters need, and scrolls, down with the page.
    if (!compact && !all.current && Math.min(room / drawn.width, canvas.clientHeight / drawn.height) < least) {
      const grown = Math.max(least, Math.min(1, room / drawn.width));
      svg.style.width = `${drawn.width * grown}px`;
      svg.style.height = `${drawn.height * grown}px`;
      if (!narrow) canvas.style.height = `${drawn.height * grown + (drawn.width * grown > room ? BAR : 0)}px`;
      // What is broader than its frame begins where the machine does, and with its main path in sight.
      const x = path.length && !narrow ? path.reduce((sum, n) => sum + n.x, 0) / path.length : first?.x ?? 0;
      canvas.scrollLeft = begun.current ? left : x * grown - room / 2;
      begun.current = true;
    }
    const { width: w, height: h } = svg.getBoundingClientRect();
    if (!w || !h) return;
    // On paper the picture has another size, and nobody tells it: with a view box it scales by itself.
    svg.setAttribute("viewBox", `0 0 ${w} ${h}`);
    const scale = Math.min(w / drawn.width, h / drawn.height, compact ? 1 : 1.25);
    const at = zoomIdentity.translate((w - drawn.width * scale) / 2, (h - drawn.height * scale) / 2).scale(scale);
    select(svg).call(behaviour.current.transform, at);
  };
  useEffect(() => {
    const svg = frame.current;
    if (!svg) return;
    behaviour.current = zoom<SVGSVGElement, unknown>()
      .scaleExtent([0.05, 4])
      // The wheel scrolls the page unless it is asked to zoom; a drag moves the picture, and a finger on a phone scrolls.
      .filter((event: Event) => {
        if (event.type === "wheel") return (event as WheelEvent).ctrlKey || (event as WheelEvent).metaKey;
        if (event.type.startsWith("touch")) return (event as TouchEvent).touches.length > 1;
        return (event as MouseEvent).button === 0;
      })
      .on("zoom", (event: { transform: { toString(): string } }) => moved.current?.setAttribute("transform", event.transform.toString()));
    select(svg).call(behaviour.current).on("dblclick.zoom", null);
    svg.style.touchAction = "pan-x pan-y";
    all.current = begun.current = false;
    fit();
    const seen = new ResizeObserver(fit);
    seen.observe(svg);
    return () => seen.disconnect();
  }, [drawn]);
  const showAll = () => { all.current = true; fit(); };
  const scale = (by: number) => frame.current && behaviour.current && select(frame.current).call(behaviour.current.scaleBy, by);
  const keys = (event: KeyboardEvent) => {
    const svg = frame.current;
    if (!svg || !behaviour.current || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") scale(1.25);
    else if (event.key === "-") scale(0.8);
    else if (event.key === "0") showAll();
    else return;
    event.preventDefault();
  };
  const picked = (id: string) => ({
    onClick: () => choose?.(id),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose?.(id); }
    },
  });
  const went = (edge: GraphEdge) =>
    !!taken && edge.steps.some(([command, source, target]) =>
      command === taken.command && source === taken.source && target === taken.target);
  const caused = (steps: Move[]): string => {
    if (possible && steps.some((s) => possible.has(s[0]))) return "caused";
    return barred && steps.length && steps.every((s) => barred.has(s[0])) ? "barred" : "";
  };
  const told: Record<string, string> = { caused: ", made possible", barred: ", made impossible", "": "" };
  const stayed = taken && taken.source === taken.target;
  // Most steps leave most machines as they are: what is the same element is not compared again.
  const step = taken ? `${taken.command} ${taken.source} ${taken.target}` : "";
  const edges = useMemo(() => drawn.edges.map(({ edge, path, key }) => {
              const lit = went(edge), why = caused(edge.steps);
              const head = lit ? "lit" : why === "caused" ? "failure" : edge.kind === "message" ? "message" : edge.status;
              const id = edgeId(edge);
              return (
                <g key={key} class={`edge ${edge.status} ${edge.kind} ${edge.main ? "main" : ""} ${lit ? "lit" : ""} ${why} ${selected === id ? "selected" : ""}`}
                  {...(choose ? { role: "button", tabindex: 0, "aria-label": edgeName(edge) + told[why], "aria-pressed": selected === id, ...picked(id) } : {})}>
                  <path class="near" d={path} />
                  <path class="line" d={path} marker-end={`url(#${own}-${head})`} />
                </g>
              );
            }), [drawn, step, selected, possible, barred]);
  const labels = useMemo(() => drawn.edges.map(({ edge, label: at, key }) => at ? (
              <text key={key} class={`label ${went(edge) ? "lit" : ""} ${caused(edge.steps)}`} aria-hidden="true" {...picked(edgeId(edge))}>
                {at.lines.map((l, n) => (
                  <tspan key={n} class={l.status} x={at.x} y={at.y + (n - (at.lines.length - 1) / 2) * 13 + 3.5}>{MARK[l.status] + l.text}</tspan>
                ))}
              </text>
            ) : null), [drawn, step, possible, barred]);
  const nodes = useMemo(() => drawn.nodes.map(({ node, x, y, width: w, height: h, lines }) => {
              const lit = node.id === here || (!!here && node.stands_for.includes(here));
              const role = node.group || node.id.split(".")[0] || "";
              let dy = y - h / 2 + (compact ? -1 : 2);
              return (
                <g key={node.id} data-id={node.id}
                  class={`node ${roleClass(role)} ${node.status} ${lit ? "here" : ""} ${node.id === before && !lit ? "before" : ""} ${node.stands_for.length ? "several" : ""} ${node.main ? "main" : ""} ${selected === node.id ? "selected" : ""} ${marked?.has(node.id) ? "marked" : ""} ${lit && stayed ? "stayed" : ""} ${caused(node.steps.filter((s) => possible?.has(s[0])))}`}
                  {...(choose
                    ? { role: "button", tabindex: 0, "aria-label": `${node.title || roleTitle(role)}${lit ? ", current state" : ""}${marked?.has(node.id) ? ", the property speaks of it" : ""}`, "aria-pressed": selected === node.id, ...picked(node.id) }
                    : { role: "img", "aria-label": `${node.title}${lit ? ", current state" : ""}` })}>
                  <rect class="shape" x={x - w / 2} y={y - h / 2} width={w} height={h} rx="7" />
                  {lit ? <circle class="dot" cx={x - w / 2} cy={y - h / 2} r="4.5" /> : null}
                  {lines.map((t, n) => {
                    dy += t.dy;
                    return <text key={n} class={t.class} x={x} y={dy}>{t.text}</text>;
                  })}
                </g>
              );
            }), [drawn, here, before, step, selected, marked, possible]);
  const heads = ["normal", "failure", "added", "removed", "changed", "message", "lit"];
  const tools = (
    <div class="zoom">
      <button type="button" class="button icon-only" aria-label="Zoom in" title="Zoom in (+)" onClick={() => scale(1.3)}><Icon name="plus" /></button>
      <button type="button" class="button icon-only" aria-label="Zoom out" title="Zoom out (-)" onClick={() => scale(0.77)}><Icon name="minus" /></button>
      <button type="button" class="button icon-only" aria-label="Show all" title="Show all (0)" onClick={showAll}><Icon name="fit" /></button>
    </div>
  );
  return (
    <div class={`graph ${compact ? "compact" : "whole"} ${possible?.size || barred?.size ? "pointing" : ""}`}>
      {large ? (
        <p class="note-line" role="note">
          Shown: {part.nodes.length.toLocaleString("en")} of {graph.nodes.length.toLocaleString("en")} states and {part.edges.length.toLocaleString("en")} of{" "}
          {graph.edges.length.toLocaleString("en")} edges, those nearest to{" "}
          <input list={`${own}-states`} aria-label="The state in the middle" value={middle} onChange={(e) => {
            const wanted = e.currentTarget.value;
            if (graph.nodes.some((n) => n.id === wanted)) setCentre(wanted);
          }} />
          <datalist id={`${own}-states`}>{graph.nodes.map((n) => <option key={n.id} value={n.id} />)}</datalist>
        </p>
      ) : null}
      <div class="canvas">
        <svg ref={frame} class="picture" role="group" aria-label={label} aria-busy={drawn === NOTHING} onKeyDown={keys} tabindex={compact ? -1 : 0}>
          <defs>
            {heads.map((kind) => (
              <marker key={kind} id={`${own}-${kind}`} class={`head ${kind}`} viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto-start-reverse">
                <path d="M0 0.5L10 5L0 9.5z" />
              </marker>
            ))}
          </defs>
          <g ref={moved}>
            {drawn.groups.map((group) => (
              <g key={group.title} class={`group ${roleClass(group.role)}`}>
                <rect x={group.x - group.width / 2} y={group.y - group.height / 2} width={group.width} height={group.height} rx="10" />
                <text x={group.x - group.width / 2 + 12} y={group.y - group.height / 2 + 17}>{group.title}</text>
              </g>
            ))}
            {edges}
            {labels}
            {nodes}
          </g>
        </svg>
        {compact ? tools : null}
      </div>
      {compact ? null : tools}
    </div>
  );
}
