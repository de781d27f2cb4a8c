// Logs replayed on the model: what each line says, where the roles then stand, what is impossible, and what it was.
import { useState } from "preact/hooks";
import { roleTitle, type Action, type SuspectedCause, type Data, type Migration, type Seen, type Value, type Why } from "./data";
import { Card, Chip, Icon, Role, Share } from "./parts";
import { go, type Route } from "./route";
import { Machines } from "./situation";

const MEANING: Record<string, string> = {
  conforms: "one run of the whole model explains the records of all roles", impossible: "no run of the model explains the records",
  incomplete: "nothing impossible was found, but not all is there, understood or decided",
};
const base = (file: string): string => file.split("/").at(-1) ?? file;

export function TraceView({ data, route }: { data: Data; route: Route }) {
  const migrations = data.trace!.migrations;
  const [at, choose] = useState(() => migrations.reduce((best, m, n) => (m.states.length > (migrations[best]?.states.length ?? 0) ? n : best), 0));
  const migration = migrations[at];
  if (!migration) return <p class="empty">No migration is in these logs.</p>;
  return (
    <div class="trace">
      <div class="intro">
        <h2>Migration {migration.id ?? "without a logged id"}: <Chip verdict={migration.verdict} /></h2>
        <span class="quiet">{MEANING[migration.verdict]}; outcome: {migration.outcome}</span><span class="grow" /><Share />
        {migrations.length > 1 ? <select aria-label="Migration" value={at} onChange={(e) => choose(Number(e.currentTarget.value))}>{migrations.map((m, n) => <option key={n} value={n}>{m.id ?? `migration ${n + 1}`} ({m.verdict})</option>)}</select> : null}
      </div>
      {migration.first_impossible ? (
        <div class="banner bad"><strong><span aria-hidden="true">✗ </span>First impossible line, {base(migration.first_impossible.file)}:{migration.first_impossible.line}</strong>
          <code class="formula">{migration.first_impossible.text}</code><p>{migration.first_impossible.why}.</p>
          {migration.first_impossible.allowed.length ? <ul class="plain">{migration.first_impossible.allowed.map((a) => <li key={a}>Allowed: {a}</li>)}</ul> : null}</div>
      ) : null}
      {migration.states.length ? null : <p class="banner open">No line of this migration shows a state change of a VMX.</p>}
      <Card title={migration.outcome === "failure" ? "Why it failed" : "What its records say of failures"}>
        {migration.why ? <Causes why={migration.why} /> : <p class="quiet">{migration.outcome === "success" ? "It succeeded." : "No record names a cause of failures."}</p>}
      </Card>
      <Logged key={at} data={data} migration={migration} places={data.traced?.[at]?.states ?? []} step={route.step ?? 0} />
      <Card title="Properties on this migration">
        <table class="plain-table" tabIndex={0}>
          <tbody>{migration.properties.map((p) => (
            <tr key={p.id}><td>{p.id}</td><td>{p.statement}</td><td><Chip verdict={p.observed} /></td><td>{p.why}{p.needs ? <span class="quiet">; see {p.needs}</span> : null}</td></tr>
          ))}</tbody>
        </table>
      </Card>
      <Card title="What stays open, and how the logs were read">
        <ul class="plain">{migration.open.map((o, n) => <li key={n}>{o.file ? `${base(o.file)}:${o.line}: ` : ""}{o.why}</li>)}{data.trace!.notes.map((n) => <li key={n}>{n}</li>)}{migration.files.map((f) => <li key={f}>read: <code>{f}</code></li>)}</ul>
      </Card>
    </div>
  );
}

function Causes({ why }: { why: Why }) {
  return (
    <>
      <p><strong>{why.says}</strong></p>
      {why.beyond_the_model.map((b, n) => <p key={n}><span class="quiet">{base(b.file)}:{b.line}</span> {b.says} <span class="quiet">(no condition of the model stands for this)</span></p>)}
      {why.causes.map((cause) => <Finding key={cause.name} cause={cause} open={why.causes.length < 3} />)}
      {why.excluded.length ? <p class="quiet">Excluded by where it stopped: {why.excluded.join(", ")}</p> : null}
      {why.look_at ? <p>What would tell the causes apart: {why.look_at}.</p> : null}
    </>
  );
}

function Finding({ cause, open }: { cause: SuspectedCause; open: boolean }) {
  const confirm = cause.confirmed_by.do;
  return (
    <details class="finding" open={open}>
      <summary>{cause.failure ? <span class="tag">{cause.failure}</span> : null} <strong>{cause.name}</strong> <span class="quiet">({cause.standing})</span> {cause.description}</summary>
      <ul class="plain">
        {cause.for.map((e, n) => <Said key={`f${n}`} word="for" seen={e} />)}
        {cause.against.map((e, n) => <Said key={`a${n}`} word="against" seen={e} />)}
      </ul>
      <p>Confirmed if {cause.confirmed_by.says}</p>
      {confirm ? <Do action={confirm} /> : null}
      {cause.remedy.filter((a) => !confirm || a.text !== confirm.text).map((a, n) => <Do key={n} action={a} />)}
    </details>
  );
}

function Said({ word, seen }: { word: string; seen: Seen }) {
  return <li>{word}: <span class="quiet">{base(seen.file)}:{seen.line}</span> {seen.says}</li>;
}

function Do({ action }: { action: Action }) {
  return action.on ? <p><code class="formula">{action.text}</code> <span class="quiet">{action.on.startsWith("PowerCLI") ? "in" : "on"} {action.on}{action.releases ? ` (${action.releases})` : ""}</span></p> : <p>{action.text}</p>;
}

function Logged({ data, migration, places, step: asked, }: { data: Data; migration: Migration; places: Record<string, string | null>[]; step: number }) {
  const last = migration.states.length, step = Math.min(asked, last);
  const to = (next: number) => go({ view: "trace", step: Math.max(0, Math.min(last, next)) }, true);
  const known = (n: number): Record<string, Value> => Object.fromEntries(Object.entries(places[n] ?? {}).filter((e): e is [string, string] => e[1] !== null));
  const seen = step ? migration.states[step - 1] : undefined;
  const before = step ? known(step - 1) : undefined;
  const done = seen?.role ? { role: seen.role, command: seen.commands[0] ?? "", time_s: 0, lasts_s: 0, changed: {} } : undefined;
  if (!last) return null;
  return (
    <>
      <div class="toolbar card">
        <div class="stepper" role="group" aria-label="Logged state changes">
          <button type="button" class="button icon-only" aria-label="Back" disabled={!step} onClick={() => to(step - 1)}><Icon name="back" /></button>
          <span class="count" role="status"><strong>{step}</strong> of {last}</span>
          <button type="button" class="button icon-only primary" aria-label="Next" disabled={step === last} onClick={() => to(step + 1)}><Icon name="next" /></button>
        </div>
        <span>{seen ? <><span class="quiet">{base(seen.file)}:{seen.line}</span> {seen.role ? roleTitle(seen.role) : "?"}: {seen.from} → <strong>{seen.state}</strong></> : "Before the first logged state change"}</span>
      </div>
      {data.model ? <Machines model={data.model} now={known(step)} before={before} step={done} /> : null}
      <Card title="Logged state changes">
        <table class="plain-table" tabIndex={0}>
          <thead><tr><th scope="col">Line</th><th scope="col">Role</th><th scope="col">From</th><th scope="col">To</th><th scope="col">Explained by</th></tr></thead>
          <tbody>
            {migration.states.map((s, n) => (
              <tr key={n} class={n + 1 === step ? "chosen" : ""}>
                <td><button type="button" class="linklike" onClick={() => to(n + 1)}>{base(s.file)}:{s.line}</button></td>
                <td>{s.role ? <Role role={s.role} /> : "?"}</td><td>{s.from}</td><td>{s.state}</td><td>{s.commands.map((c) => <code key={c}>{c} </code>)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    </>
  );
}
