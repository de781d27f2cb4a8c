// What a page holds: the shapes that vmotion_report writes, and how states that are kept as differences are read.

export type Value = string | number | boolean;
export interface Line { text: string; status: Status; strong: boolean }
export type Status = "normal" | "failure" | "added" | "removed" | "changed";
export type Move = [command: string, source: string, target: string];

export interface GraphNode {
  id: string; title: string; group: string; details: string[]; notes: Line[]; status: Status;
  stands_for: string[]; steps: Move[]; main: boolean;
}
export interface GraphEdge {
  source: string; target: string; labels: Line[]; status: Status; kind: "step" | "message"; steps: Move[]; main: boolean;
}
export interface Graph {
  id: string; title: string; location: string; across: boolean; nodes: GraphNode[]; edges: GraphEdge[];
  groups: { id: string; title: string; role: string }[]; legend: Line[];
}

export interface Named { name: string; title: string }
export interface Labelled { label: string; formula: string }
export interface Command {
  name: string; title: string; role: string; phases: string[]; leads_to: string[]; guard: Labelled[]; effect: Labelled[];
  handles: string[]; fault: string | null; fact: string; failures: Named[]; fair: boolean; drawn_as_failure: boolean;
}
export interface Phase {
  name: string; title: string; role: string; initial: boolean; vmware_name: string; step: number | null;
  numbers: { dialect: string; value: number | null; evidence: string; source: string }[];
  entered_by: string[]; left_by: string[]; failures: Named[];
}
export interface Variable { name: string; title: string; owner: string; type: string; initial: Value; runs_while: string }
export interface Statement { id: string; says: string; commands: string[]; states: string[]; properties: string[] }
export interface Model {
  name: string; says: string; digest: string; locations: Record<string, string>; roles: string[];
  phases: Record<string, Phase>; commands: Record<string, Command>; variables: Record<string, Variable>;
  constants: Record<string, { name: string; title: string; value: number; unit: string; fact: string }>;
  graphs: Graph[]; machines: Graph[]; statements: Statement[];
}

export interface Step {
  role: string; command: string; time_s: number; lasts_s: number; changed: Record<string, [Value, Value]>;
}
export interface KeptState {
  from: number | null; set: Record<string, Value>; blocked: Record<string, [label: string, reason: number][]>; wait: number | null;
}
export interface SequenceAction {
  kind: "action"; first: number; last: number; time_s: number; actor: string; lines: Line[];
  arrows: { sender: string; text: string; seen: boolean }[];
}
export interface SequenceDelay { kind: "delay"; first: number; last: number; time_s: number; seconds: number }
export interface SequenceAgain { kind: "again"; first: number; last: number; time_s: number; times: number; from: number; to: number }
export type SequenceRow = SequenceAction | SequenceDelay | SequenceAgain;
export interface UnderWay { sender: string; receiver: string; text: string; sent: number }
export interface Sequence { lifelines: { id: string; title: string }[]; rows: SequenceRow[]; moment: string[]; under_way: UnderWay[] }
export interface Run {
  key: string; kind: string; title: string; property: string | null; moment: string[]; loop_at: number | null; shortest: boolean;
  steps: Step[]; states: number[]; told: string[]; marks: Record<string, string[]>; sequence: Sequence; refused: { command: string; why: [string, string][] } | null;
}
export interface Book { runs: Run[]; states: KeptState[]; reasons: string[] }

export interface Verdict {
  id: string; title: string; verdict: string; engine: string; instance: string; bound: number | null; seconds: number;
  certificate: string | null; remembered: string | null; reason: string; assumptions: string[]; theorems: Record<string, string[]>;
}
export interface Direction { answer: string; exact: boolean; engine: string | null; reason: string }
export interface Change {
  title: string; text: string; refused: string | null; stopped: string | null;
  behaviour: { word: string; complete: boolean; directions: { adds: Direction; removes: Direction } } | null;
  before: Record<string, string>; statements: { id: string; change: string; says: string }[]; accepted: string[]; notes: string[];
  surprises: string[];
}
export interface Check {
  model?: { name: string; digest: string }; verdict: string; properties: Verdict[]; states?: number | null;
  transitions?: number | null; depth?: number | null; seconds?: number; stopped?: string | null; change?: Change;
}
export interface PropertyText {
  id: string; title: string; judged: string; roles: string[]; why: string; ground: string; premise: string; claim: string; observers: Labelled[];
  assumptions: { name: string; says: string; asks: string[]; theorems: string[] }[];
  record?: { verdict: string | null; file: string | null; says: string };
}
export interface Failure {
  title: string; trigger: string; outcome: string; cause: string; messages: string[]; states: string[];
  remedy: Remedy[];
}
export interface Remedy { text: string; is_command: boolean; place: string; evidence: string }
export interface Plot {
  title: string; x: string; y: string; log_x: boolean; log_y: boolean; ended: boolean; more: number;
  lines: { label: string; look: string; points: { x: number; y: number; text: string }[] }[]; levels: { label: string; y: number }[];
}
export interface Convergence {
  verdict: string; theorem: string | null; assumptions: string[];
  bounds: Record<string, number | null>; stun: { needed: boolean; fraction: number };
  expected: Record<string, number | boolean | null> | null;
  argument: { claim: string; theorem: string; holds: boolean; option: string | null }[];
  changes: { lever: string; text: string; factor: number; theorem: string }[];
}
export interface Evidence { file: string; line: number; text: string }
export interface Migration {
  id: string | null; verdict: string; outcome: string; files: string[];
  states: { role: string | null; state: string; at: string | null; from: string; commands: string[]; file: string; line: number }[];
  first_impossible: (Evidence & { why: string; allowed: string[] }) | null;
  open: { file: string | null; line: number | null; why: string }[];
  why: Why | null;
  properties: { id: string; statement: string; observed: string; why: string; lines: { file: string; line: number }[]; needs: string | null }[];
  diagnosis: { failure: string; title: string; certainty: string; why: string; cause: string; evidence: Evidence; remedy: string[] }[];
}
export interface Prospect {
  conditions: Record<string, string>; causes: string[]; certainty: string; verdict: string; evidence: string;
  notices: { command: string; steps: number[]; causes: string[] }[]; endings: Record<string, string | null>; struck: string[]; in_vain: string; vm: string;
  precopy: string; assumed: string[];
}
export interface Preflight { sentence: string; certainty: string; reason: string; open: string[]; prospects: Prospect[] }
export interface Cause {
  name: string; description: string; described: string; failure: string; words: string[]; when: string; fails: string[]; blocks: string[];
  faults: string[]; messages: string[]; remedy: Remedy[]; set: Record<string, string>; prospect: Prospect | null;
}
export interface Causes { list: Cause[]; missing: string }
export interface Condition { name: string; title: string; healthy: string; unit: string; values?: string[]; low?: number; high?: number }
export interface Live {
  scenarios: Named[]; conditions?: Condition[]; causes?: { name: string; failure: string; title: string; words: string[] }[];
}
export interface Action { text: string; on: string | null; changes_something: boolean; releases: string | null; known: string | null }
export interface Seen extends Evidence { says: string }
export interface SuspectedCause {
  name: string; description: string; failure: string | null; standing: string; share: number; for: Seen[]; against: Seen[];
  confirmed_by: { says: string; do: Action | null }; remedy: Action[];
}
export interface Why {
  says: string; causes: SuspectedCause[]; beyond_the_model: Seen[]; excluded: string[]; symptoms: Evidence[]; look_at: string | null;
}
export interface Data {
  schema: number; kind: string; suite: string; title: string; verdict: string | null; made_by: string;
  check?: Check; model?: Model; book?: Book; properties?: Record<string, PropertyText>;
  mutants?: Record<string, { count: number; soonest: { mutant: string; steps: number }[] }>;
  failures?: Record<string, Failure>; before?: { model: Model; book: Book };
  trace?: { verdict: string; migrations: Migration[]; notes: string[] }; traced?: { states: Record<string, string | null>[] }[];
  converge?: Convergence; plots?: Plot[]; live?: Live; preflight?: Preflight; causes?: Causes;
}

/** A state as it is looked at: the value of each variable, and what cannot be done in it, with the reasons. */
export interface Situation {
  values: Record<string, Value>;
  blocked: Record<string, [label: string, why: string][]>;
  wait: number | null;
}

const situations = new WeakMap<Book, Map<number, Situation>>();

/** The state with this number: what it was made from, with what is new in it. */
export function situation(book: Book, number: number): Situation {
  let known = situations.get(book);
  if (!known) situations.set(book, (known = new Map()));
  const chain: number[] = [];
  let at: number | null = number;
  while (at !== null && !known.has(at)) {
    chain.push(at);
    at = book.states[at]?.from ?? null;
  }
  for (const next of chain.reverse()) {
    const kept = book.states[next];
    if (!kept) throw new Error(`there is no state ${next}`);
    const base = kept.from === null ? undefined : known.get(kept.from);
    const blocked = { ...base?.blocked };
    for (const [command, failing] of Object.entries(kept.blocked)) {
      if (failing.length) blocked[command] = failing.map(([label, reason]) => [label, book.reasons[reason] ?? ""]);
      else delete blocked[command];
    }
    known.set(next, { values: { ...base?.values, ...kept.set }, blocked, wait: kept.wait });
  }
  return known.get(number)!;
}

export function read(): Data {
  return JSON.parse(document.getElementById("data")?.textContent ?? "{}") as Data;
}

export const ELAPSE = "elapse";

const ROLE_TITLES: Record<string, string> = {
  vcenter: "vCenter", source: "source", destination: "destination", surroundings: "networks, users, HA", time: "time",
};
export const roleTitle = (role: string): string => ROLE_TITLES[role] ?? role;
const ROLES_WITH_COLOUR = ["vcenter", "source", "destination", "surroundings", "time"];
/** The class that gives a role its colours; roles of other models share the neutral one. */
export const roleClass = (role: string): string => `role-${ROLES_WITH_COLOUR.includes(role) ? role : "other"}`;
export const shown = (value: Value | undefined): string => (value === undefined ? "?" : String(value));
export const count = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
