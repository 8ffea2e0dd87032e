/** Black or white, whichever can be read better on a color (WCAG relative luminance). */
export function inkOn(color: string) {
  const rgb = Number.parseInt(color.slice(1), 16);
  if (!/^#[0-9a-fA-F]{6}$/.test(color)) return "#000000";
  const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const [red, green, blue] = [rgb >> 16, (rgb >> 8) & 255, rgb & 255].map((part) => linear(part / 255));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0) > 0.179 ? "#16181d" : "#ffffff";
}
