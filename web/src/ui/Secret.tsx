import { Button, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { Copyable } from "./Bits";
import classes from "./bits.module.css";

interface SecretProps {
  text: string;
  label: string;
  close: () => void;
  /** Another thing to do with it. */
  more?: ReactNode;
  children: ReactNode;
}

/** A key or a link right after it was created, to be copied. */
export function Secret({ text, label, close, more, children }: SecretProps) {
  return (
    <Stack gap="sm">
      {children}
      <code className={classes.secret} data-secret>
        {text}
      </code>
      <Group justify="flex-end" gap="xs">
        {more}
        <Copyable text={text} label={label} />
        <Button onClick={close}>Done</Button>
      </Group>
    </Stack>
  );
}
