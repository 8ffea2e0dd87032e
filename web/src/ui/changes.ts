/** What differs between two texts, word by word: enough for a person to see it at a glance. */
export interface Piece {
  kind: "same" | "added" | "removed";
  text: string;
}

const most = 4_000_000;

export function changesOf(before: string, after: string): Piece[] {
  const old = wordsOf(before);
  const now = wordsOf(after);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (
    end < old.length - start &&
    end < now.length - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  )
    end += 1;
  return joined([
    { kind: "same", text: old.slice(0, start).join("") },
    ...between(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    { kind: "same", text: old.slice(old.length - end).join("") },
  ]);
}

function wordsOf(text: string) {
  return text.match(/\s+|[\p{L}\p{M}\p{N}_'’]+|[^\s\p{L}\p{M}\p{N}_]/gu) ?? [];
}

/** The longest common run of words; texts too different to compare word by word are replaced whole. */
function between(old: string[], now: string[]): Piece[] {
  if (old.length * now.length > most)
    return [
      { kind: "removed", text: old.join("") },
      { kind: "added", text: now.join("") },
    ];
  const width = now.length + 1;
  const best = new Uint32Array((old.length + 1) * width);
  const at = (row: number, column: number) => best[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1)
    for (let column = now.length - 1; column >= 0; column -= 1)
      best[row * width + column] =
        old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  const pieces: Piece[] = [];
  let row = 0;
  let column = 0;
  while (row < old.length || column < now.length) {
    if (row < old.length && column < now.length && old[row] === now[column]) {
      pieces.push({ kind: "same", text: old[row] ?? "" });
      row += 1;
      column += 1;
    } else if (column >= now.length || (row < old.length && at(row + 1, column) >= at(row, column + 1))) {
      pieces.push({ kind: "removed", text: old[row] ?? "" });
      row += 1;
    } else {
      pieces.push({ kind: "added", text: now[column] ?? "" });
      column += 1;
    }
  }
  return pieces;
}

/** Neighbours of one kind become one; a blank between two changes belongs to them. */
function joined(pieces: Piece[]): Piece[] {
  const filled = pieces.filter(({ text }) => text !== "");
  const list: Piece[] = [];
  for (const piece of filled) {
    const last = list.at(-1);
    if (last?.kind === piece.kind) last.text += piece.text;
    else list.push({ ...piece });
  }
  return list;
}
