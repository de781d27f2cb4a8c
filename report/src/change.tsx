// What a change does: its text, the verdicts before and after, the behaviour that it adds or removes, the statements it weakens.
import type { Change, Data, Direction } from "./data";
import { GraphView } from "./graph";
import { Card, Chip, Share } from "./parts";
import { href } from "./route";
import { runsOf } from "./runs";

const passes = (verdict: string) => verdict === "proved" || verdict === "exhausted";
const weight = (verdict: string) => ["violated", "unknown", "bounded"].findIndex((v) => verdict.startsWith(v)) >>> 0;

export function ChangeView({ data, change }: { data: Data; change: Change }) {
  const results = data.check?.properties ?? [];
  const differ = results
    .filter((p) => change.before[p.id] !== undefined && change.before[p.id] !== p.verdict)
    .filter((p) => !(passes(p.verdict) && passes(change.before[p.id]!)))
    .sort((a, b) => weight(a.verdict) - weight(b.verdict));
  const both = results.filter((p) => passes(p.verdict) && change.before[p.id] !== undefined && passes(change.before[p.id]!));
  const searched = both.filter((p) => p.verdict === "exhausted" && change.before[p.id] === "proved").length;
  const fresh = results.filter((p) => change.before[p.id] === undefined);
  const drawn = data.model?.graphs.find((g) => g.id === "difference");
  const has = (key: string) => runsOf(data).some((r) => r.run.key === key);
  return (
    <div class="change">
      <div class="intro"><h2>{change.title}</h2><span class="grow" /><Share /></div>
      {change.text.split(/\n\s*\n/).map((part) => part.trim() ? <p key={part} class="lead prose">{part}</p> : null)}
      {change.refused ? <p class="banner bad"><span aria-hidden="true">✗ </span>Refused: {change.refused}</p> : null}
      {change.stopped ? <p class="banner open">Stopped: {change.stopped}</p> : null}
      <div class="grid-two">
        <Card title={`${differ.length || "No"} ${differ.length === 1 ? "verdict differs" : "verdicts differ"}`}>
          {differ.length || fresh.length ? (
            <table class="plain-table" tabIndex={0}>
              <thead><tr><th scope="col">Property</th><th scope="col">Before</th><th scope="col">Now</th><th scope="col">States that</th></tr></thead>
              <tbody>
                {[...differ, ...fresh].map((p) => (
                  <tr key={p.id}>
                    <th scope="row"><a href={href({ view: "verdicts", property: p.id })}>{p.id}</a></th>
                    <td>{change.before[p.id] ? <Chip verdict={change.before[p.id]!} /> : <span class="quiet">not asked</span>}</td>
                    <td><Chip verdict={p.verdict} bound={p.bound} /></td><td>{p.title}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : <p>No property that was judged passed before and fails now, or the other way round.</p>}
          {both.length ? (
            <p class="quiet">
              {both.length} pass before and after{searched ? `; ${searched} of them were proved and now hold in all states of the instance` : ""}.
            </p>
          ) : null}
        </Card>
        <Card title="Behaviour">
          {change.behaviour ? (
            <dl class="facts">
              <dt>Adds</dt><dd><Way found={change.behaviour.directions.adds} link={has("adds") ? href({ view: "runs", run: "adds", step: 0 }) : ""} which="the changed" /></dd>
              <dt>Removes</dt><dd><Way found={change.behaviour.directions.removes} link={has("removes") ? href({ view: "runs", run: "removes", step: 0 }) : ""} which="the unchanged" /></dd>
            </dl>
          ) : <p class="quiet">It was not compared.</p>}
          {change.statements.length ? <><h4>Statements that say less</h4><ul class="plain">{change.statements.map((s) => <li key={s.id + s.change}>{s.says}{change.accepted.includes(s.id) ? " (accepted)" : ""}</li>)}</ul></> : null}
          {change.notes.length ? <><h4>Notes</h4><ul class="plain">{change.notes.map((n) => <li key={n}>{n}</li>)}</ul></> : null}
          {change.surprises.length ? <><h4>Not as the change file declares</h4><ul class="plain">{change.surprises.map((n) => <li key={n}>{n}</li>)}</ul></> : null}
        </Card>
      </div>
      {drawn ? (
        <Card class="drawing" title="What it changes in the machines" extra={<a href={href({ view: "machines", diagram: "difference" })}>Look closer</a>}>
          <GraphView graph={drawn} label="What the change does to the machines" />
          <ul class="legend">{drawn.legend.map((l) => <li key={l.text} class={l.status}>{l.text}</li>)}</ul>
        </Card>
      ) : null}
    </div>
  );
}

function Way({ found, link, which }: { found: Direction; link: string; which: string }) {
  if (found.answer === "yes") return <>a run that only {which} model has{link ? <>. <a href={link}>Step through it</a></> : null}</>;
  if (found.answer === "no") return <>nothing{found.engine ? ` (${found.engine})` : ""}</>;
  return <>not decided{found.reason ? `: ${found.reason}` : ""}</>;
}
