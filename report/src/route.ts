// Where the reader is, kept in the address: a link to a property, a run and a step opens the page exactly there.
import { useLayoutEffect, useState } from "preact/hooks";

export interface Route {
  view: string; property: string; run: string; step: number | null; diagram: string; select: string; filter: string; find: string;
  cause: string; role: string;
}
const NOWHERE: Route = { view: "", property: "", run: "", step: null, diagram: "", select: "", filter: "", find: "", cause: "", role: "" };

export function parse(hash: string): Route {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const step = given.get("step");
  const route = { ...NOWHERE };
  for (const key of ["view", "property", "run", "diagram", "select", "filter", "find", "cause", "role"] as const) route[key] = given.get(key) ?? "";
  route.step = step !== null && /^\d{1,6}$/.test(step) ? Number(step) : null;
  return route;
}

export function href(route: Partial<Route>): string {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(route)) if (value !== "" && value !== null && value !== undefined) parts.set(key, String(value));
  // These are readable and mean nothing in a fragment.
  return "#" + parts.toString().replaceAll("%3A", ":").replaceAll("%2F", "/");
}

const listeners = new Set<() => void>();
let current = parse(location.hash);
const tell = () => { for (const listener of [...listeners]) listener(); };
addEventListener("hashchange", () => { current = parse(location.hash); tell(); });

/** Go somewhere; small steps replace the entry in the history, so that Back leads out of a run and not through it. */
export function go(route: Partial<Route>, replace = false): void {
  const next = href(route);
  if (replace) history.replaceState(null, "", next);
  else history.pushState(null, "", next);
  current = parse(next);
  tell();
}

export function useRoute(): Route {
  const [, again] = useState(0);
  useLayoutEffect(() => {
    const listener = () => again((n) => n + 1);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return current;
}
