import { Button, Textarea, type TextareaProps } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Ref } from "react";
import { membersQuery } from "@/contract/queries";
import type { Member } from "@/contract/types";
import classes from "./mention.module.css";

interface MentionFieldProps extends Omit<TextareaProps, "value" | "onChange"> {
  value: string;
  change: (text: string) => void;
  /** Ctrl+Enter. */
  send: () => void;
  field?: Ref<HTMLTextAreaElement>;
}

/** Words in which `@Name` mentions a member; names are proposed while one is typed. */
export function MentionField({ value, change, send, field, ...props }: MentionFieldProps) {
  const members = useMembers();
  const started = /@([\p{L} ]*)$/u.exec(value)?.[1];
  const found =
    started === undefined ? [] : members.filter(({ name }) => name.toLowerCase().startsWith(started.toLowerCase()));
  const unknown = unknownIn(value, members);
  return (
    <>
      <Textarea
        {...(field ? { ref: field } : {})}
        placeholder="Write a comment. @ mentions a person."
        autosize
        minRows={1}
        maxRows={8}
        {...props}
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && value.trim()) send();
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      {found.length > 0 ? (
        <div className={classes.mentions} ref={inSight}>
          {found.slice(0, 5).map(({ id, name }) => (
            <Button
              key={id}
              size="compact-xs"
              variant="default"
              onClick={() => change(value.replace(/@[\p{L} ]*$/u, `@${name} `))}
            >
              {name}
            </Button>
          ))}
        </div>
      ) : unknown.length > 0 && members.length > 0 ? (
        <p className={classes.unknown}>
          {`No member is called ${unknown.map((name) => `“${name}”`).join(" or ")}, so no notification is sent.`}
        </p>
      ) : null}
    </>
  );
}

/** In a dialog that scrolls, the names may be below what is visible. */
const inSight = (names: HTMLElement | null) => names?.scrollIntoView?.({ block: "nearest" });

/** Names that are complete, since something follows them, and no member's. */
export function unknownIn(text: string, members: Pick<Member, "name">[]) {
  const written = [...text.matchAll(/(?<=^|\s)@(\p{L}[\p{L}'’-]*)(?=[\s.,!?;:])/gu)];
  return [
    ...new Set(
      written
        .filter(({ index }) => !members.some(({ name }) => text.startsWith(`@${name}`, index)))
        .map(([, name]) => `@${name}`),
    ),
  ];
}

const useMembers = () => useQuery(membersQuery).data?.items ?? [];

/** Who is mentioned in a text. */
export function useMentions() {
  const members = useMembers();
  return (text: string) => mentionedIn(text, members);
}

function mentionedIn(text: string, members: Member[]) {
  return members.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
}
