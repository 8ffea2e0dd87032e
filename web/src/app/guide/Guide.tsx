import { TextInput } from "@mantine/core";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { BookOpen, Search } from "lucide-react";
import { EmptyList } from "@/ui/List";
import { Page } from "@/ui/Page";
import classes from "./guide.module.css";

const route = getRouteApi("/shell/guide");

/** All pages of the guide, or those with the words that are searched for. */
export function Guide() {
  const { findInGuide, guidePages } = route.useLoaderData();
  const { q } = route.useSearch();
  const navigate = useNavigate();
  const found = q ? findInGuide(q) : guidePages;
  return (
    <Page title="Guide" lead="How to take a campaign from an idea to results.">
      <TextInput
        className={classes.search}
        aria-label="Search the guide"
        placeholder="Search the guide"
        leftSection={<Search size={15} aria-hidden />}
        value={q ?? ""}
        onChange={(event) =>
          navigate({ to: "/guide", search: { q: event.currentTarget.value || undefined }, replace: true })
        }
      />
      {found.length === 0 ? (
        <EmptyList icon={BookOpen} title="Nothing found" text="Try fewer or other words." />
      ) : (
        <ul className={classes.cards}>
          {found.map(({ name, title, summary }) => (
            <li key={name}>
              <Link to="/guide/$name" params={{ name }} className={classes.card}>
                <b>{title}</b>
                <span>{summary}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
