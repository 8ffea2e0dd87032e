import type { ImportPreview } from "@/contract/types";
import { counted } from "./format";
import classes from "./import.module.css";
import { Panel } from "./Page";
import table from "./table.module.css";

/** The first rows of a file, each with the errors for which it would be rejected. */
export function ImportRows({ preview }: { preview: ImportPreview }) {
  const wrong = preview.sample.filter(({ errors }) => errors.length > 0).length;
  if (preview.sample.length === 0) return null;
  return (
    <Panel
      title="First rows"
      padded={false}
      aside={wrong > 0 ? <span className={classes.wrong}>{counted(wrong, "row")} with errors</span> : undefined}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it holds only text and must scroll by keyboard too */}
      <section className={table.scroll} aria-label="First rows of the file" tabIndex={0}>
        <table className={`${table.table} ${classes.rows}`}>
          <thead>
            <tr>
              <th scope="col">Row</th>
              {preview.columns.map(({ header }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have their place as identity; names may repeat
                <th key={index} scope="col" data-left>
                  {header || `Column ${index + 1}`}
                </th>
              ))}
            </tr>
          </thead>
          {preview.sample.map(({ row, cells, errors }) => (
            <tbody key={row} data-wrong={errors.length > 0 || undefined}>
              <tr>
                <th scope="row">{row}</th>
                {preview.columns.map(({ header, field }, index) => (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns have their place as identity
                    key={index}
                    data-left
                    data-over={errors.some(({ column }) => column === header) || undefined}
                    data-ignored={field === "ignore" || undefined}
                  >
                    {cells[index]}
                  </td>
                ))}
              </tr>
              {errors.length > 0 ? (
                <tr>
                  <td />
                  <td colSpan={preview.columns.length} data-left className={classes.error}>
                    {errors.map(({ column, message }) => `${column ? `${column}: ` : ""}${message}`).join(", ")}
                  </td>
                </tr>
              ) : null}
            </tbody>
          ))}
        </table>
      </section>
    </Panel>
  );
}
