import { useState } from "react";
import { CopyIcon } from "@/ui/Bits";
import classes from "./docs.module.css";
import { Method } from "./Method";
import { curlOf, nameOf, type OpenApi, type Operation, resolve, type Schema } from "./openapi";
import { Prose } from "./Prose";

export function OperationCard({ api, operation }: { api: OpenApi; operation: Operation }) {
  const [open, setOpen] = useState(() => window.location.hash === `#${operation.id}`);
  const { id, method, path, summary, description } = operation;
  return (
    <details className={classes.operation} id={id} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Method method={method} />
        <span className={classes.what}>
          <b>{summary ? <Prose text={summary} /> : id}</b>
          <code>{path}</code>
        </span>
      </summary>
      {open ? (
        <div className={classes.inside}>
          {description ? (
            <p className={classes.text}>
              <Prose text={description} />
            </p>
          ) : null}
          <Parameters operation={operation} />
          {operation.body ? (
            <section>
              <h3>
                Body <code>{operation.body.type}</code>
              </h3>
              <Fields api={api} schema={operation.body.schema} />
            </section>
          ) : null}
          <section>
            <h3>{operation.outgoing ? "What your server answers" : "Responses"}</h3>
            {operation.answers
              .filter(({ status }) => operation.outgoing || status.startsWith("2"))
              .map((answer) => (
                <div key={answer.status} className={classes.answer}>
                  <p>
                    <code>{answer.status}</code> <Prose text={answer.description} />
                  </p>
                  {answer.schema ? <Fields api={api} schema={answer.schema} /> : null}
                </div>
              ))}
            {operation.outgoing ? null : <Refusals operation={operation} />}
          </section>
          {operation.outgoing ? null : <Try api={api} operation={operation} />}
        </div>
      ) : null}
    </details>
  );
}

function Refusals({ operation }: { operation: Operation }) {
  const refusals = operation.answers.filter(({ status }) => !status.startsWith("2"));
  if (refusals.length === 0) return null;
  return (
    <p className={classes.refusals}>
      Errors, as problem details:{" "}
      {refusals.map(({ status, description }) => (
        <code key={status} title={description || undefined}>
          {status}
        </code>
      ))}
    </p>
  );
}

function Parameters({ operation }: { operation: Operation }) {
  if (operation.parameters.length === 0) return null;
  return (
    <section>
      <h3>Parameters</h3>
      <ul className={classes.fields}>
        {operation.parameters.map((parameter) => (
          <li key={`${parameter.in} ${parameter.name}`}>
            <code>{parameter.name}</code>
            <span className={classes.type}>
              {parameter.in}
              {parameter.schema ? ` · ${nameOf(parameter.schema)}` : ""}
              {parameter.required ? " · required" : ""}
            </span>
            {parameter.description ? (
              <p>
                <Prose text={parameter.description} />
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Fields({ api, schema, depth = 0 }: { api: OpenApi; schema: Schema; depth?: number }) {
  const shape = resolve(api, schema.type === "array" && schema.items ? schema.items : schema);
  const properties = Object.entries(shape.properties ?? {});
  if (properties.length === 0) return <p className={classes.type}>{nameOf(schema)}</p>;
  return (
    <>
      {schema.type === "array" ? <p className={classes.type}>Array of:</p> : null}
      <ul className={classes.fields}>
        {properties.map(([name, property]) => (
          <Field
            key={name}
            api={api}
            name={name}
            schema={property}
            required={shape.required?.includes(name) ?? false}
            depth={depth}
          />
        ))}
      </ul>
    </>
  );
}

interface FieldProps {
  api: OpenApi;
  name: string;
  schema: Schema;
  required: boolean;
  depth: number;
}

function Field({ api, name, schema, required, depth }: FieldProps) {
  const [open, setOpen] = useState(false);
  const inner = resolve(api, schema.type === "array" && schema.items ? schema.items : schema);
  const note = schema.description ?? inner.description;
  const nested = Object.keys(inner.properties ?? {}).length > 0 && depth < 4;
  return (
    <li>
      <code>{name}</code>
      <span className={classes.type}>
        {nameOf(schema)}
        {required ? " · required" : ""}
      </span>
      {nested ? (
        <button type="button" className={classes.expand} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Hide fields" : "Show fields"}
        </button>
      ) : null}
      {note ? (
        <p>
          <Prose text={note} />
        </p>
      ) : null}
      {nested && open ? <Fields api={api} schema={schema} depth={depth + 1} /> : null}
    </li>
  );
}

function Try({ api, operation }: { api: OpenApi; operation: Operation }) {
  const curl = curlOf(api, operation, window.location.origin);
  return (
    <section>
      <h3>Try it</h3>
      <div className={classes.curl}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <pre tabIndex={0}>{curl}</pre>
        <span>
          <CopyIcon text={curl} label="Copy the command" />
        </span>
      </div>
    </section>
  );
}
