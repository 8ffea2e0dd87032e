import type { Handoff } from "@/contract/types";
import { Copyable } from "@/ui/Bits";
import classes from "./handoff.module.css";

/** Everything to copy, the text first. */
export function HandoffWords({ handoff }: { handoff: Pick<Handoff, "copy"> }) {
  return (
    <>
      {handoff.copy.map(({ name, text }, index) => (
        <section key={name} aria-label={name} className={classes.words} data-main={index === 0 || undefined}>
          <header>
            <h2>{name}</h2>
            <Copyable text={text} label={`Copy ${name.toLowerCase()}`} />
          </header>
          <p>{text}</p>
        </section>
      ))}
    </>
  );
}
