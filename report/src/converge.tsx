// A convergence verdict: the bounds, the argument, and the plots with bound and simulation in one picture.
import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Convergence, Plot } from "./data";
import { Card, Chip, Share } from "./parts";

const BOUNDS: [key: string, title: string, unit: (n: number) => string][] = [
  ["rounds", "Rounds before the switchover", (n) => n.toLocaleString("en")],
  ["total_time_s", "Time in all", seconds],
  ["bytes", "On the wire", bytes],
  ["downtime_s", "Downtime", seconds],
];
function seconds(n: number): string {
  if (n < 1) return `${(n * 1000).toPrecision(3)} ms`;
  return n < 600 ? `${n.toPrecision(3)} s` : `${(n / 60).toPrecision(3)} min`;
}
function bytes(n: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  const k = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, n)) / 10)));
  return `${(n / 1024 ** k).toPrecision(3)} ${units[k]}`;
}

export function ConvergeView({ verdict, plots }: { verdict: Convergence; plots: Plot[] }) {
  const numbers = BOUNDS.filter(([key]) => typeof verdict.bounds[key] === "number");
  const wanted = verdict.expected;
  return (
    <div class="converge">
      <div class="intro"><h2>Pre-copy: <Chip verdict={verdict.verdict} /></h2>{verdict.theorem ? <span class="quiet">by theorem {verdict.theorem}</span> : null}<span class="grow" /><Share /></div>
      <div class="tiles">
        {numbers.map(([key, title, text]) => (
          <div key={key} class="tile card"><span class="quiet">{title}</span><strong>≤ {text(verdict.bounds[key]!)}</strong>
            {wanted && typeof wanted[key] === "number" ? <span class="quiet">expected {text(wanted[key] as number)}</span> : null}</div>
        ))}
        {verdict.stun.needed ? <div class="tile card"><span class="quiet">Stun of the guest's run time</span><strong>{(verdict.stun.fraction * 100).toPrecision(3)} %</strong></div> : null}
        {numbers.length ? null : <p class="quiet">No bound is proved.</p>}
      </div>
      <div class="plots">{plots.map((p) => <PlotCard key={p.title} plot={p} />)}</div>
      <div class="grid-two">
        <Card title="The argument">
          <ol class="argument">
            {verdict.argument.map((step, n) => (
              <li key={n}><span class={`mark ${step.holds ? "good" : "open"}`} aria-hidden="true">{step.holds ? "✓" : "?"}</span>
                <div><span class="hidden">{step.holds ? "holds: " : "not shown: "}</span>{step.claim}{step.theorem ? <span class="tag">{step.theorem}</span> : null}{step.option ? <span class="quiet"> say it with {step.option}</span> : null}</div></li>
            ))}
          </ol>
        </Card>
        <Card title="Assuming">
          {verdict.assumptions.length ? <ul class="plain">{verdict.assumptions.map((a) => <li key={a}>{a}</li>)}</ul> : <p class="quiet">Nothing.</p>}
          {verdict.changes.length ? <><h4>What would make it end</h4><ul class="plain">{verdict.changes.map((c) => <li key={c.text}>{c.text} <span class="tag">{c.theorem}</span></li>)}</ul></> : null}
        </Card>
      </div>
    </div>
  );
}

function PlotCard({ plot }: { plot: Plot }) {
  const frame = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(460);
  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const seen = new ResizeObserver(() => setWide(Math.max(260, box.clientWidth)));
    seen.observe(box);
    return () => seen.disconnect();
  }, []);
  const high = 270, edge = { left: 74, right: 14, top: 14, bottom: 40 };
  const all = plot.lines.flatMap((l) => l.points);
  const ys = [...all.map((p) => p.y), ...plot.levels.map((l) => l.y)], xs = all.map((p) => p.x);
  const [x0, x1] = [Math.min(...xs), Math.max(...xs)], low = Math.min(...ys), top = Math.max(...ys);
  const x = (plot.log_x ? scaleLog() : scaleLinear()).domain([x0, x1 === x0 ? x0 + 1 : x1]).range([edge.left, wide - edge.right]);
  const y = (plot.log_y ? scaleLog().base(2).domain([low / 2, top * 2]) : scaleLinear().domain([0, top * 1.25])).range([high - edge.bottom, edge.top]);
  const text = plot.title.startsWith("Dirty") ? (n: number) => `${(n / 1e6).toLocaleString("en", { maximumSignificantDigits: 3 })} MB/s` : bytes;
  const xTicks = plot.log_x ? [0.05, 0.5, 5, 50].filter((t) => t >= x0 && t <= x1) : x.ticks(6).filter((t) => plot.x !== "round" || Number.isInteger(t));
  const yTicks = plot.log_y ? powers(low / 2, top * 2) : y.ticks(5);
  const path = line<{ x: number; y: number }>((p) => x(p.x), (p) => y(p.y));
  return (
    <Card title={plot.title} class="plot">
      <div ref={frame}>
        <svg width={wide} height={high} role="img" aria-label={`${plot.title}. ${plot.lines.map((l) => `${l.label}: from ${l.points[0]?.text} to ${l.points.at(-1)?.text}`).join("; ")}. ${plot.levels.map((l) => l.label).join("; ")}.`}>
          <g class="axis">
            {yTicks.map((t) => <g key={t}><line x1={edge.left} x2={wide - edge.right} y1={y(t)} y2={y(t)} /><text x={edge.left - 8} y={y(t) + 3.5} text-anchor="end">{text(t)}</text></g>)}
            {xTicks.map((t) => <text key={t} x={x(t)} y={high - edge.bottom + 17} text-anchor="middle">{t.toLocaleString("en")}</text>)}
            <text class="name" x={(edge.left + wide - edge.right) / 2} y={high - 5} text-anchor="middle">{plot.x}</text>
          </g>
          {plot.levels.map((l) => <g key={l.label} class="level"><line x1={edge.left} x2={wide - edge.right} y1={y(l.y)} y2={y(l.y)} /><text x={edge.left + 6} y={y(l.y) - 5}>{l.label}</text></g>)}
          {[...plot.lines].sort((a, b) => a.look.localeCompare(b.look)).map((l) => (
            <g key={l.label} class={`series ${l.look}`}>
              <path d={path(l.points) ?? ""} />
              {l.points.length <= 45 ? l.points.map((p, n) => l.look === "seen"
                ? <circle key={n} cx={x(p.x)} cy={y(p.y)} r="3"><title>{`${plot.x} ${p.x.toLocaleString("en", { maximumSignificantDigits: 4 })}: ${p.text}`}</title></circle>
                : <rect key={n} x={x(p.x) - 5} y={y(p.y) - 5} width="10" height="10"><title>{`${plot.x} ${p.x.toLocaleString("en", { maximumSignificantDigits: 4 })}: ${p.text}`}</title></rect>) : null}
            </g>
          ))}
        </svg>
      </div>
      <ul class="key">{plot.lines.map((l) => <li key={l.label} class={l.look}>{l.label}</li>)}</ul>
      {plot.ended ? null : <p class="quiet">No switchover within the rounds that were simulated.</p>}
      {plot.more ? <p class="quiet">{plot.more} more rounds are not drawn.</p> : null}
    </Card>
  );
}

function powers(low: number, top: number): number[] {
  const first = Math.ceil(Math.log2(low)), last = Math.floor(Math.log2(top)), by = Math.max(1, Math.ceil((last - first) / 6));
  return Array.from({ length: Math.floor((last - first) / by) + 1 }, (_, n) => 2 ** (first + n * by));
}
