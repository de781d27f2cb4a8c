// Why a migration fails: every cause with what it leads to, and the steps of the diagrams that it makes possible or impossible.
import { useMemo } from "preact/hooks";
import { count, type Cause, type Data, type Graph, type GraphEdge, type Model } from "./data";
import { GraphView, edgeId } from "./graph";
import { Advice, EdgeCard, Failures, diagramTitle } from "./machines";
import { Breaking, Card, Chip, Share } from "./parts";
import { go, href, type Route } from "./route";

/** The step of the article in which something shows first; the steps of a notice come in order. */
export const firstStep = (notices: { steps: number[] }[]): number | undefined =>
  notices.map((n) => n.steps[0]).filter((s) => s !== undefined).sort((a, b) => a - b)[0];

const commandsOf = (edge: GraphEdge): string[] => [...new Set(edge.steps.map((s) => s[0]))];

/** The diagram in which most of the commands are, on edges rather than inside of states. */
export function diagramOf(model: Model, commands: string[]): Graph | undefined {
  const wanted = new Set(commands);
  const weight = (graph: Graph) => {
    const on = new Set(graph.edges.flatMap(commandsOf)), inside = new Set(graph.nodes.flatMap((n) => n.steps.map((s) => s[0])));
    return [...wanted].reduce((sum, c) => sum + (on.has(c) ? 3 : inside.has(c) ? 2 : 0), graph.id === "failures" ? 0.5 : 0);
  };
  const graphs = model.graphs.filter((g) => g.id !== "whole" && g.id !== "difference");
  return graphs.reduce<Graph | undefined>((best, g) => (!best || weight(g) > weight(best) ? g : best), undefined);
}

export function CausesView({ data, route }: { data: Data; route: Route }) {
  const model = data.model!, all = data.causes!.list;
  const find = route.find.toLowerCase();
  const about = (c: Cause) => [c.name, c.failure, c.description, ...c.words, ...c.faults, ...(data.failures?.[c.failure]?.messages ?? [])];
  const shown = all.filter((c) => (!route.filter || (c.prospect?.certainty ?? "not searched") === route.filter)
    && (!find || about(c).some((text) => text.toLowerCase().includes(find))));
  const chosen = all.find((c) => c.name === route.cause);
  const best = useMemo(() => diagramOf(model, [...(chosen?.fails ?? []), ...(chosen?.blocks ?? [])]), [model, chosen]);
  const graph = model.graphs.find((g) => g.id === route.diagram) ?? best;
  const possible = useMemo(() => new Set(chosen?.fails ?? []), [chosen]), barred = useMemo(() => new Set(chosen?.blocks ?? []), [chosen]);
  const edge = graph?.edges.find((e) => edgeId(e) === route.select);
  const set = (part: Partial<Route>) => go({ view: "causes", cause: route.cause, filter: route.filter, find: route.find, ...part }, true);
  const words = [...new Set(all.map((c) => c.prospect?.certainty ?? "not searched"))];
  const to = (c: Cause) => ({ view: "causes", cause: c.name, filter: route.filter, find: route.find });
  return (
    <div class={`causes ${chosen || edge ? "with-detail" : ""}`}>
      <div class="table-side">
        <div class="summary">
          <h2>{count(all.length, "cause")} of a failure</h2>
          {data.causes!.missing ? <p class="banner open">{sentence(data.causes!.missing)}</p>
            : <p class="prose small">What each leads to when it is present alone: a search of all states of the protocol under its conditions, kept on file for this very version of the protocol. The runs were replayed when this page was made.</p>}
          <div class="words" role="group" aria-label="Filter by outcome">
            {words.map((w) => (
              <button key={w} type="button" class={`filter`} aria-pressed={route.filter === w} onClick={() => set({ filter: route.filter === w ? "" : w })}>
                <strong>{all.filter((c) => (c.prospect?.certainty ?? "not searched") === w).length}</strong> {w}
              </button>
            ))}
          </div>
        </div>
        <div class="filters">
          <label><span class="hidden">Find</span><input type="search" placeholder="Find a cause, a message, a word…" value={route.find} onInput={(e) => set({ find: e.currentTarget.value })} /></label>
          <span role="status" class="quiet">{shown.length === all.length ? count(all.length, "cause") : `${shown.length} of ${count(all.length, "cause")}`}</span>
        </div>
        <div class="card table">
          <table>
            <caption class="hidden">Causes</caption>
            <thead><tr><th scope="col"><span class="head">Cause</span></th><th scope="col"><span class="head">Outcome</span></th><th scope="col"><span class="head">Step</span></th><th scope="col"><span class="head">Ends</span></th></tr></thead>
            <tbody>
              {shown.map((c) => (
                <tr key={c.name} class={c === chosen ? "chosen" : ""} onClick={() => go(to(c))}>
                  <th scope="row"><a href={href(to(c))} {...(c === chosen ? { "aria-current": "true" as const } : {})} onClick={(e) => e.stopPropagation()}><Breaking text={c.name} /></a> {c.failure ? <span class="tag">{c.failure}</span> : null}</th>
                  <td>{c.prospect ? <Chip verdict={c.prospect.certainty} /> : <span class="quiet">not searched</span>}</td>
                  <td class="engine">{c.prospect ? firstStep(c.prospect.notices) ?? "" : ""}</td>
                  <td class="ends">{c.prospect ? Object.keys(c.prospect.endings).join(", ") : ""}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {shown.length ? null : <p class="empty">No cause is like that. <button type="button" class="button" onClick={() => set({ filter: "", find: "" })}>Show all</button></p>}
        </div>
      </div>
      <div class="detail-side">
        {graph ? (
          <Card class="drawing" title={graph.title} extra={<Share />}>
            <div class="tabs" role="group" aria-label="Diagrams">
              {model.graphs.filter((g) => g.id !== "difference").map((g) => <button key={g.id} type="button" class="tab" aria-pressed={g === graph} onClick={() => set({ diagram: g.id })}>{diagramTitle(g)}</button>)}
            </div>
            <GraphView key={graph.id} graph={graph} selected={route.select} possible={possible} barred={barred} select={(id) => set({ diagram: graph.id, select: id })}
              label={`${graph.title}${chosen ? `; marked: what ${chosen.name} makes possible and impossible` : ""}`} />
            <ul class="legend">
              {chosen ? <><li class="caused">made possible by {chosen.name}</li>{chosen.blocks.length ? <li class="barred">made impossible by it</li> : null}</> : <li>Choose a cause to see the steps that it makes possible, or an edge to see its causes and remedies.</li>}
            </ul>
          </Card>
        ) : null}
        {edge ? <EdgeCard data={data} model={model} edge={edge} /> : null}
        {chosen ? <CauseCard data={data} cause={chosen} /> : null}
      </div>
    </div>
  );
}

export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");

/** A cause: what it is, how to bring it about, what it does, and what to do. */
function CauseCard({ data, cause }: { data: Data; cause: Cause }) {
  const p = cause.prospect;
  return (
    <Card class="detail" label={`Cause ${cause.name}`} title={<><code><Breaking text={cause.name} /></code> {p ? <Chip verdict={p.certainty} /> : null}</>} extra={<a class="button" href={href({ view: "causes" })}><span aria-hidden="true">✕</span> Close</a>}>
      <p class="lead">{cause.description}</p>
      {cause.described ? <p>{cause.described}</p> : null}
      <dl class="facts">
        <dt>Present where</dt><dd><code class="formula">{cause.when}</code></dd>
        <dt>For example</dt><dd><code>{Object.entries(cause.set).map(([n, v]) => `${n}=${v}`).join(", ")}</code></dd>
        {cause.fails.length ? <><dt>Makes possible</dt><dd><Names names={cause.fails} /></dd></> : null}
        {cause.blocks.length ? <><dt>Makes impossible</dt><dd><Names names={cause.blocks} /></dd></> : null}
        {cause.words.length ? <><dt>Also called</dt><dd>{cause.words.join(", ")}</dd></> : null}
        {cause.faults.length ? <><dt>API faults</dt><dd>{cause.faults.join(", ")}</dd></> : null}
      </dl>
      {p ? <><h4>What it leads to</h4><Outcome prospect={p} /></> : null}
      <Advice of={cause} title="What to do" />
      {cause.failure ? <><h4>In the catalogue of failures</h4><Failures data={data} names={[cause.failure]} advised /></> : null}
    </Card>
  );
}

function Names({ names }: { names: string[] }) {
  return <>{names.map((n, i) => <span key={n}>{i ? ", " : ""}<code>{n}</code></span>)}</>;
}

/** What was found of some conditions, and what it rests on. */
export function Outcome({ prospect: p }: { prospect: NonNullable<Cause["prospect"]> }) {
  return (
    <dl class="facts">
      {p.notices.length ? <><dt>Noticed</dt><dd>{p.notices.map((n, i) => <span key={n.command}>{i ? "; " : ""}<code>{n.command}</code> ({n.steps.length ? `step ${n.steps.join(", ")}` : "off the article's path"})</span>)}</dd></> : null}
      {Object.keys(p.endings).length ? <><dt>Ends</dt><dd>{Object.entries(p.endings).map(([end, key], i) => <span key={end}>{i ? ", " : ""}{end}{key ? <> (<a href={href({ view: "runs", run: key, step: 0 })}>step through it</a>)</> : null}</span>)}</dd></> : null}
      {p.struck.length ? <><dt>Once it strikes</dt><dd>{p.struck.join(", ")}</dd></> : null}
      {p.vm ? <><dt>The VM</dt><dd>{p.vm}</dd></> : null}
      {p.precopy ? <><dt>Pre-copy</dt><dd>{p.precopy}</dd></> : null}
      <dt>Evidence</dt><dd>{p.evidence}</dd>
      {p.assumed.length ? <><dt>Assumes</dt><dd>{p.assumed.join(", ")}</dd></> : null}
    </dl>
  );
}
