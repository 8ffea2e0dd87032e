import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Search, SearchX, SlidersHorizontal } from "lucide-react";
import { useMe } from "@/contract/queries";
import type { SearchAnswer } from "@/contract/types";
import { Pager } from "@/ui/Bits";
import { FilterField } from "@/ui/Filters";
import { DateField } from "@/ui/fields";
import { counted } from "@/ui/format";
import { Rows } from "@/ui/List";
import { Toolbar } from "@/ui/layout";
import { Card, Page } from "@/ui/Page";
import { BoneRows, Empty, Loaded, Notice } from "@/ui/States";
import { useAddress, usePage } from "@/ui/useAddress";
import { facets, only, orders, queryOf, type SearchAddress } from "./address";
import { FacetList } from "./FacetList";
import { pageSize, resultsQuery } from "./queries";
import { ResultRow } from "./ResultRow";
import { SavedSearches, SaveSearch } from "./SavedSearches";
import classes from "./search.module.css";

const [best, ...others] = orders;

/** Everything in the workspace by its words, with the filters that apply to it. */
export function SearchPage() {
  const [address, change] = useAddress<SearchAddress>();
  const { workspace } = useMe();
  const [filters, panel] = useDisclosure();
  const { offset } = usePage(pageSize);
  const query = queryOf(address, workspace.timeZone);
  const results = useQuery(resultsQuery(query, offset));
  const chosen = facets.filter((facet) => address[facet]).length;
  return (
    <Page title="Search" actions={Object.keys(query).length > 0 ? <SaveSearch query={query} /> : null}>
      <Toolbar>
        <FilterField
          filter={{
            kind: "search",
            key: "q",
            label: "Search everything",
            placeholder: 'Words, "a phrase", -excluded',
            width: 340,
            shortcut: true,
          }}
        />
        <DateField
          aria-label="Changed from"
          placeholder="Changed from"
          w={165}
          value={address.from ?? null}
          onChange={(from) => change({ from: from ?? undefined, page: undefined })}
        />
        <DateField
          aria-label="Changed until"
          placeholder="Changed until"
          w={165}
          value={address.to ?? null}
          onChange={(to) => change({ to: to ?? undefined, page: undefined })}
        />
        <FilterField
          filter={{ kind: "select", key: "sort", label: "Sort by", all: best.label, options: [...others], width: 150 }}
        />
      </Toolbar>
      <Button
        className={classes.toggle}
        variant="default"
        leftSection={<SlidersHorizontal size={15} aria-hidden />}
        aria-expanded={filters}
        onClick={panel.toggle}
      >
        {chosen ? `Filters (${chosen})` : "Filters and saved searches"}
      </Button>
      <div className={classes.columns}>
        <aside className={classes.side} data-open={filters || undefined} aria-label="Filters">
          <SavedSearches />
          {results.data ? (
            <FacetList
              counts={results.data.facets}
              chosen={address}
              choose={(facet, value) => change({ [facet]: value, page: undefined })}
            />
          ) : null}
        </aside>
        <Loaded query={results} skeleton={<Card>{<BoneRows count={8} height={72} />}</Card>}>
          {(answer) => <Results answer={answer} busy={results.isFetching} />}
        </Loaded>
      </div>
    </Page>
  );
}

function Results({ answer, busy }: { answer: SearchAnswer; busy: boolean }) {
  const [{ q, ...address }, change] = useAddress<SearchAddress>();
  const filtered = Object.entries(address).some(([name, value]) => value && name !== "sort" && name !== "page");
  const { items, total, more, corrected, offset } = answer;
  if (items.length === 0)
    return (
      <Card>
        <Empty
          icon={q || filtered ? SearchX : Search}
          title={q ? `No results for “${q}”` : filtered ? "No results" : "Nothing to search yet"}
          text={
            filtered
              ? "Remove a filter to see more results."
              : q
                ? "Check the spelling, or use fewer words."
                : "Campaigns, posts, e-mails, files, tasks and more are found here once they exist."
          }
        >
          {filtered ? (
            <Button variant="default" onClick={() => change(only({ q }))}>
              Remove all filters
            </Button>
          ) : q ? (
            <Button variant="default" onClick={() => change(only({}))}>
              Show everything
            </Button>
          ) : null}
        </Empty>
      </Card>
    );
  return (
    <div className={classes.results}>
      {corrected.map(({ typed, words }) => (
        <Notice key={typed} tone="info">
          No results for “{typed}”. Showing results for {words.map((word) => `“${word}”`).join(", ")}.
        </Notice>
      ))}
      <p className={classes.total} role="status">
        {more ? `More than 2,000 results. ${total.toLocaleString("en")} are counted.` : counted(total, "result")}
      </p>
      <Card>
        <Rows
          items={items}
          keyOf={({ kind, id }) => `${kind} ${id}`}
          row={(result) => <ResultRow result={result} />}
          busy={busy}
        />
      </Card>
      <Pager
        total={total}
        limit={pageSize}
        offset={offset}
        onMove={(to) => change({ page: to === 0 ? undefined : to / pageSize + 1 }, { keepHistory: true })}
      />
    </div>
  );
}
