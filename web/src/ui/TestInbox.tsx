import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { mailServerQuery, useMe } from "@/contract/queries";
import type { Credential } from "@/contract/types";
import { showProblem } from "./actions";
import { shortDateTime } from "./format";
import { Tag } from "./status";
import classes from "./testInbox.module.css";
import { useWrite } from "./useWrite";

type LastTest = NonNullable<Credential["lastTest"]>;

/** What every screen says that would otherwise promise e-mails to people. */
export const testInboxTitle = "Test inbox: these e-mails won't reach anyone";

/** Whether no mail server is connected. */
export function useTestInbox() {
  return useQuery(mailServerQuery).data?.connected === false;
}

/** What keeps e-mails from people, with the way out: no mail server, or one that failed its last test. */
export function TestInbox({ text }: { text?: string }) {
  const me = useMe();
  const { workspace } = me;
  const mayManage = may(me, "credential.manage");
  const { data } = useQuery(mailServerQuery);
  if (!data) return null;
  if (data.connected && data.lastTest?.ok !== false) return null;
  return (
    <div className={classes.banner} role="status">
      <TriangleAlert size={16} aria-hidden />
      <div className={classes.words}>
        <p className={classes.title}>{data.connected ? "The mail server failed its last test" : testInboxTitle}</p>
        {data.lastTest ? (
          <p>{failure(data.lastTest, workspace.timeZone)}</p>
        ) : (
          <p>{text ?? "They go to your Test inbox and are not sent later. Connect a mail server before you launch."}</p>
        )}
      </div>
      {!mayManage ? null : data.credentialId ? (
        <TestAgain id={data.credentialId} />
      ) : (
        <Button
          renderRoot={(props) => <Link to="/settings/credentials" search={{ add: "smtp" }} {...props} />}
          variant="default"
          size="xs"
        >
          Connect a mail server
        </Button>
      )}
    </div>
  );
}

function TestAgain({ id }: { id: string }) {
  const test = useWrite({
    run: () => take(api.POST("/api/credentials/{id}/test", { params: { path: { id } } })),
    stale: [keys.credentials, keys.mailServer],
    done: ({ ok }) => (ok ? "The mail server works." : "The mail server still fails."),
    onRefused: showProblem,
  });
  return (
    <Group gap="xs">
      <Button variant="default" size="xs" loading={test.isPending} onClick={() => test.mutate()}>
        Test again
      </Button>
      <Button renderRoot={(props) => <Link to="/settings/credentials" {...props} />} variant="default" size="xs">
        Open mail server
      </Button>
    </Group>
  );
}

/** When a test failed, and when one last worked. */
export function failedAt({ at, workedAt }: LastTest, zone: string) {
  const failed = `Tested ${shortDateTime(at, zone)}.`;
  return workedAt ? `${failed} It last worked ${shortDateTime(workedAt, zone)}.` : `${failed} No test has worked yet.`;
}

/** The same in a row of a list. */
export function TestInboxTag() {
  return useTestInbox() ? <Tag tone="warn">Test inbox</Tag> : null;
}

/** The same with its reason. */
export function failure(test: LastTest, zone: string) {
  return `${test.detail.replace(/[.\s]*$/, ".")} ${failedAt(test, zone)}`;
}
