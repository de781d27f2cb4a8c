// Step through a run: the machines light up, what changed is marked, the sequence of messages goes along.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { count, roleTitle, situation, type Book, type Data, type Model, type Run } from "./data";
import { Breaking, Card, Fold, Icon, Role, Share, Values } from "./parts";
import { go, type Route } from "./route";
import { SequenceView } from "./sequence";
import { AllValues, Expected, Failing, Guard, Machines, StepWords } from "./situation";

const KINDS: [kind: string, title: string][] = [
  ["counterexample", "Counterexamples"], ["added", "What the change adds"], ["removed", "What the change removes"],
  ["ending", "How it ends"],
  ["witness", "Runs that fulfil a demand"], ["premise", "Runs that reach a premise"], ["scenario", "Scenarios"], ["cause", "What a cause leads to"],
];

export interface Shelf { book: Book; model: Model; runs: Run[] }
/** Every run of a page with the model that it is a run of. */
export function runsOf(data: Data): { run: Run; book: Book; model: Model }[] {
  const shelves = [data.book && data.model ? { book: data.book, model: data.model } : null, data.before ?? null];
  return shelves.flatMap((s) => (s ? s.book.runs.map((run) => ({ run, book: s.book, model: s.model })) : []));
}

export function chosenRun(data: Data, route: Route) {
  const all = runsOf(data);
  return all.find((r) => r.run.key === route.run) ?? all.find((r) => r.run.key === route.property)
    ?? all.find((r) => r.run.property === route.property && route.property) ?? (route.run || route.property ? undefined : firstOf(all));
}
const firstOf = (all: ReturnType<typeof runsOf>) =>
  KINDS.map(([kind]) => all.find((r) => r.run.kind === kind)).find((r) => r) ?? all[0];

export function RunsView({ data, route }: { data: Data; route: Route }) {
  const all = useMemo(() => runsOf(data), [data]);
  const options = useMemo(() => KINDS.map(([kind, title]) => {
              const own = all.filter((r) => r.run.kind === kind);
              return own.length ? (
                <optgroup key={kind} label={title}>
                  {own.map((r) => <option key={r.run.key} value={r.run.key}>{r.run.title} ({count(r.run.steps.length, "step")})</option>)}
                </optgroup>
              ) : null;
            }), [all]);
  const chosen = chosenRun(data, route);
  if (!chosen) return <p class="empty">{route.property ? `No run of ${route.property} is in this report.` : "No run is in this report."}</p>;
  const { run, book, model } = chosen;
  const last = run.steps.length;
  const step = Math.min(route.step ?? 0, last);
  const to = (next: number) => go({ view: "runs", property: run.property ?? "", run: run.key === run.property ? "" : run.key, step: Math.max(0, Math.min(last, next)) }, true);
  const pick = (key: string) => {
    const next = all.find((r) => r.run.key === key)?.run;
    if (next) go({ view: "runs", property: next.property ?? "", run: next.key === next.property ? "" : next.key, step: 0 });
  };
  const [playing, play] = useState(false);
  useEffect(() => {
    if (!playing) return;
    if (step >= last) { play(false); return; }
    const timer = setTimeout(() => to(step + 1), 900);
    return () => clearTimeout(timer);
  });
  // Keys come faster than effects are renewed: the listener is there with the buttons, and looks at where the run stands now.
  const now = useRef({ step, last, to });
  now.current = { step, last, to };
  useLayoutEffect(() => {
    const keys = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
      const { step, last, to } = now.current;
      const next = { ArrowRight: step + 1, ArrowLeft: step - 1, Home: 0, End: last }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      to(next);
    };
    addEventListener("keydown", keys);
    return () => removeEventListener("keydown", keys);
  }, []);
  const here = situation(book, run.states[step] ?? 0);
  const before = step ? situation(book, run.states[step - 1] ?? 0) : undefined;
  const done = step ? run.steps[step - 1] : undefined;
  const atEnd = step === last;
  return (
    <div class="runs">
      <h2 class="hidden">{run.title}</h2>
      <div class="toolbar card">
        <label class="pick"><span class="hidden">Run</span>
          <select value={run.key} onChange={(e) => pick(e.currentTarget.value)}>
            {options}
          </select>
        </label>
        <div class="stepper" role="group" aria-label="Steps">
          <button type="button" class="button icon-only" aria-label="First" title="First (Home)" disabled={!step} onClick={() => to(0)}><Icon name="first" /></button>
          <button type="button" class="button icon-only" aria-label="Back" title="Back (←)" disabled={!step} onClick={() => to(step - 1)}><Icon name="back" /></button>
          <span class="count" role="status"><span class="wide-only">Step </span><strong>{step}</strong> of {last}<span class="hidden">{done ? `: ${roleTitle(done.role)} ${done.command}` : ": the start"}</span></span>
          <button type="button" class="button icon-only primary" aria-label="Next" title="Next (→)" disabled={atEnd} onClick={() => to(step + 1)}><Icon name="next" /></button>
          <button type="button" class="button icon-only" aria-label="Last" title="Last (End)" disabled={atEnd} onClick={() => to(last)}><Icon name="last" /></button>
          <button type="button" class="button icon-only wide-only" aria-label={playing ? "Pause" : "Play"} title={playing ? "Pause" : "Play"} disabled={atEnd && !playing} onClick={() => play(!playing)}><Icon name={playing ? "pause" : "play"} /></button>
        </div>
        <input type="range" class="slider" min={0} max={last} value={step} aria-label="Step" onInput={(e) => to(Number(e.currentTarget.value))} />
        <span class="time">{(done?.time_s ?? 0).toLocaleString("en")} s</span>
        <Share />
      </div>
      {atEnd && run.moment.length ? <div class="banner bad" role="alert"><span aria-hidden="true">✗ </span><strong>{run.moment[0]}.</strong> {run.moment.slice(1).join(" ")}</div> : null}
      {atEnd && run.loop_at !== null ? (
        <div class="banner open"><span aria-hidden="true">↻ </span>From here on again from step {run.loop_at}, for ever. <button type="button" class="button" onClick={() => to(run.loop_at! - 1)}>Go round once more</button></div>
      ) : null}
      {run.refused && step >= last - 1 ? (
        <div class="banner changed"><strong>{run.kind === "removed" ? "The changed model" : "The unchanged model"} cannot do this: <code>{run.refused.command}</code></strong><Failing failing={run.refused.why} /></div>
      ) : null}
      <Machines model={model} now={here.values} before={before?.values} step={done} />
      <div class="columns">
        <StepList run={run} step={step} to={to} />
        <Card class="details" label="This step">
          {done ? (
            <>
              <StepWords model={model} step={done} number={step} of={last} />
              <h4>What changed</h4>
              <Values changed={done.changed} />
              {model.commands[done.command] ? (
                <Fold title={`The guard that held: ${count(model.commands[done.command]!.guard.length, "part")}`}>{() => <Guard command={model.commands[done.command]!} />}</Fold>
              ) : null}
            </>
          ) : (
            <div class="step-words"><p class="eyebrow">The start</p><h3>{run.title}</h3><p class="says">{count(last, "step")}{run.shortest ? ", and no run there is shorter" : ""}. Step through it with the buttons or the arrow keys.</p>{run.told.map((t) => <p key={t}>{t}</p>)}</div>
          )}
          <Expected key={run.key} model={model} here={here} preset={run.refused && run.refused.command in here.blocked ? run.refused.command : undefined} />
          <Fold title="All values">{() => <AllValues model={model} now={here.values} changed={done?.changed ?? {}} />}</Fold>
          {run.property ? <p><a href={`#view=verdicts&property=${encodeURIComponent(run.property)}`}>About {run.property}</a></p> : null}
        </Card>
        <Card title="Messages" class="messages"><SequenceView sequence={run.sequence} step={step} go={to} /></Card>
      </div>
    </div>
  );
}

function StepList({ run, step, to }: { run: Run; step: number; to: (step: number) => void }) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const now = list.current?.querySelector<HTMLElement>("[aria-current]");
    const box = list.current;
    if (box && now) box.scrollTop = now.offsetTop - box.clientHeight / 2 + now.offsetHeight / 2;
  }, [step, run]);
  return (
    <Card title="Steps" class="steps">
      <ol ref={list} tabIndex={0} aria-label="Steps of the run">
        <li {...(step === 0 ? { "aria-current": "step" as const } : {})}><button type="button" onClick={() => to(0)}><span class="n">0</span><span class="what">the start</span></button></li>
        {run.steps.map((s, n) => (
          <li key={n} class={n + 1 > step ? "future" : ""} {...(step === n + 1 ? { "aria-current": "step" as const } : {})}>
            <button type="button" onClick={() => to(n + 1)}>
              <span class="n">{n + 1}</span>
              <span class="what">{s.command === "elapse" ? `${s.lasts_s.toLocaleString("en")} s pass` : <Breaking text={s.command} />}{run.marks[n + 1]?.map((m) => <em key={m} class={`mark ${m}`}>{m}</em>)}</span>
              <Role role={s.role} />
            </button>
          </li>
        ))}
        {run.moment.length ? <li class="end"><span class="n">✗</span>{run.moment[0]}</li> : null}
      </ol>
    </Card>
  );
}
