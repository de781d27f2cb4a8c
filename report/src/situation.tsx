// What holds in one state: the machines lit up, the values, and why a step that one expected cannot be done.
import { useEffect, useMemo, useState } from "preact/hooks";
import { count, ELAPSE, roleTitle, shown, type Command, type Model, type Situation, type Step, type Value } from "./data";
import { GraphView, type Taken } from "./graph";
import { Card, Role } from "./parts";

/** The machines of the roles side by side, each with the state that it is in and the step by which it came there. */
export function Machines({ model, now, before, step }: {
  model: Model; now: Record<string, Value>; before?: Record<string, Value> | undefined; step?: Step | undefined;
}) {
  const graphs = model.machines;
  const [shownRole, setShownRole] = useState(graphs[0]?.id ?? "");
  // Where there is room for one machine only, it is that of whoever acts.
  useEffect(() => { if (graphs.some((g) => g.id === step?.role)) setShownRole(step!.role); }, [step]);
  if (!graphs.length) return null;
  return (
    <div class="machines">
      <div class="tabs only-narrow" role="group" aria-label="Which machine is shown">
        {graphs.map((g) => (
          <button key={g.id} type="button" class="tab" aria-pressed={g.id === shownRole} onClick={() => setShownRole(g.id)}>{roleTitle(g.id)}</button>
        ))}
      </div>
      {graphs.map((g) => {
        const node = (values: Record<string, Value> | undefined) => {
          const value = values?.[g.location];
          return value === undefined || value === null ? undefined : `${g.id}.${shown(value)}`;
        };
        const here = node(now), entered = node(before);
        const taken: Taken | undefined = step && step.role === g.id && before
          ? { command: step.command, source: shown(before[g.location]), target: shown(now[g.location]) } : undefined;
        const moved = here !== entered && entered !== undefined;
        return (
          <section key={g.id} class={`card machine role-frame ${taken ? "acting" : ""} ${g.id === shownRole ? "chosen" : ""}`} aria-label={`Machine of ${roleTitle(g.id)}`}>
            <header>
              <Role role={g.id} />
              <strong class="where">{here === undefined ? "not known" : here.slice(g.id.length + 1)}</strong>
              {moved ? <span class="moved" title={`from ${entered.slice(g.id.length + 1)}`}>from {entered.slice(g.id.length + 1)}</span> : null}
            </header>
            <GraphView graph={g} compact here={here} before={moved ? entered : undefined} taken={taken} label={`${g.title}, now in ${here?.slice(g.id.length + 1) ?? "an unknown state"}`} />
          </section>
        );
      })}
    </div>
  );
}

/** Every value by owner; what the last step changed is marked. */
export function AllValues({ model, now, changed }: { model: Model; now: Record<string, Value>; changed: Record<string, unknown> }) {
  const owners = [...new Set(Object.values(model.variables).map((v) => v.owner))];
  return (
    <div class="values">
      {owners.map((owner) => (
        <table key={owner}>
          <caption>{owner === "history" ? "history (only properties read it)" : roleTitle(owner)}</caption>
          <tbody>
            {Object.values(model.variables).filter((v) => v.owner === owner).map((v) => (
              <tr key={v.name} class={v.name in changed ? "changed" : shown(now[v.name]) !== shown(v.initial) ? "moved" : ""}>
                <th scope="row" title={v.title}>{v.name}</th>
                <td>{v.name in changed ? <span class="hidden">changed now: </span> : null}{v.name in changed ? "~ " : ""}{shown(now[v.name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

export function Failing({ failing }: { failing: [label: string, why: string][] }) {
  return (
    <ul class="failing">
      {failing.map(([label, why]) => (
        <li key={label}><span aria-hidden="true" class="cross">✗</span><div><strong>{label}</strong><span class="why">{why}</span></div></li>
      ))}
    </ul>
  );
}

export function Guard({ command }: { command: Command }) {
  if (!command.guard.length) return <p class="quiet">No guard: it is always possible.</p>;
  return (
    <ul class="guard">
      {command.guard.map((g) => (
        <li key={g.label}><span aria-hidden="true" class="tick">✓</span><div><span>{g.label}</span><code class="formula">{g.formula}</code></div></li>
      ))}
    </ul>
  );
}

/** Why not this step? The conjuncts of its guard that fail here, with the values that say why. */
export function Expected({ model, here, preset }: { model: Model; here: Situation; preset?: string | undefined }) {
  const [chosen, choose] = useState("");
  const wanted = chosen || preset || "";
  const roles = useMemo(() => [...new Set(Object.values(model.commands).map((c) => c.role))], [model]);
  const able = Object.keys(model.commands).filter((name) => !(name in here.blocked)).join(" ");
  const options = useMemo(() => roles.map((role) => (
            <optgroup key={role} label={roleTitle(role)}>
              {Object.values(model.commands).filter((c) => c.role === role).map((c) => (
                <option key={c.name} value={c.name}>{c.name in here.blocked ? "✗" : "✓"} {c.name}</option>
              ))}
            </optgroup>
          )), [model, able]);
  const failing = wanted ? here.blocked[wanted] : undefined;
  const possible = Object.keys(model.commands).filter((name) => !(name in here.blocked)).length;
  return (
    <div class="expected">
      <label>
        <span>Did you expect another step?</span>
        <select value={wanted} onChange={(e) => choose(e.currentTarget.value)}>
          <option value="">choose a step: {count(possible, "step")} of {Object.keys(model.commands).length} can be done here</option>
          {options}
        </select>
      </label>
      <div aria-live="polite">
        {wanted && model.commands[wanted] ? (
          <>
            <p class="says">{model.commands[wanted]?.title}</p>
            {failing
              ? <><p><strong>Not possible here:</strong> {count(failing.length, "part")} of its guard {failing.length === 1 ? "fails" : "fail"}.</p><Failing failing={failing} /></>
              : <p class="good-words"><span aria-hidden="true">✓ </span>Possible here: every part of its guard holds. The run takes another step.</p>}
          </>
        ) : null}
        {!wanted && here.wait !== null ? <p class="quiet">A deadline lets at most {count(here.wait, "second")} pass from here.</p> : null}
      </div>
    </div>
  );
}

export function StepWords({ model, step, number, of }: { model: Model; step: Step; number: number; of: number }) {
  const command = model.commands[step.command];
  const says = step.command === ELAPSE ? `${count(step.lasts_s, "second")} pass.` : `${command?.title ?? ""}`;
  return (
    <div class="step-words">
      <p class="eyebrow">Step {number} of {of} · at {step.time_s.toLocaleString("en")} s</p>
      <h3><Role role={step.role} /> <code>{step.command}</code>{command?.fault ? <span class="chip open"><span aria-hidden="true">⚡</span>fault: {command.fault}</span> : null}</h3>
      <p class="says">{says}</p>
    </div>
  );
}

export { Card };
