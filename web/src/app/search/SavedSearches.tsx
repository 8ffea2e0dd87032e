import { Button, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Bell, BookmarkPlus, Users } from "lucide-react";
import { useEffect } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useMe } from "@/contract/queries";
import type { SavedSearch } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { useAddress } from "@/ui/useAddress";
import { addressOf, only, queryOf, type SearchAddress } from "./address";
import { savedSearchesQuery } from "./queries";
import { savedSearchActions } from "./savedActions";
import classes from "./search.module.css";

/** The searches that the person has saved and those that others share. */
export function SavedSearches() {
  const saved = useQuery(savedSearchesQuery);
  useOpened(saved.data?.items);
  if (!saved.data?.items.length) return null;
  return (
    <section className={classes.facet} aria-label="Saved searches">
      <h2>Saved searches</h2>
      {saved.data.items.map((search) => (
        <SavedRow key={search.id} saved={search} />
      ))}
    </section>
  );
}

/** Shows the saved search that the address names. */
function useOpened(items: SavedSearch[] | undefined) {
  const { workspace } = useMe();
  const [{ saved: id }, change] = useAddress<SearchAddress>();
  const opened = id ? items?.find((saved) => saved.id === id) : undefined;
  useEffect(() => {
    if (opened) change(only(addressOf(opened.query, workspace.timeZone)));
  }, [opened, change, workspace.timeZone]);
}

function SavedRow({ saved }: { saved: SavedSearch }) {
  const { workspace } = useMe();
  const [address, change] = useAddress<SearchAddress>();
  const bound = useActions(savedSearchActions, saved);
  const place = addressOf(saved.query, workspace.timeZone);
  const pressed =
    JSON.stringify(queryOf(address, workspace.timeZone)) === JSON.stringify(queryOf(place, workspace.timeZone));
  return (
    <div className={classes.saved}>
      <button type="button" aria-pressed={pressed} onClick={() => change(only(place), { keepHistory: true })}>
        <span>{saved.name}</span>
        <span>
          {saved.shared ? <Users size={13} role="img" aria-label="Shared" /> : null}
          {saved.alert === "daily" ? <Bell size={13} role="img" aria-label="Daily notifications" /> : null}
        </span>
      </button>
      {saved.can.includes("changeSavedSearch") ? (
        <ActionMenu actions={bound} label={`Actions for ${saved.name}`} />
      ) : null}
    </div>
  );
}

/** Gives what is searched for a name. */
export function SaveSearch({ query }: { query: SavedSearch["query"] }) {
  const [opened, modal] = useDisclosure();
  return (
    <>
      <Button variant="default" leftSection={<BookmarkPlus size={15} aria-hidden />} onClick={modal.open}>
        Save search
      </Button>
      <FormModal opened={opened} close={modal.close} title="Save search">
        <SaveForm query={query} close={modal.close} />
      </FormModal>
    </>
  );
}

interface Values extends Record<string, unknown> {
  name: string;
  shared: boolean;
  alert: boolean;
}

function SaveForm({ query, close }: { query: SavedSearch["query"]; close: () => void }) {
  const form = useForm<Values>({ initialValues: { name: query.q ?? "", shared: false, alert: false } });
  const save = useFormWrite(form, {
    run: ({ name, shared, alert }: Values) =>
      take(
        api.POST("/api/search/saved", {
          body: { name: name.trim(), query, shared, alert: alert ? "daily" : "never" },
        }),
      ),
    stale: [keys.search],
    done: "Search saved.",
    onDone: close,
  });
  return (
    <Form form={form} save={save} label="Save search" close={close}>
      <TextInput label="Name" required maxLength={100} data-autofocus {...form.getInputProps("name")} />
      <Switch
        label="Share with the workspace"
        description="Others see the results that they may read."
        {...form.getInputProps("shared", { type: "checkbox" })}
      />
      <Switch
        label="Notify me of new results"
        description="Once a day at 7:00, if there are any."
        {...form.getInputProps("alert", { type: "checkbox" })}
      />
    </Form>
  );
}
