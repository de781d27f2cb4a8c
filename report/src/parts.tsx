// Small parts that several views share.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { roleClass, roleTitle, shown, type Value } from "./data";

const MARKS: Record<string, [mark: string, look: string]> = {
  proved: ["✓", "good"], exhausted: ["✓", "good"], guaranteed: ["✓", "good"], conforms: ["✓", "good"], holds: ["✓", "good"],
  violated: ["✗", "bad"], diverges: ["✗", "bad"], impossible: ["✗", "bad"], refused: ["✗", "bad"],
  completes: ["✓", "good"], fails: ["✗", "bad"], "may fail": ["!", "open"],
  bounded: ["≤", "open"], unknown: ["?", "open"], "not guaranteed": ["?", "open"], incomplete: ["?", "open"], "not observable": ["?", "open"],
};
export const look = (verdict: string): string => MARKS[verdict]?.[1] ?? "open";
export const mark = (verdict: string): string => MARKS[verdict]?.[0] ?? "?";

/** A verdict: its word, with a mark and a shape, so that it can be told without colour. */
export function Chip({ verdict, bound }: { verdict: string; bound?: number | null }) {
  return (
    <span class={`chip ${look(verdict)}`}>
      <span aria-hidden="true" class="mark">{mark(verdict)}</span>
      {verdict}{verdict === "bounded" && bound != null ? `(${bound})` : ""}
    </span>
  );
}

export function Role({ role }: { role: string }) {
  return <span class={`role ${roleClass(role)}`}>{roleTitle(role)}</span>;
}

export function Values({ changed }: { changed: Record<string, [Value, Value]> }) {
  const items = Object.entries(changed);
  if (!items.length) return <p class="quiet">Nothing changes.</p>;
  return (
    <ul class="changes">
      {items.map(([name, [before, after]]) => (
        <li key={name}>
          <code>{name}</code> <span class="before"><span class="hidden">was </span>{shown(before)}</span>
          <span aria-hidden="true" class="to">→</span>
          <strong class="after"><span class="hidden">is now </span>{shown(after)}</strong>
        </li>
      ))}
    </ul>
  );
}

export function Card({ title, children, extra, class: name = "", label }: {
  title?: ComponentChildren; children: ComponentChildren; extra?: ComponentChildren; class?: string; label?: string;
}) {
  return (
    <section class={`card ${name}`} aria-label={label}>
      {title || extra ? <header><h3>{title}</h3>{extra ? <div class="extra">{extra}</div> : null}</header> : null}
      <div class="body">{children}</div>
    </section>
  );
}

/** Copies the address with its fragment; where the browser does not allow it, shows it to be copied by hand. */
export function Share() {
  const [state, setState] = useState<"" | "copied" | "by hand">("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      setState("copied");
      setTimeout(() => setState(""), 2500);
    } catch {
      setState("by hand");
    }
  };
  return (
    <span class="share">
      <button type="button" class="button" onClick={() => void copy()} title="Copies a link that opens the page at this very place">
        <Icon name="link" /> Share
      </button>
      <span role="status" class={state === "copied" ? "flash" : "hidden"}>{state === "copied" ? "Link copied" : ""}</span>
      {state === "by hand"
        ? <input class="address" readOnly aria-label="The link to this place" value={location.href} onFocus={(e) => e.currentTarget.select()} />
        : null}
    </span>
  );
}

const PATHS: Record<string, string> = {
  first: "M6 5v14M19 5l-9 7 9 7z", back: "M16 5l-9 7 9 7z", next: "M8 5l9 7-9 7z", last: "M18 5v14M5 5l9 7-9 7z",
  play: "M7 4l13 8-13 8z", pause: "M7 4h3v16H7zM14 4h3v16h-3z",
  plus: "M12 5v14M5 12h14", minus: "M5 12h14", fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2",
  moon: "M20 14A8 8 0 1 1 10 4a6.5 6.5 0 0 0 10 10z", auto: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
  print: "M7 8V3h10v5M7 17H4v-7h16v7h-3M7 14h10v7H7z", undo: "M9 7L4 12l5 5M4 12h10a6 6 0 0 1 0 12",
};
export function Icon({ name }: { name: string }) {
  return <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={PATHS[name]} /></svg>;
}

export function Theme() {
  const kinds = ["auto", "light", "dark"] as const;
  const [kind, setKind] = useState<(typeof kinds)[number]>("auto");
  const turn = () => {
    const next = kinds[(kinds.indexOf(kind) + 1) % kinds.length] ?? "auto";
    document.documentElement.dataset.theme = next;
    setKind(next);
  };
  return (
    <button type="button" class="button icon-only" onClick={turn} aria-label={`Colours: ${kind}`} title={`Colours: ${kind}`}>
      <Icon name={kind === "auto" ? "auto" : kind === "light" ? "sun" : "moon"} />
    </button>
  );
}

/** What is shown only when it is asked for is made only then. */
export function Fold({ title, children, first = false, class: name = "" }: { title: ComponentChildren; children: () => ComponentChildren; first?: boolean; class?: string }) {
  const [open, set] = useState(first);
  return <details class={name} open={first} onToggle={(e) => set(e.currentTarget.open)}><summary>{title}</summary>{open ? children() : null}</details>;
}

/** A long name breaks after an underscore, not in the middle of a word. */
export function Breaking({ text }: { text: string }) {
  return <>{text.split(/(?<=_)/).map((part, n) => <span key={n}>{n ? <wbr /> : null}{part}</span>)}</>;
}
