import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { may } from "@/contract/permissions";
import { mailServerQuery, useMe } from "@/contract/queries";
import { Tag } from "./status";
import classes from "./testInbox.module.css";

/** What every screen says that would otherwise promise e-mails to people. */
export const testInboxTitle = "Test inbox: these e-mails won't reach anyone";

/** Whether no mail server is connected. */
export function useTestInbox() {
  return useQuery(mailServerQuery).data?.connected === false;
}

/** The warning with its way out; nothing once a mail server is connected. */
export function TestInbox({ text }: { text?: string }) {
  const me = useMe();
  if (!useTestInbox()) return null;
  return (
    <div className={classes.banner} role="status">
      <TriangleAlert size={16} aria-hidden />
      <div className={classes.words}>
        <p className={classes.title}>{testInboxTitle}</p>
        <p>{text ?? "They are stored in your Test inbox until a mail server is connected."}</p>
      </div>
      {may(me, "credential.manage") ? (
        <Button
          renderRoot={(props) => <Link to="/settings/credentials" search={{ add: "smtp" }} {...props} />}
          variant="default"
          size="xs"
        >
          Connect a mail server
        </Button>
      ) : null}
    </div>
  );
}

/** The same in a row of a list. */
export function TestInboxTag() {
  return useTestInbox() ? <Tag tone="warn">Test inbox</Tag> : null;
}
