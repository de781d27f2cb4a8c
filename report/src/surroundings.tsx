// The conditions of a live run: set one by one, or by naming a cause; every change begins the run anew.
import { useId, useState } from "preact/hooks";
import { count, type Live } from "./data";
import { Icon } from "./parts";

export interface Around { set: Record<string, string> | null; causes: { name: string; says: string }[] }

export function SurroundingsPanel({ live, around, steps, ask }: { live: Live; around: Around; steps: number; ask: (body: object) => void }) {
  const id = useId();
  const [cause, nameCause] = useState(""), [name, choose] = useState(""), [value, setValue] = useState("");
  const conditions = live.conditions ?? [], condition = conditions.find((c) => c.name === name);
  const families = [...new Set(conditions.map((c) => c.name.split(".")[0] ?? ""))];
  const set = Object.entries(around.set ?? {});
  const pick = (next: string) => {
    const c = conditions.find((x) => x.name === next);
    choose(next);
    // Who chooses a condition wants it to be otherwise than it is.
    setValue(around.set?.[next] ?? c?.values?.find((v) => v !== c.healthy) ?? c?.healthy ?? "");
  };
  return (
    <section class="card surroundings" aria-label="Conditions">
      <div class="body">
        <div class="now">
          <strong>Conditions</strong>
          {around.set === null ? <span>any: every failure is a free choice</span> : set.length ? (
            <ul class="chips">{set.map(([n, v]) => (
              <li key={n}><code>{n}={v}</code><button type="button" class="linklike" aria-label={`Make ${n} healthy`} title="Make it healthy" onClick={() => ask({ heal: n })}><span aria-hidden="true">✕</span></button></li>
            ))}</ul>
          ) : <span>all healthy: no failure has a cause</span>}
          <span class="grow" />
          <button type="button" class="button" disabled={around.set !== null && !set.length} onClick={() => ask({ all: "healthy" })}>All healthy</button>
          <button type="button" class="button" disabled={around.set === null} onClick={() => ask({ all: "any" })}>Any</button>
        </div>
        {around.set !== null ? (
          <p class="present">{around.causes.length ? <>{count(around.causes.length, "cause is", "causes are")} present: {around.causes.map((c, n) => <span key={c.name}>{n ? ", " : ""}<a href={`#view=causes&cause=${c.name}`} title={c.says}>{c.name}</a></span>)}.</> : "No cause of a failure is present."} What is not named is healthy.</p>
        ) : null}
        <div class="asks">
          <form onSubmit={(e) => { e.preventDefault(); if (cause.trim()) { ask({ cause }); nameCause(""); } }}>
            <label for={`${id}-cause`}>Let this be the cause</label>
            <input id={`${id}-cause`} list={`${id}-causes`} placeholder="MTU, F17, nfs…" value={cause} onInput={(e) => nameCause(e.currentTarget.value)} />
            <datalist id={`${id}-causes`}>{(live.causes ?? []).map((c) => <option key={c.name} value={c.name}>{`${c.failure} ${c.title}`.trim()}</option>)}</datalist>
            <button type="submit" class="button" disabled={!cause.trim()}>Make it present</button>
          </form>
          <form onSubmit={(e) => { e.preventDefault(); if (name) ask({ set: `${name}=${value}` }); }}>
            <label for={`${id}-name`}>Or set</label>
            <select id={`${id}-name`} value={name} onChange={(e) => pick(e.currentTarget.value)}>
              <option value="">a condition…</option>
              {families.map((f) => <optgroup key={f} label={f}>{conditions.filter((c) => c.name.startsWith(`${f}.`)).map((c) => <option key={c.name} value={c.name}>{c.name}</option>)}</optgroup>)}
            </select>
            {condition?.values
              ? <select aria-label="Value" value={value} onChange={(e) => setValue(e.currentTarget.value)}>{condition.values.map((v) => <option key={v} value={v}>{v}{v === condition.healthy ? " (healthy)" : ""}</option>)}</select>
              : <input aria-label="Value" type="number" disabled={!condition} min={condition?.low} max={condition?.high} value={value} onInput={(e) => setValue(e.currentTarget.value)} />}
            <span class="quiet">{condition?.unit}</span>
            <button type="submit" class="button" disabled={!condition}>Set</button>
          </form>
          {steps ? <span class="quiet anew"><Icon name="undo" /> A change begins the run anew.</span> : null}
        </div>
        {condition ? <p class="quiet says">{condition.title}{condition.low !== undefined ? ` From ${condition.low.toLocaleString("en")} to ${condition.high!.toLocaleString("en")}, healthy: ${Number(condition.healthy).toLocaleString("en")}.` : ""}</p> : null}
      </div>
    </section>
  );
}
