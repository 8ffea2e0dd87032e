import { Button } from "@mantine/core";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { problemOf } from "@/contract/problem";
import type { Credential } from "@/contract/types";
import { FieldsForm, type FieldValues } from "@/ui/FieldsForm";
import { Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { credentialKinds, credentialOf } from "./credentialKinds";

const stale = [keys.credentials, keys.renderProviders, keys.mailServer];

/** Connects a service. A mail server must let us in before it is saved, unless the person saves it anyway. */
export function AddCredential({ kind, close }: { kind: Credential["kind"]; close: () => void }) {
  const { fields, add } = credentialKinds[kind];
  const [failed, setFailed] = useState<FieldValues>();
  const tested = kind === "smtp";
  const saveAnyway = useWrite({
    run: async (values: FieldValues) => {
      const { id } = await take(api.POST("/api/credentials", { body: credentialOf(kind, values) }));
      // The result of the test is kept, so that every page shows it.
      await take(api.POST("/api/credentials/{id}/test", { params: { path: { id } } }));
    },
    stale,
    done: "Mail server saved. E-mails wait until it works.",
    onDone: close,
  });
  let typed: FieldValues = {};
  return (
    <FieldsForm
      fields={fields}
      inside={["settings", "secret"]}
      label={tested ? "Test and save" : add}
      close={close}
      run={(values) => {
        typed = values;
        setFailed(undefined);
        return take(api.POST("/api/credentials", { body: { ...credentialOf(kind, values), test: tested } }));
      }}
      stale={stale}
      done={tested ? "Mail server connected: the sign-in works." : "Service connected."}
      onDone={close}
      onRefused={(error) => setFailed(problemOf(error).code === "connection_failed" ? typed : undefined)}
      problem={
        failed ? (
          <Notice
            tone="bad"
            title="The mail server can't be used yet"
            action={
              <Button
                size="xs"
                variant="default"
                loading={saveAnyway.isPending}
                onClick={() => saveAnyway.mutate(failed)}
              >
                Save anyway
              </Button>
            }
          >
            Correct the marked field and test again. If you save it anyway, e-mails wait until it works.
          </Notice>
        ) : undefined
      }
    />
  );
}
