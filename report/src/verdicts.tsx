// The verdict table, and everything that is known of one property.
import { useMemo, useState } from "preact/hooks";
import { count, roleTitle, type Data, type PropertyText, type Verdict } from "./data";
import { Card, Chip, Share, look, mark } from "./parts";
import { go, href, type Route } from "./route";
import { runsOf } from "./runs";

interface Item { id: string; title: string; verdict: string; bound: number | null; engine: string; noticed: number; result?: Verdict | undefined; text?: PropertyText | undefined; before: string }

export function items(data: Data): Item[] {
  const results = data.check?.properties ?? [];
  const before = data.check?.change?.before ?? {};
  const of = (id: string, title: string, result: Verdict | undefined): Item => {
    const text = data.properties?.[id];
    return {
      id, title, result, text, verdict: result?.verdict ?? text?.record?.verdict ?? NOT_JUDGED, bound: result?.bound ?? null,
      engine: result?.engine ?? (text?.record?.verdict ? "on file" : ""), noticed: data.mutants?.[id]?.count ?? 0, before: before[id] ?? "",
    };
  };
  if (data.check) return results.map((r) => of(r.id, r.title, r));
  return Object.values(data.properties ?? {}).map((p) => of(p.id, p.title, undefined));
}

/** What stands where no verdict is: of a model that is only run, or whose proof is not on file. */
const NOT_JUDGED = "not judged";
type Column = "id" | "verdict" | "title" | "engine" | "noticed";
const ORDER = ["violated", "refused", "unknown", NOT_JUDGED, "bounded", "exhausted", "proved"];
const natural = new Intl.Collator("en", { numeric: true });

export function VerdictsView({ data, route }: { data: Data; route: Route }) {
  const all = useMemo(() => items(data), [data]);
  const [sort, setSort] = useState<[Column | "", 1 | -1]>(["", 1]);
  const words = [...new Set(all.map((i) => i.verdict))].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  const find = route.find.toLowerCase();
  const roles = (data.model?.roles ?? []).filter((r) => all.some((i) => i.text?.roles.includes(r)));
  const shown = all.filter((i) => (!route.filter || i.verdict === route.filter) && (!route.role || i.text?.roles.includes(route.role))
    && (!find || `${i.id} ${i.title} ${i.engine}`.toLowerCase().includes(find)));
  const [column, way] = sort;
  if (column) shown.sort((a, b) => way * (column === "verdict" ? ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict)
    : column === "noticed" ? a.noticed - b.noticed : natural.compare(a[column], b[column])));
  const chosen = all.find((i) => i.id === route.property);
  const asked = { view: "verdicts", filter: route.filter, role: route.role, find: route.find };
  const set = (part: Partial<Route>) => go({ ...asked, property: route.property, ...part }, true);
  const notices = all.some((i) => i.noticed);
  const changes = all.some((i) => i.before);
  const head = (key: Column, title: string) => (
    <th scope="col" aria-sort={column === key ? (way === 1 ? "ascending" : "descending") : "none"} class={`c-${key}`}>
      <button type="button" onClick={() => setSort(column === key ? (way === 1 ? [key, -1] : ["", 1]) : [key, 1])}>
        {title}<span aria-hidden="true" class="arrow">{column === key ? (way === 1 ? "▲" : "▼") : "↕"}</span>
      </button>
    </th>
  );
  return (
    <div class={`verdicts ${chosen ? "with-detail" : ""}`}>
      <div class="table-side">
        <Summary data={data} all={all} words={words} filter={route.filter} set={(filter) => set({ filter: route.filter === filter ? "" : filter })} />
        <div class="filters">
          <label><span class="hidden">Find</span><input type="search" placeholder="Find a property…" value={route.find} onInput={(e) => set({ find: e.currentTarget.value })} /></label>
          {roles.length > 1 ? (
            <label><span class="hidden">Role</span>
              <select value={route.role} onChange={(e) => set({ role: e.currentTarget.value })}>
                <option value="">of every role</option>
                {roles.map((r) => <option key={r} value={r}>of {roleTitle(r)}</option>)}
              </select>
            </label>
          ) : null}
          <span role="status" class="quiet">{shown.length === all.length ? count(all.length, "property", "properties") : `${shown.length} of ${count(all.length, "property", "properties")}`}</span>
        </div>
        <div class="card table">
          <table>
            <caption class="hidden">Verdicts</caption>
            <thead><tr>{head("id", "Property")}{head("verdict", "Verdict")}{head("title", "States that")}{head("engine", "By")}{notices ? head("noticed", "Notices") : null}</tr></thead>
            <tbody>
              {shown.map((i) => (
                <tr key={i.id} class={i.id === route.property ? "chosen" : ""} onClick={() => go({ ...asked, property: i.id })}>
                  <th scope="row"><a href={href({ ...asked, property: i.id })} {...(i.id === route.property ? { "aria-current": "true" as const } : {})} onClick={(e) => e.stopPropagation()}>{i.id}</a></th>
                  <td><Chip verdict={i.verdict} bound={i.bound} />{changes && i.before && i.before !== i.verdict ? <small class="was">was {i.before}</small> : null}</td>
                  <td class="title">{i.title}</td>
                  <td class="engine">{i.engine}</td>
                  {notices ? <td class="noticed">{i.noticed ? count(i.noticed, "mistake") : ""}</td> : null}
                </tr>
              ))}
            </tbody>
          </table>
          {shown.length ? null : <p class="empty">No property is like that. <button type="button" class="button" onClick={() => set({ filter: "", role: "", find: "" })}>Show all</button></p>}
        </div>
      </div>
      <div class="detail-side">{chosen ? <Detail data={data} item={chosen} route={route} /> : <Hint data={data} all={all} />}</div>
    </div>
  );
}

function Summary({ data, all, words, filter, set }: { data: Data; all: Item[]; words: string[]; filter: string; set: (word: string) => void }) {
  const good = all.filter((i) => look(i.verdict) === "good").length;
  const bad = all.filter((i) => look(i.verdict) === "bad").length;
  const refused = data.check?.change?.refused, stopped = data.check?.stopped || data.check?.change?.stopped;
  return (
    <div class="summary">
      <h2>
        {refused ? "The language refuses this change" : !all.length ? "Nothing was judged" : bad ? `${bad} of ${count(all.length, "property", "properties")} ${bad === 1 ? "is" : "are"} violated`
          : all.every((i) => i.verdict === NOT_JUDGED) ? `${count(all.length, "property", "properties")}, not judged here`
          : good === all.length ? `All ${count(all.length, "property", "properties")} hold` : `${good} of ${count(all.length, "property", "properties")} hold, the others are open`}
      </h2>
      {refused ? <p class="banner bad">{refused}</p> : null}
      {stopped ? <p class="banner open">Stopped: {stopped}. What is shown was decided before.</p> : null}
      <div class="bar" aria-hidden="true">{words.map((w) => <span key={w} class={look(w)} style={{ flexGrow: all.filter((i) => i.verdict === w).length }} />)}</div>
      <div class="words" role="group" aria-label="Filter by verdict">
        {words.map((w) => (
          <button key={w} type="button" class={`filter ${look(w)}`} aria-pressed={filter === w} onClick={() => set(w)}>
            <span aria-hidden="true" class="mark">{mark(w)}</span><strong>{all.filter((i) => i.verdict === w).length}</strong> {w}
          </button>
        ))}
        {data.check?.seconds !== undefined ? <span class="quiet">in {data.check.seconds.toFixed(1)} s</span> : null}
      </div>
    </div>
  );
}

function Hint({ data, all }: { data: Data; all: Item[] }) {
  const runs = runsOf(data);
  const broken = all.filter((i) => runs.some((r) => r.run.kind === "counterexample" && r.run.property === i.id));
  return (
    <Card title="What this is" class="hint">
      {data.model ? <p>{data.model.says || data.model.name}</p> : null}
      <p>Every verdict is exact. <strong>proved</strong>: every run, without a bound, certified. <strong>exhausted</strong>: all states of a named instance. <strong>bounded</strong>: searched so many steps deep, which is no pass. <strong>violated</strong>: with a replayed run. <strong>unknown</strong>: no pass.</p>
      {broken.length ? (
        <ul class="links">{broken.map((i) => <li key={i.id}><a href={href({ property: i.id, step: 0, view: "runs" })}>Step through the counterexample to {i.id}</a></li>)}</ul>
      ) : <p>Choose a property to see what it says, why it matters, what proves it and which mistakes in the model it notices.</p>}
      <ul class="links">
        {runs.length ? <li><a href={href({ view: "runs" })}>Step through {count(runs.length, "run")}</a></li> : null}
        {data.model?.graphs.length ? <li><a href={href({ view: "machines" })}>Look at the machines</a></li> : null}
      </ul>
      {data.model ? <p class="quiet digest">Model {data.model.name}, {Object.keys(data.model.commands).length} commands, {Object.keys(data.model.variables).length} variables, digest <code>{data.model.digest.slice(0, 12)}</code></p> : null}
    </Card>
  );
}

function Detail({ data, item, route }: { data: Data; item: Item; route: Route }) {
  const { text, result } = item;
  const runs = runsOf(data).filter((r) => r.run.property === item.id);
  const caught = data.mutants?.[item.id];
  const statements = data.model?.statements.filter((s) => s.properties.includes(item.id)) ?? [];
  return (
    <Card class="detail" label={`Property ${item.id}`} title={<>{item.id} <Chip verdict={item.verdict} bound={item.bound} /></>} extra={<><Share /><a class="button" href={href({ view: "verdicts", filter: route.filter, role: route.role, find: route.find })}><span aria-hidden="true">✕</span> Close</a></>}>
      <p class="lead">{item.title}.</p>
      {runs.length ? (
        <p class="runs-links">
          {runs.map(({ run }) => (
            <a key={run.key} class={`button ${run.kind === "counterexample" ? "danger" : "primary"}`} href={href({ view: "runs", property: item.id, run: run.key === item.id ? "" : run.key, step: 0 })}>
              {run.kind === "counterexample" ? "Step through the counterexample" : run.kind === "premise" ? "See how its premise comes about" : "Step through the run"} · {count(run.steps.length, "step")}
            </a>
          ))}
        </p>
      ) : null}
      {text?.why ? <><h4>If it fails</h4><p>{text.why}</p></> : null}
      {text ? (
        <>
          <h4>Exactly</h4>
          <dl class="formulas">
            {text.judged === "reachable" ? <><dt>To reach</dt><dd><code class="formula">{text.claim}</code></dd></>
              : <>{text.premise ? <><dt>Whenever</dt><dd><code class="formula">{text.premise}</code></dd></> : null}
                <dt>{text.judged === "response" ? "In the end" : text.premise ? "Demands" : "Always"}</dt><dd><code class="formula">{text.claim}</code></dd></>}
            {text.observers.map((o) => <><dt>Observes</dt><dd><code class="formula">{o.label} := {o.formula}</code></dd></>)}
          </dl>
        </>
      ) : null}
      <h4>What decided it</h4>
      <dl class="facts">
        {result ? <><dt>Engine</dt><dd>{result.engine}{result.seconds >= 0.05 ? `, ${result.seconds.toFixed(1)} s` : ""}</dd></> : null}
        {result?.certificate ? <><dt>Certificate</dt><dd><code>{result.certificate}</code>{result.remembered ? `: Z3 and cvc5 checked this very text on ${result.remembered}` : ": checked by Z3 and cvc5"}</dd></> : null}
        {text?.record && !result ? <><dt>On file</dt><dd>{text.record.says}</dd></> : null}
        {result?.instance ? <><dt>Instance</dt><dd>{result.instance}</dd></> : null}
        {result?.reason ? <><dt>Note</dt><dd>{result.reason}</dd></> : null}
        {item.before ? <><dt>Before</dt><dd><Chip verdict={item.before} /></dd></> : null}
        {text?.ground ? <><dt>Source</dt><dd>{text.ground}</dd></> : null}
      </dl>
      {text?.assumptions.length ? (
        <><h4>Assuming</h4><ul class="plain">{text.assumptions.map((a) => <li key={a.name}><strong>{a.name}</strong> ({a.asks.join(", ")}): {a.says}{a.theorems.length ? ` Shown by ${a.theorems.join(", ")}.` : ""}</li>)}</ul></>
      ) : null}
      <h4>Mistakes that it notices</h4>
      {caught ? (
        <>
          <p>{count(caught.count, "mutant")} of the model on record {caught.count === 1 ? "breaks" : "break"} it, and no other property sooner. The nearest:</p>
          <ul class="mutants">{caught.soonest.map((m) => <li key={m.mutant}><code>{m.mutant}</code> <span class="quiet">{count(m.steps, "step")}</span></li>)}</ul>
        </>
      ) : <p class="quiet">None is on record for this version of the model.</p>}
      {statements.length ? <><h4>The article</h4><ul class="plain">{statements.map((s) => <li key={s.id}><span class="quiet">{s.id}</span> {s.says}</li>)}</ul></> : null}
      {data.model?.graphs.length ? <p><a href={href({ view: "machines", property: item.id })}>Look at the machines it speaks of</a></p> : null}
    </Card>
  );
}
