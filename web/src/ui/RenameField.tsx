import { TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import classes from "./tablelist.module.css";

interface RenameFieldProps {
  name: string;
  longest: number;
  save: (name: string) => void;
  close: () => void;
}

/** A name that is changed where it stands: Enter and leaving it save, Escape cancels. */
export function RenameField({ name, longest, save, close }: RenameFieldProps) {
  const [value, setValue] = useState(name);
  const ended = useRef(false);
  const end = (keep: boolean) => {
    if (ended.current) return;
    ended.current = true;
    close();
    const next = value.trim();
    if (keep && next !== "" && next !== name) save(next);
  };
  return (
    <TextInput
      aria-label={`Rename ${name}`}
      className={classes.rename}
      size="xs"
      autoFocus
      maxLength={longest}
      value={value}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setValue(event.currentTarget.value)}
      onBlur={() => end(true)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        end(event.key === "Enter");
      }}
    />
  );
}
