/** Puts a text where the caret of a text area is, and moves the caret behind it. */
export function putAt(field: string, text: string, onChange: (text: string) => void) {
  const area = document.getElementById(field) as HTMLTextAreaElement | null;
  if (!area) return;
  const [from, to] = [area.selectionStart, area.selectionEnd];
  onChange(area.value.slice(0, from) + text + area.value.slice(to));
  requestAnimationFrame(() => {
    area.focus();
    area.setSelectionRange(from + text.length, from + text.length);
  });
}
