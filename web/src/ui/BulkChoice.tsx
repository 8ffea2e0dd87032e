import type { ReactNode } from "react";
import { showProblem } from "./actions";
import type { BulkFormProps } from "./BulkBar";
import { Footer } from "./Form";

interface BulkChoiceProps<T> {
  children: ReactNode;
  label: string;
  /** The words that are submitted; null while there is nothing to submit. */
  value: string | null;
  form: BulkFormProps<T>;
}

/** The form of an action on many items that asks for one thing. */
export function BulkChoice<T>({ children, label, value, form: { submit, close } }: BulkChoiceProps<T>) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== null) submit(value).catch(showProblem);
      }}
    >
      {children}
      <div style={{ marginTop: 16 }}>
        <Footer label={label} busy={false} close={close} disabled={value === null} />
      </div>
    </form>
  );
}
