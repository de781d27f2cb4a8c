// How a migration ends under conditions: the answer, its causes, where they show, what to do, and what the answer rests on.
import { useMemo } from "preact/hooks";
import { diagramOf, firstStep, Outcome, sentence } from "./causes";
import { count, type Cause, type Data, type Preflight, type Prospect } from "./data";
import { GraphView } from "./graph";
import { Advice, diagramTitle, Failures } from "./machines";
import { Breaking, Card, Chip, Fold, Icon, Share } from "./parts";
import { go, href } from "./route";

export function PreflightView({ data, preflight }: { data: Data; preflight: Preflight }) {
  const [only] = preflight.prospects;
  const set = preflight.prospects.length === 1 && Object.keys(only?.conditions ?? {}).length ? only!.conditions : null;
  return (
    <div class="preflight">
      <div class="intro"><h2>{preflight.sentence} <Chip verdict={preflight.certainty} /></h2><span class="grow" /><Share /></div>
      {preflight.reason ? <p class="banner open">Not decided: {preflight.reason}</p> : null}
      <p class="prose">
        {set ? <>Set: <Named conditions={set} />. Every other condition is healthy. </>
          : preflight.prospects.length === 1 ? "Every condition is healthy. " : null}
        {preflight.open.length ? <>Open: {preflight.open.map((n, i) => <span key={n}>{i ? ", " : ""}<code>{n}</code></span>)}; {count(preflight.prospects.length, "combination")} of causes can come of it. </> : null}
      </p>
      {preflight.prospects.length === 1 && only ? <ProspectPart data={data} prospect={only} /> : preflight.prospects.map((p, n) => (
        <Fold key={n} class="combination" first={n === 0} title={<><Chip verdict={p.certainty} /> <Named conditions={p.conditions} /><span class="quiet"> {Object.keys(p.endings).join(" or ")}</span></>}>
          {() => <ProspectPart data={data} prospect={p} />}
        </Fold>
      ))}
    </div>
  );
}

function Named({ conditions }: { conditions: Record<string, string> }) {
  const all = Object.entries(conditions);
  return <span class="named">{all.length ? all.map(([n, v], i) => <span key={n}>{i ? ", " : ""}<code>{n}={v}</code></span>) : "all healthy"}</span>;
}

function ProspectPart({ data, prospect }: { data: Data; prospect: Prospect }) {
  const known = new Map(data.causes!.list.map((c) => [c.name, c]));
  const causes = prospect.causes.map((name) => known.get(name)).filter((c): c is Cause => !!c);
  const [vm, more] = prospect.vm.replace(/\.$/, "").split(/: | (?=where the migration failed)/);
  const first = firstStep(prospect.notices);
  const noticed = prospect.notices.filter((n) => (n.steps[0] ?? 9) === (first ?? 9));
  const runs = Object.entries(prospect.endings).filter((e): e is [string, string] => !!e[1]);
  const [main] = runs.filter(([end]) => end !== "completed").concat(runs);
  const commands = useMemo(() => new Set(prospect.notices.map((n) => n.command)), [prospect]);
  const graph = useMemo(() => diagramOf(data.model!, [...commands]), [data, commands]);
  return (
    <section class="prospect" aria-label="The answer">
      <div class="tiles">
        <div class="card tile"><span class="quiet">It ends</span><strong>{Object.keys(prospect.endings).join(" or ") || "not decided"}</strong></div>
        {prospect.struck.length ? <div class="card tile"><span class="quiet">Once it strikes</span><strong>{prospect.struck.join(" or ")}</strong></div> : null}
        <div class="card tile"><span class="quiet">Noticed first</span><strong>{!noticed.length ? "nothing fails" : first === undefined ? "off the article's path" : `in step ${first}`}</strong>{noticed.map((n) => <code key={n.command}>{n.command}</code>)}</div>
        {prospect.in_vain ? <div class="card tile"><span class="quiet">Never strikes</span><span>{prospect.in_vain}</span></div> : null}
        {prospect.vm ? <div class="card tile"><span class="quiet">The VM</span><strong>{vm}</strong><span class="quiet">{more}</span></div> : null}
        {main ? <div class="card tile action"><a class="button primary" href={href({ view: "runs", run: main[1], step: 0 })}><Icon name="play" /> Step through a run: {main[0]}</a>
          {runs.filter((r) => r !== main).map(([end, key]) => <a key={end} href={href({ view: "runs", run: key, step: 0 })}>and one that is {end}</a>)}</div> : null}
      </div>
      <div class="grid-two">
        <div>
          {causes.length ? causes.map((c) => <CausePart key={c.name} data={data} cause={c} />) : <Card title="No cause is present"><p>Nothing in these conditions makes a migration fail.</p></Card>}
        </div>
        <div>
          <Card title="What the answer rests on" class="rests">
            <Outcome prospect={prospect} />
            <p class="quiet">The runs were replayed on the machines when this page was made.</p>
          </Card>
          {graph && prospect.notices.length ? (
            <Card class="drawing" title={`Where it is noticed: ${diagramTitle(graph)}`} extra={<a href={href({ view: "machines", diagram: graph.id })}>Look closer</a>}>
              <GraphView graph={graph} possible={commands} select={(id) => go({ view: "machines", diagram: graph.id, select: id })} label={`${graph.title}; marked: the steps by which it is noticed`} />
              <ul class="legend"><li class="caused">the steps by which it is noticed</li></ul>
            </Card>
          ) : null}
        </div>
      </div>
    </section>
  );
}

function CausePart({ data, cause }: { data: Data; cause: Cause }) {
  return (
    <Card class="cause" title={<>{cause.failure ? <span class="tag">{cause.failure}</span> : null}<code><Breaking text={cause.name} /></code></>} extra={<a href={href({ view: "causes", cause: cause.name })}>In the diagrams</a>}>
      <p class="lead">{cause.description}</p>
      {cause.described ? <p>{sentence(cause.described)}</p> : null}
      {cause.faults.length ? <><h5>API faults</h5><p>{cause.faults.join(", ")}</p></> : null}
      <Advice of={cause} title="What to do" />
      {cause.failure ? <Failures data={data} names={[cause.failure]} advised /> : <p class="quiet">VMware's articles have no entry for it.</p>}
    </Card>
  );
}
