import { Text, Textarea } from "@mantine/core";
import { CircleAlert, CopyMinus, Users } from "lucide-react";
import { useMemo } from "react";
import { counted } from "@/ui/format";
import classes from "./email.module.css";
import { parseRecipients } from "./recipients";

interface RecipientsFieldProps {
  value: string;
  onChange: (text: string) => void;
  readOnly: boolean;
  error?: React.ReactNode;
}

export function RecipientsField({ value, onChange, readOnly, error }: RecipientsFieldProps) {
  const { recipients, invalid, duplicates } = useMemo(() => parseRecipients(value), [value]);
  return (
    <div>
      <Textarea
        label="Addresses"
        description="One per line, with or without a name, or rows from a spreadsheet."
        placeholder={"Ann Lee <ann@example.org>\nben@example.org\ncarla@example.org,Carla Ruiz"}
        minRows={7}
        maxRows={16}
        autosize
        readOnly={readOnly}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        classNames={{ input: classes.paste }}
      />
      <div className={classes.counts} aria-live="polite">
        <span data-tone="good">
          <Users size={14} aria-hidden /> {counted(recipients.length, "recipient")}
        </span>
        {duplicates > 0 ? (
          <span data-tone="warn">
            <CopyMinus size={14} aria-hidden /> {counted(duplicates, "duplicate")} skipped
          </span>
        ) : null}
        {invalid.length > 0 ? (
          <span data-tone="bad">
            <CircleAlert size={14} aria-hidden /> {counted(invalid.length, "line")} without an address
          </span>
        ) : null}
      </div>
      {invalid.length > 0 ? (
        <ul className={classes.invalid}>
          {invalid.slice(0, 5).map(({ line, text }) => (
            <li key={`${line} ${text}`}>
              <Text span c="dimmed" inherit>
                Line {line}:
              </Text>{" "}
              {text.slice(0, 80)}
            </li>
          ))}
          {invalid.length > 5 ? <li>and {invalid.length - 5} more</li> : null}
        </ul>
      ) : null}
    </div>
  );
}
