/** Text of the contract; backticks mark code. */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: a text does not change
    return index % 2 === 1 ? <code key={index}>{part}</code> : part;
  });
}
