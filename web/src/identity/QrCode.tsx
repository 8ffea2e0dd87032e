import qrcode from "qrcode-generator";
import classes from "./identity.module.css";

/** A text for a camera, dark on light in both themes. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const cells = Array.from({ length: size * size }, (_, at) => at).filter((at) =>
    code.isDark(Math.floor(at / size), at % size),
  );
  return (
    <svg
      className={classes.qr}
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect x={-4} y={-4} width={size + 8} height={size + 8} fill="#fff" />
      <path d={cells.map((at) => `M${at % size} ${Math.floor(at / size)}h1v1h-1z`).join("")} fill="#000" />
    </svg>
  );
}
