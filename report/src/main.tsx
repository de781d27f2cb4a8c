// The page: which views there are follows from what the data hold.
import { render, type ComponentChild } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { CausesView } from "./causes";
import { ChangeView } from "./change";
import { ConvergeView } from "./converge";
import { read, type Data } from "./data";
import { LiveView } from "./live";
import { MachinesView } from "./machines";
import { Chip, Icon, Theme } from "./parts";
import { PreflightView } from "./preflight";
import { href, useRoute, type Route } from "./route";
import { RunsView, runsOf } from "./runs";
import { TraceView } from "./trace";
import { VerdictsView } from "./verdicts";

interface View { id: string; title: string; show: (route: Route) => ComponentChild }

function views(data: Data): View[] {
  const found: View[] = [];
  if (data.live && data.model) found.push({ id: "explore", title: "Explore", show: () => <LiveView data={data} model={data.model!} /> });
  if (data.preflight) found.push({ id: "preflight", title: "Answer", show: () => <PreflightView data={data} preflight={data.preflight!} /> });
  if (data.trace) found.push({ id: "trace", title: "Logs", show: (route) => <TraceView data={data} route={route} /> });
  if (data.converge) found.push({ id: "converge", title: "Convergence", show: () => <ConvergeView verdict={data.converge!} plots={data.plots ?? []} /> });
  if (data.check?.change) found.push({ id: "change", title: "Change", show: () => <ChangeView data={data} change={data.check!.change!} /> });
  if (data.check || data.properties) found.push({ id: "verdicts", title: data.check ? "Verdicts" : "Properties", show: (route) => <VerdictsView data={data} route={route} /> });
  if (runsOf(data).length) found.push({ id: "runs", title: runsOf(data).some(({ run }) => run.kind !== "scenario") ? "Runs" : "Scenarios", show: (route) => <RunsView data={data} route={route} /> });
  if (data.model?.graphs.length) found.push({ id: "machines", title: "Machines", show: (route) => <MachinesView data={data} route={route} /> });
  if (data.causes && data.model) found.push({ id: "causes", title: "Causes", show: (route) => <CausesView data={data} route={route} /> });
  return found;
}

function Page({ data }: { data: Data }) {
  const route = useRoute();
  const all = views(data);
  // A link that names a step leads to the run, one that names a property only to what is known of it.
  const wanted = route.view || (route.step !== null || route.run ? "runs" : route.property ? "verdicts" : route.cause ? "causes" : "");
  const view = all.find((v) => v.id === wanted) ?? all[0];
  const main = useRef<HTMLElement>(null);
  useEffect(() => { document.title = `${view?.title ?? ""} · ${data.title} · vmotion`; }, [view?.id]);
  return (
    <>
      <a class="skip" href="#content" onClick={(e) => { e.preventDefault(); main.current?.focus(); }}>Skip to the content</a>
      <header class="top">
        <div class="brand"><svg viewBox="0 0 32 32" aria-hidden="true"><rect x="2" y="8" width="11" height="16" rx="3" class="a" /><rect x="19" y="8" width="11" height="16" rx="3" class="b" /><path d="M9 16h13M18 11.5l5 4.5-5 4.5" /></svg>
          <h1>{data.title}</h1>{data.verdict ? <Chip verdict={data.verdict} /> : null}</div>
        <nav aria-label="Views">{all.map((v) => <a key={v.id} href={href({ view: v.id })} {...(v === view ? { "aria-current": "page" as const } : {})}>{v.title}</a>)}</nav>
        <div class="tools"><button type="button" class="button icon-only wide-only" aria-label="Print" title="Print" onClick={() => print()}><Icon name="print" /></button><Theme /></div>
      </header>
      <main id="content" ref={main} tabIndex={-1}>{view ? view.show(route) : <p class="empty">Nothing is in this report.</p>}</main>
      <footer>Made by {data.made_by}{data.model ? <> from the model {data.model.name} <code>{data.model.digest.slice(0, 12)}</code></> : null}. It is one file: nothing in it is fetched from anywhere{data.live ? " but from vmotion explore on this machine" : ""}.</footer>
    </>
  );
}

const data = read();
render(<Page data={data} />, document.getElementById("page")!);
