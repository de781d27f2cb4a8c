// The diagrams of the model, and everything that is known of the state or the step that one points at.
import { useMemo } from "preact/hooks";
import { count, roleTitle, type Cause, type Data, type Graph, type GraphEdge, type Model, type Remedy } from "./data";
import { GraphView, edgeId } from "./graph";
import { Card, Role, Share } from "./parts";
import { go, href, type Route } from "./route";

const TITLES: Record<string, string> = { phases: "The eight steps", failures: "Where it fails", whole: "All together", difference: "What the change does" };
export const diagramTitle = (graph: Graph): string => TITLES[graph.id] ?? roleTitle(graph.id);

/** The states that the formulas of a property name, and the diagram in which most of them are. */
function mentioned(data: Data, id: string): { graph: string; states: Set<string> } {
  const text = data.properties?.[id];
  const words = text ? `${text.premise} ${text.claim}` : "";
  const found = { graph: "", states: new Set<string>() };
  let most = 0;
  for (const graph of data.model?.graphs.filter((g) => g.location) ?? []) {
    if (!words.includes(`${graph.id}.`)) continue;
    const own = words.includes(graph.location)
      ? graph.nodes.filter((n) => new RegExp(`(?<![\\w.])${n.title.replace(/\W/g, "\\$&")}(?![\\w.])`).test(words)).map((n) => n.id) : [];
    own.forEach((n) => found.states.add(n));
    if (own.length + 1 > most) { most = own.length + 1; found.graph = graph.id; }
  }
  return found;
}

export function MachinesView({ data, route }: { data: Data; route: Route }) {
  const model = data.model;
  const speaks = useMemo(() => mentioned(data, route.property), [data, route.property]);
  if (!model?.graphs.length) return <p class="empty">No diagram is in this report: the model has no role with places of its own.</p>;
  const graph = model.graphs.find((g) => g.id === route.diagram) ?? model.graphs.find((g) => g.id === speaks.graph) ?? model.graphs[0]!;
  const choose = (id: string) => go({ view: "machines", property: route.property, diagram: graph.id, select: id }, true);
  return (
    <div class="atlas">
      <h2 class="hidden">Diagrams</h2>
      <div class="tabs" role="group" aria-label="Diagrams">
        {model.graphs.map((g) => (
          <button key={g.id} type="button" class="tab" aria-pressed={g.id === graph.id} onClick={() => go({ view: "machines", property: route.property, diagram: g.id })}>{diagramTitle(g)}</button>
        ))}
        <span class="grow" /><Share />
      </div>
      <div class="columns">
        <Card class="drawing" title={graph.title} extra={route.property ? <span class="quiet">{route.property} speaks of the marked states. <a href={href({ view: "verdicts", property: route.property })}>Back to {route.property}</a></span> : null}>
          <GraphView key={graph.id} graph={graph} selected={route.select} select={choose} marked={speaks.states} label={`${graph.title}: ${count(graph.nodes.length, "state")}, ${count(graph.edges.length, "edge")}`} />
          <Messages graph={graph} />
          <ul class="legend">
            {graph.legend.map((l) => <li key={l.text} class={l.status}>{l.text}</li>)}
            <li class="how">Drag moves, Ctrl and the wheel zoom; + − 0 on the keyboard</li>
          </ul>
        </Card>
        <Selected data={data} model={model} graph={graph} select={route.select} />
      </div>
    </div>
  );
}

/** What the roles tell each other: between groups, so it is listed and not drawn. */
function Messages({ graph }: { graph: Graph }) {
  const messages = graph.edges.filter((e) => e.kind === "message");
  if (!messages.length) return null;
  return (
    <details>
      <summary>{count(messages.length, "pair")} of roles that send messages</summary>
      <ul class="plain">{messages.map((e) => <li key={edgeId(e)}><Role role={e.source} /> to <Role role={e.target} /> <code>{e.labels.map((l) => l.text).join(", ")}</code></li>)}</ul>
    </details>
  );
}

function Selected({ data, model, graph, select }: { data: Data; model: Model; graph: Graph; select: string }) {
  const edge = graph.edges.find((e) => edgeId(e) === select);
  const node = graph.nodes.find((n) => n.id === select);
  if (edge) return <EdgeCard data={data} model={model} edge={edge} />;
  if (node) return <StateCard data={data} model={model} graph={graph} id={node.id} />;
  return (
    <Card title="Point at a state or an edge" class="picked nothing">
      <p>Its sentence, its guards, what VMware's article says of it, and for a failure the causes and remedies are shown here.</p>
      <label class="stacked">Or choose a state
        <select value="" onChange={(e) => go({ view: "machines", diagram: graph.id, select: e.currentTarget.value }, true)}>
          <option value="">…</option>
          {graph.nodes.map((n) => <option key={n.id} value={n.id}>{n.title || n.id}</option>)}
        </select>
      </label>
    </Card>
  );
}

function StateCard({ data, model, graph, id }: { data: Data; model: Model; graph: Graph; id: string }) {
  const node = graph.nodes.find((n) => n.id === id)!;
  const phase = model.phases[id];
  const leaving = graph.edges.filter((e) => e.source === id), coming = graph.edges.filter((e) => e.target === id);
  const statements = model.statements.filter((s) => s.states.includes(id));
  return (
    <Card class="picked" title={node.title || roleTitle(node.group)} extra={node.group ? <Role role={node.group} /> : null}>
      {phase ? <p class="lead">{phase.title}.</p> : null}
      {node.stands_for.length ? <><h4>Stands for</h4><p>{node.stands_for.map((s) => s.split(".").slice(1).join(".")).join(", ")}</p></> : null}
      {phase ? (
        <dl class="facts">
          {phase.vmware_name ? <><dt>VMware's name</dt><dd><code>{phase.vmware_name}</code></dd></> : null}
          {phase.numbers.map((n) => <><dt>In {n.dialect}</dt><dd>{n.value === null ? "number not known" : `number ${n.value}`}: {n.evidence}{/^https?:/.test(n.source) ? <> (<a href={n.source} rel="noreferrer">source</a>)</> : n.source ? ` (${n.source})` : ""}</dd></>)}
          <dt>Article</dt><dd>{phase.initial ? "before step 1 of KB 1003734: here a run begins" : phase.step ? `entered in step ${phase.step} of KB 1003734` : "off the article's path"}</dd>
        </dl>
      ) : null}
      {statements.length ? <><h4>The article says</h4><ul class="plain">{statements.map((s) => <li key={s.id}>{s.says}</li>)}</ul></> : null}
      <Ways title="Leads on" edges={leaving} graph={graph} end="target" />
      <Ways title="Comes from" edges={coming} graph={graph} end="source" />
      {node.steps.length ? <><h4>Steps that stay here</h4><Commands data={data} model={model} names={[...new Set(node.steps.map((s) => s[0]))]} /></>
        : node.notes.length ? <><h4>Listed here</h4><ul class="plain">{node.notes.map((n) => <li key={n.text} class={n.status}>{n.text}</li>)}</ul></> : null}
      {phase?.failures.length ? <><h4>Failures here</h4><Failures data={data} names={phase.failures.map((f) => f.name)} /></> : null}
    </Card>
  );
}

function Ways({ title: words, edges, graph, end }: { title: string; edges: GraphEdge[]; graph: Graph; end: "source" | "target" }) {
  if (!edges.length) return null;
  return (
    <>
      <h4>{words}</h4>
      <ul class="ways">
        {edges.map((e) => (
          <li key={edgeId(e)}>
            <a href={href({ view: "machines", diagram: graph.id, select: edgeId(e) })}>{e.labels.map((l) => l.text).join(", ") || [...new Set(e.steps.map((s) => s[0]))].join(", ") || "message"}</a>
            <span class="quiet"> {end === "target" ? "to" : "from"} {graph.nodes.find((n) => n.id === e[end])?.title ?? e[end]}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

export function EdgeCard({ data, model, edge }: { data: Data; model: Model; edge: GraphEdge }) {
  const names = [...new Set(edge.steps.map((s) => s[0]))];
  const short = (id: string) => id.split(".").slice(1).join(".") || roleTitle(id);
  return (
    <Card class="picked" title={<>{short(edge.source)} <span aria-hidden="true">→</span><span class="hidden">to</span> {short(edge.target)}</>}>
      {names.length ? <Commands data={data} model={model} names={names} open /> : <ul class="plain">{edge.labels.map((l) => <li key={l.text}>{l.text}</li>)}</ul>}
    </Card>
  );
}

function Commands({ data, model, names, open = false }: { data: Data; model: Model; names: string[]; open?: boolean }) {
  return (
    <>
      {names.map((name, n) => {
        const c = model.commands[name];
        if (!c) return <p key={name}><code>{name}</code></p>;
        const statements = model.statements.filter((s) => s.commands.includes(name));
        return (
          <details key={name} class="command" open={open && n < 3}>
            <summary><code>{name}</code>{c.drawn_as_failure ? <span class="chip bad"><span aria-hidden="true">✗</span>failure</span> : null}</summary>
            <p class="says">{c.title}</p>
            <h5>Guard</h5>
            {c.guard.length ? <ul class="guard">{c.guard.map((g) => <li key={g.label}><div><span>{g.label}</span><code class="formula">{g.formula}</code></div></li>)}</ul> : <p class="quiet">None: always possible.</p>}
            <h5>Effect</h5>
            <ul class="guard">{c.effect.map((e) => <li key={e.label}><div><code class="formula">{e.label} := {e.formula}</code></div></li>)}</ul>
            {c.fault ? <><h5>Fault</h5><p>{c.fault}: the surroundings do it</p></> : null}
            {c.handles.length ? <><h5>Deadline</h5><p>answers that of {c.handles.join(", ")}</p></> : null}
            {statements.length ? <><h5>The article says</h5><ul class="plain">{statements.map((s) => <li key={s.id}>{s.says}</li>)}</ul></> : c.fact ? <><h5>Source</h5><p>{c.fact}</p></> : null}
            <CausesOf data={data} command={name} />
            {c.failures.length ? <><h5>Causes and remedies</h5><Failures data={data} names={c.failures.map((f) => f.name)} /></> : null}
          </details>
        );
      })}
    </>
  );
}

/** The causes that make a command possible, and those that make it impossible, each with what it leads to alone. */
function CausesOf({ data, command }: { data: Data; command: string }) {
  const all = data.causes?.list ?? [];
  const list = (title: string, causes: Cause[]) => causes.length ? (
    <><h5>{title}</h5><ul class="cause-links">{causes.map((c) => (
      <li key={c.name}><a href={href({ view: "causes", cause: c.name, select: "" })}>{c.name}</a> {c.failure ? <span class="tag">{c.failure}</span> : null}<span class="says">{c.description}</span></li>
    ))}</ul></>
  ) : null;
  return <>{list("Made possible by", all.filter((c) => c.fails.includes(command)))}{list("Made impossible by", all.filter((c) => c.blocks.includes(command)))}</>;
}

/** What is printed, and what to do: of an entry of the catalogue, or of a cause. */
export function Advice({ of, title }: { of: { messages: string[]; remedy: Remedy[] }; title: string }) {
  return (
    <>
      {of.messages.length ? <><h5>Messages</h5><ul class="plain">{of.messages.map((m) => <li key={m}><code class="formula">{m}</code></li>)}</ul></> : null}
      {of.remedy.length ? <><h5>{title}</h5><ol class="plain">{of.remedy.map((r) => <li key={r.text}>{r.is_command ? <code class="formula">{r.text}</code> : r.text}{r.place ? <span class="quiet"> on {r.place}</span> : null} <span class="quiet">({r.evidence})</span></li>)}</ol></> : null}
    </>
  );
}

/** Entries of the catalogue; ``advised``: what to do is said elsewhere. */
export function Failures({ data, names, open = false, advised = false }: { data: Data; names: string[]; open?: boolean; advised?: boolean }) {
  return (
    <>
      {names.map((name) => {
        const f = data.failures?.[name];
        return f ? (
          <details key={name} class="failure" open={open}>
            <summary><span class="tag">{name}</span> {f.title}</summary>
            {f.trigger ? <><h5>When</h5><p>{f.trigger}</p></> : null}
            <h5>Cause</h5><p>{f.cause}</p>
            {f.outcome ? <><h5>Leads to</h5><p>{f.outcome}</p></> : null}
            {advised ? null : <Advice of={f} title="Remedy" />}
          </details>
        ) : <p key={name}><span class="tag">{name}</span></p>;
      })}
    </>
  );
}
