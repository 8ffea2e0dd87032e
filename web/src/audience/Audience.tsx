import { Outlet } from "@tanstack/react-router";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import { ActionButton, pick, useActions } from "@/ui/actions";
import { Page } from "@/ui/Page";
import { TabStrip } from "@/ui/TabStrip";
import { audiencePlaces } from "./actions";

const tabs = [
  { to: "/audience", label: "Contacts" },
  { to: "/audience/segments", label: "Segments" },
  { to: "/audience/suppressions", label: "Suppressed" },
] as const;

/** Everybody the workspace may write to, and those it may not. */
export function Audience() {
  const me = useMe();
  const bound = useActions(audiencePlaces, me);
  return (
    <Page
      title="Audience"
      actions={
        may(me, "contact.write") ? (
          <>
            <ActionButton action={pick(bound, "importContacts")[0]} />
            <ActionButton action={pick(bound, "createContact")[0]} primary />
          </>
        ) : null
      }
    >
      <TabStrip label="Audience" tabs={tabs} />
      <Outlet />
    </Page>
  );
}
