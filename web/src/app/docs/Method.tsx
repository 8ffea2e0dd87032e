import classes from "./docs.module.css";

const tones: Record<string, string> = { GET: "info", POST: "good", PUT: "warn", PATCH: "warn", DELETE: "bad" };

export function Method({ method }: { method: string }) {
  return (
    <code className={classes.method} data-tone={tones[method]}>
      {method === "DELETE" ? "DEL" : method}
    </code>
  );
}
