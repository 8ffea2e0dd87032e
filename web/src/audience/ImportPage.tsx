import { getRouteApi } from "@tanstack/react-router";
import { Users } from "lucide-react";
import { type ImportKind, ImportPanel } from "@/ui/ImportPanel";
import { Page } from "@/ui/Page";

const route = getRouteApi("/shell/audience/import");
const crumbs = [{ label: "Audience", to: "/audience" }];

export const contactImport: ImportKind = {
  path: "/api/contacts/import",
  noun: "contact",
  hint: "The first row contains column names, separated by commas, semicolons or tabs. One column must contain e-mail addresses.",
  labels: {
    email: "E-mail",
    firstName: "First name",
    lastName: "Last name",
    name: "Full name",
    timeZone: "Time zone",
    locale: "Language",
    tags: "Tags",
    status: "Status",
    optOut: "Opt-out",
    optIn: "Opt-in",
    "attributes.<name>": "Attribute",
    ignore: "Skip",
  },
  advice: {
    import_without_email: "Choose the column with the e-mail addresses.",
    import_without_header: "The first row contains data. Clear “First row contains column names”.",
  },
  duplicates: true,
  view: { label: "View contacts", to: "/audience", icon: Users },
};

/** Contacts from a file. */
export function ImportPage() {
  const { id } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title="Import contacts" crumbs={crumbs}>
      <ImportPanel kind={contactImport} id={id} onId={(next) => navigate({ search: next ? { id: next } : {} })} />
    </Page>
  );
}
