// A run as a sequence of messages, beside the step that is looked at: columns are lifelines, rows what somebody did.
import { useEffect, useRef } from "preact/hooks";
import { roleClass, roleTitle, type Sequence, type SequenceAction, type SequenceRow, type UnderWay } from "./data";
import { Breaking } from "./parts";

export function SequenceView({ sequence, step, go }: { sequence: Sequence; step: number; go: (step: number) => void }) {
  const list = useRef<HTMLOListElement>(null);
  const columns = new Map(sequence.lifelines.map((life, n) => [life.id, n]));
  useEffect(() => {
    const box = list.current?.parentElement;
    const now = list.current?.querySelector<HTMLElement>("[aria-current]");
    if (!box) return;
    // Only the box scrolls, never the page.
    box.scrollTop = now ? now.offsetTop - box.clientHeight / 2 + now.offsetHeight / 2 : 0;
  }, [step, sequence]);
  const columnStyle = { "--columns": sequence.lifelines.length };
  return (
    <div class="sequence" style={columnStyle} tabIndex={0} role="group" aria-label="Sequence of messages">
      <div class="heads">
        {sequence.lifelines.map((life) => <div key={life.id} class={`head ${roleClass(life.id)}`}>{roleTitle(life.id)}</div>)}
      </div>
      <ol ref={list}>
        {sequence.rows.map((row) => {
          const when = step > row.last ? "past" : step < row.first ? "future" : "now";
          return (
            <li key={row.first} class={`row ${row.kind} ${when}`} {...(when === "now" ? { "aria-current": "step" as const } : {})}>
              <Row row={row} columns={columns} step={step} go={go} />
            </li>
          );
        })}
        {sequence.under_way.map((message, n) => (
          <UnderWayRow key={`under way ${n}`} message={message} columns={columns} when={step >= (sequence.rows.at(-1)?.last ?? 0) ? "now" : step >= message.sent ? "past" : "future"} go={go} />
        ))}
        {sequence.moment.length ? (
          <li class={`row moment ${step >= (sequence.rows.at(-1)?.last ?? 0) ? "now" : "future"}`}>
            <p><span aria-hidden="true">✗ </span>{sequence.moment.join(". ")}</p>
          </li>
        ) : null}
      </ol>
    </div>
  );
}

function Row({ row, columns, step, go }: { row: SequenceRow; columns: Map<string, number>; step: number; go: (step: number) => void }) {
  if (row.kind === "delay")
    return <button type="button" class="delay" onClick={() => go(row.last)}><span>{row.seconds.toLocaleString("en")} s pass</span><small>until {row.time_s.toLocaleString("en")} s</small></button>;
  if (row.kind === "again")
    return <button type="button" class="delay" onClick={() => go(row.last)}><span>steps {row.from} to {row.to}, {row.times} more times</span><small>until {row.time_s.toLocaleString("en")} s</small></button>;
  return <Action row={row} columns={columns} step={step} go={go} />;
}

/** What was sent and had not arrived when the run ended: a line that stops before it reaches anybody. */
function UnderWayRow({ message, columns, when, go }: { message: UnderWay; columns: Map<string, number>; when: string; go: (step: number) => void }) {
  const from = columns.get(message.sender), to = columns.get(message.receiver);
  if (from === undefined || to === undefined || from === to) return null;
  const place = { gridColumn: `${Math.min(from, to) + 1} / span ${Math.abs(from - to) + 1}`, "--span": Math.abs(from - to) + 1 };
  return (
    <li class={`row under-way ${when === "now" ? "open-end" : when}`}>
      <div class={`arrow astray ${from < to ? "right" : "left"}`} style={place}>
        <button type="button" class="words" onClick={() => go(message.sent)}>
          <span class="hidden">From {roleTitle(message.sender)} to {roleTitle(message.receiver)}: </span>{message.text} <span class="fate">still under way since step {message.sent}</span>
        </button>
      </div>
    </li>
  );
}

function Action({ row, columns, step, go }: { row: SequenceAction; columns: Map<string, number>; step: number; go: (step: number) => void }) {
  const own = columns.get(row.actor) ?? 0;
  let number = row.first - 1;
  return (
    <>
      {row.arrows.map((arrow, n) => {
        const from = columns.get(arrow.sender) ?? own;
        if (from === own) return null;
        const first = Math.min(from, own), span = Math.abs(from - own) + 1;
        const place = { gridColumn: `${first + 1} / span ${span}`, "--span": span };
        return (
          <div key={n} class={`arrow ${from < own ? "right" : "left"} ${arrow.seen ? "seen" : ""}`} style={place}>
            <span class="words">
              <span class="hidden">{roleTitle(row.actor)} {arrow.seen ? "sees what was written by" : "gets from"} {roleTitle(arrow.sender)}: </span>{arrow.text}
            </span>
          </div>
        );
      })}
      <div class={`deed ${roleClass(row.actor)}`} style={{ gridColumn: `${own + 1}` }}>
        {row.lines.map((line, n) => {
          if (!line.strong) return <span key={n} class="effect">{line.text.replaceAll("\u00a0", " ")}</span>;
          const at = ++number;
          const text = line.text.replace(/^\d+\u00a0/, "");
          return (
            <button key={n} type="button" class={`do ${line.status} ${at === step ? "now" : ""}`} onClick={() => go(at)}>
              <b>{at}</b> <span class="hidden">{roleTitle(row.actor)} </span>{line.status === "failure" ? "✗ " : ""}<Breaking text={text} />
            </button>
          );
        })}
      </div>
    </>
  );
}
