// The model behind the page: every step asks the server on this machine, which runs it on the machines of the model.
import { useEffect, useRef, useState } from "preact/hooks";
import { count, ELAPSE, roleTitle, type Data, type Model, type Sequence, type Situation, type Step, type Value } from "./data";
import { Card, Fold, Icon, Role, Values } from "./parts";
import { SequenceView } from "./sequence";
import { AllValues, Failing, Machines, StepWords } from "./situation";
import { SurroundingsPanel, type Around } from "./surroundings";

interface Now { steps: Step[]; here: Situation; before: Record<string, Value> | null; time_s: number; ended: boolean; broken: string[]; sequence: Sequence; faults: string[]; around: Around }

async function ask(what: string, body: object): Promise<Now> {
  const answer = await fetch(`api/${what}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const data = (await answer.json()) as Now & { error?: string };
  if (!answer.ok) throw new Error(data.error ?? `the server answers ${answer.status}`);
  return data;
}

export function LiveView({ data, model }: { data: Data; model: Model }) {
  const [now, set] = useState<Now>();
  const [error, say] = useState("");
  const [find, look] = useState("");
  const [asked, why] = useState("");
  const [pass, setPass] = useState("10");
  const busy = useRef(false);
  const act = async (what: string, body: object = {}) => {
    if (busy.current) return;
    busy.current = true;
    try { set(await ask(what, body)); say(""); } catch (problem) {
      say(problem instanceof TypeError ? "vmotion explore does not answer any more: it was stopped" : problem instanceof Error ? problem.message : String(problem));
    } finally { busy.current = false; }
  };
  useEffect(() => void act("now"), []);
  if (!now) return <p class="empty" role="status">{error || "Asking the model…"}</p>;
  const done = now.steps.at(-1);
  const commands = Object.values(model.commands);
  const fits = (name: string, title: string) => !find || `${name} ${title}`.toLowerCase().includes(find.toLowerCase());
  const possible = commands.filter((c) => !(c.name in now.here.blocked) && fits(c.name, c.title));
  const blocked = commands.filter((c) => c.name in now.here.blocked && fits(c.name, c.title));
  // Where a cause stands from the start, the failure is bound to come, and is no fault then.
  const fault = (name: string) => now.faults.includes(name);
  const blame = (name: string) => data.causes?.list.filter((c) => c.fails.includes(name) && now.around.causes.some((p) => p.name === c.name)).map((c) => c.name) ?? [];
  const button = (name: string) => {
    const c = model.commands[name]!;
    const because = blame(name);
    return (
      <li key={name}>
        <button type="button" class={`step-button ${fault(name) ? "fault" : ""}`} onClick={() => { why(""); void act("do", { command: name }); }}>
          <Role role={c.role} /><code>{name}</code>{fault(name) ? <span class="tag">fault</span> : null}{because.map((b) => <span key={b} class="tag because">{b}</span>)}<span class="says">{c.title}</span>
        </button>
      </li>
    );
  };
  const wait = now.here.wait;
  const nothing = now.steps.length ? {} : { "aria-disabled": true as const, tabIndex: -1 };
  return (
    <div class="runs live">
      <h2 class="hidden">A run of the model</h2>
      <div class="toolbar card">
        <strong class="time">{now.time_s.toLocaleString("en")} s</strong>
        <span class="count" role="status">{count(now.steps.length, "step")} done{now.ended ? ", an end is reached" : ""}</span>
        <button type="button" class="button" disabled={!now.steps.length} onClick={() => void act("back", { to: now.steps.length - 1 })}><Icon name="back" /> Back</button>
        <button type="button" class="button" disabled={!now.steps.length} onClick={() => void act("back", { to: 0 })}><Icon name="first" /> From the start</button>
        <form class="elapse" onSubmit={(e) => { e.preventDefault(); void act("elapse", { seconds: Number(pass) }); }}>
          <label>Let <input type="number" min="1" max={wait ?? undefined} value={pass} onInput={(e) => setPass(e.currentTarget.value)} aria-label="Seconds" /> s</label>
          <button type="submit" class="button" disabled={wait === 0}>pass</button>
          <span class="quiet">{wait === null ? "no deadline runs" : wait === 0 ? "a deadline is due" : `at most ${wait.toLocaleString("en")} s`}</span>
        </form>
        {data.live!.scenarios.length ? (
          <select aria-label="Start from a scenario" value="" onChange={(e) => { if (e.currentTarget.value) void act("scenario", { name: e.currentTarget.value }); e.currentTarget.value = ""; }}>
            <option value="">Play a scenario…</option>
            {data.live!.scenarios.map((s) => <option key={s.name} value={s.name}>{s.title}</option>)}
          </select>
        ) : null}
        <span class="grow" />
        <a class={`button ${now.steps.length ? "" : "disabled"}`} {...nothing} href="run.script" download="run.script" title="For vmotion simulate --script">Save script</a>
        <a class={`button ${now.steps.length ? "" : "disabled"}`} {...nothing} href="test_run.py" download="test_run.py" title="A test that runs these steps and looks at the end">Save as pytest</a>
      </div>
      {data.live!.conditions ? <SurroundingsPanel live={data.live!} around={now.around} steps={now.steps.length} ask={(body) => { why(""); void act("conditions", body); }} /> : null}
      {error ? <div class="banner bad" role="alert"><span aria-hidden="true">✗ </span>{error}</div> : null}
      {now.broken.length ? <div class="banner bad" role="alert"><span aria-hidden="true">✗ </span><strong>Violated here:</strong> {now.broken.map((id) => `${id}: ${data.properties?.[id]?.title ?? ""}`).join("; ")}</div> : null}
      <Machines model={model} now={now.here.values} before={now.before ?? undefined} step={done} />
      <div class="columns">
        <Card title={`${possible.length} can be done now`} class="choices" extra={<input type="search" placeholder="Find a step…" aria-label="Find a step" value={find} onInput={(e) => look(e.currentTarget.value)} />}>
          <ul class="step-buttons">{possible.filter((c) => !fault(c.name)).map((c) => button(c.name))}</ul>
          {possible.some((c) => fault(c.name)) ? <><h4>Faults</h4><ul class="step-buttons">{possible.filter((c) => fault(c.name)).map((c) => button(c.name))}</ul></> : null}
          <h4>{blocked.length} cannot, and why</h4>
          <ul class="step-buttons blocked">
            {blocked.map((c) => (
              <li key={c.name}>
                <button type="button" class="step-button" aria-expanded={asked === c.name} onClick={() => why(asked === c.name ? "" : c.name)}>
                  <Role role={c.role} /><code>{c.name}</code><span class="says">{now.here.blocked[c.name]!.map((f) => f[0]).join("; ")}</span>
                </button>
                {asked === c.name ? <div class="answer"><p>{c.title}</p><Failing failing={now.here.blocked[c.name]!} /></div> : null}
              </li>
            ))}
          </ul>
        </Card>
        <Card class="details" label="The last step">
          {done ? <><StepWords model={model} step={done} number={now.steps.length} of={now.steps.length} /><h4>What changed</h4><Values changed={done.changed} /></>
            : <div class="step-words"><p class="eyebrow">The start</p><h3>{model.name}</h3><p class="says">Choose a step on the left. What cannot be done says why.</p></div>}
          {now.ended ? <p class="good-words"><span aria-hidden="true">✓ </span>An end is reached; nothing forbids to go on.</p> : null}
          {now.steps.length ? <h4>Steps so far</h4> : null}
          <ol class="so-far">{now.steps.map((s, n) => <li key={n}><button type="button" class="linklike" title="Go back to here" onClick={() => void act("back", { to: n + 1 })}>{s.command === ELAPSE ? `${s.lasts_s} s pass` : s.command}</button> <span class="quiet">{roleTitle(s.role)}</span></li>)}</ol>
          <Fold title="All values">{() => <AllValues model={model} now={now.here.values} changed={done?.changed ?? {}} />}</Fold>
        </Card>
        <Card title="Messages" class="messages">{now.steps.length ? null : <p class="empty">Nothing has happened yet.</p>}<SequenceView sequence={now.sequence} step={now.steps.length} go={(n) => void act("back", { to: n })} /></Card>
      </div>
    </div>
  );
}
