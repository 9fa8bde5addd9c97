import { useEffect, useRef, useState } from "react";
import { linesOf } from "./settings-in.ts";

/** `isSettled`: typed to the end, so that what is wrong with it may be said. */
export type Row = { key: number; uri: string; isSettled: boolean; isNew: boolean };

export type RedirectRows = ReturnType<typeof useRedirectRows>;

const PAUSE = 600;

/** The redirect URIs as they are typed: one in each row, and the lines that wait in the field for several. */
export function useRedirectRows(initial: string[]) {
  const [rows, setRows] = useState<Row[]>(() => (initial.length > 0 ? initial.map((uri) => settled(uri)) : [empty(false)]));
  const [pasted, setPasted] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function settle() {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setRows((now) => now.map((row) => (row.uri === "" ? row : { ...row, isSettled: true }))), PAUSE);
  }
  return {
    rows,
    pasted,
    setPasted,
    uris: linesOf([...rows.map(({ uri }) => uri), pasted]),
    change(key: number, uri: string) {
      setRows((now) => now.map((row) => (row.key === key ? { ...row, uri } : row)));
      settle();
    },
    add: () => setRows((now) => [...now, empty(true)]),
    remove: (key: number) => setRows((now) => now.filter((row) => row.key !== key)),
    /** Several lines pasted into a row: they come after it, or in its place if it is empty. */
    paste(key: number, text: string) {
      const lines = cleanLines(text);
      setRows((now) => now.flatMap((row) => (row.key === key ? [...(row.uri === "" ? [] : [row]), ...lines.map(settled)] : [row])));
    },
    /** Rows that nobody touched since `from` show what took its place. */
    follow(from: string[], to: string[]) {
      setRows((now) => (sameLines(now, from) && !sameLines(now, to) ? to.map(settled) : now));
    },
    /** What waits in the field for several becomes rows. */
    takePasted() {
      const lines = linesOf([pasted]);
      setPasted("");
      setRows((now) => [...now.filter(({ uri }) => uri !== "" || lines.length === 0).map((row) => ({ ...row, isSettled: true })), ...lines.map(settled)]);
    },
  };
}

let lastKey = 0;

function settled(uri: string): Row {
  return { key: ++lastKey, uri, isSettled: true, isNew: false };
}

function empty(isNew: boolean): Row {
  return { key: ++lastKey, uri: "", isSettled: false, isNew };
}

function sameLines(rows: Row[], lines: string[]): boolean {
  return linesOf(rows.map(({ uri }) => uri)).join("\n") === lines.join("\n");
}

function cleanLines(text: string): string[] {
  return linesOf([text])
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
