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

const stale = [keys.credentials, keys.renderProviders, keys.mailServer, keys.notifications];

/** Connects a service. One that can be tested must let us in before it is saved, unless the person saves it anyway. */
export function AddCredential({ kind, close }: { kind: Credential["kind"]; close: () => void }) {
  const { fields, add, tested } = credentialKinds[kind];
  const [failed, setFailed] = useState<FieldValues>();
  const saveAnyway = useWrite({
    run: async (values: FieldValues) => {
      const { id } = await take(api.POST("/api/credentials", { body: credentialOf(kind, values) }));
      // The result of the test is kept, so that every page shows it.
      await take(api.POST("/api/credentials/{id}/test", { params: { path: { id } } }));
    },
    stale,
    done: tested?.saved,
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
        return take(api.POST("/api/credentials", { body: { ...credentialOf(kind, values), test: Boolean(tested) } }));
      }}
      stale={stale}
      done={tested?.done ?? "Service connected."}
      onDone={close}
      onRefused={(error) => setFailed(problemOf(error).code === "connection_failed" ? typed : undefined)}
      problem={
        failed && tested ? (
          <Notice
            tone="bad"
            title={tested.problem}
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
            {tested.anyway}
          </Notice>
        ) : undefined
      }
    />
  );
}
