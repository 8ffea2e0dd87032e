import { Button } from "@mantine/core";
import { useIntersection } from "@mantine/hooks";
import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Pager } from "./Bits";
import { type Filter, FilterField, useFilters } from "./Filters";
import { counted } from "./format";
import { EmptyList, type EmptyText, Rows } from "./List";
import { Toolbar } from "./layout";
import ui from "./layout.module.css";
import { Card, Page } from "./Page";
import { SaveView, ViewChips } from "./SavedViews";
import { BoneRows, Failed } from "./States";
import { useAddress, usePage } from "./useAddress";

type Paged<T> = UseQueryResult<{ items: T[]; total: number }>;
type Endless<T> = UseInfiniteQueryResult<InfiniteData<{ items: T[] }>>;

interface ListPageProps<T> {
  /** Without a title it is a part of a page, such as a tab. */
  title?: string;
  lead?: string | undefined;
  crumbs?: { label: string; to: string }[];
  actions?: ReactNode;
  before?: ReactNode;
  filters?: Filter[];
  /** The list whose saved views are shown, with what else than the filters makes a view. */
  views?: string;
  /** At the right end of the filters. */
  tools?: ReactNode;
  /** A list of pages (with its limit), or one that goes on while it is scrolled. */
  query: Paged<T> | Endless<T>;
  limit?: number;
  keyOf: (item: T) => string;
  row?: (item: T) => ReactNode;
  /** Draws the items in a form of its own instead of rows, such as a grid. */
  body?: (items: T[]) => ReactNode;
  skeleton?: ReactNode;
  height?: number;
  /** What one item is called, for the count at the end of an endless list. */
  noun?: string;
  empty: EmptyText;
  noMatch: { title: string; text?: string; all: string };
  children?: ReactNode;
}

/** A list with its filters in the address: loading, empty, nothing found, failed, and the way to more of it. */
export function ListPage<T>(list: ListPageProps<T>) {
  const {
    title,
    lead,
    crumbs,
    actions,
    before,
    filters = [],
    views,
    tools,
    query,
    row,
    keyOf,
    body,
    empty,
    noMatch,
    children,
  } = list;
  const { filtered, clear } = useFilters(filters);
  const saved = { list: views ?? "", names: [...filters.map(({ key }) => key), "sort", "view"] };
  const items = itemsOf(query);
  const nothing = filtered ? (
    <EmptyList
      icon={Search}
      title={noMatch.title}
      text={noMatch.text}
      actions={
        <Button variant="default" onClick={clear}>
          {noMatch.all}
        </Button>
      }
    />
  ) : (
    <EmptyList {...empty} />
  );
  const skeleton = <BoneRows count={8} height={list.height ?? 57} />;
  const inside = (
    <>
      <div className={ui.before}>{before}</div>
      {views ? <ViewChips {...saved} /> : null}
      {filters.length > 0 || tools ? (
        <Toolbar>
          {filters.map((filter) => (
            <FilterField key={filter.key} filter={filter} />
          ))}
          {views ? <SaveView {...saved} /> : null}
          {tools ? <span className={ui.tools}>{tools}</span> : null}
        </Toolbar>
      ) : null}
      {items?.length && body ? (
        body(items)
      ) : !items && list.skeleton && !query.error ? (
        list.skeleton
      ) : (
        <Card>
          {items?.length && row ? (
            <Rows items={items} keyOf={keyOf} row={row} busy={query.isFetching} moves />
          ) : items ? (
            nothing
          ) : query.error ? (
            <Failed error={query.error} retry={() => query.refetch()} />
          ) : (
            skeleton
          )}
        </Card>
      )}
      {items?.length ? <Foot query={query} limit={list.limit ?? 50} noun={list.noun} count={items.length} /> : null}
      {children}
    </>
  );
  return title ? (
    <Page title={title} lead={lead} actions={actions} {...(crumbs ? { crumbs } : {})}>
      {inside}
    </Page>
  ) : (
    inside
  );
}

function isEndless<T>(query: Paged<T> | Endless<T>): query is Endless<T> {
  return "fetchNextPage" in query;
}

function itemsOf<T>(query: Paged<T> | Endless<T>): T[] | undefined {
  return isEndless(query) ? query.data?.pages.flatMap((page) => page.items) : query.data?.items;
}

interface FootProps<T> {
  query: Paged<T> | Endless<T>;
  limit: number;
  noun: string | undefined;
  count: number;
}

function Foot<T>({ query, limit, noun, count }: FootProps<T>) {
  const { offset } = usePage(limit);
  const [, change] = useAddress<{ page?: number | undefined }>();
  if (!isEndless(query))
    return (
      <Pager
        total={query.data?.total ?? 0}
        limit={limit}
        offset={offset}
        onMove={(to) => change({ page: to === 0 ? undefined : to / limit + 1 }, { keepHistory: true })}
      />
    );
  if (query.hasNextPage) return <More loading={query.isFetchingNextPage} load={() => query.fetchNextPage()} />;
  return noun ? <p className={ui.end}>{counted(count, noun)}</p> : null;
}

/** Loads more when its end comes into sight; the button is for those who do not scroll. */
function More({ loading, load }: { loading: boolean; load: () => void }) {
  const { ref, entry } = useIntersection({ rootMargin: "400px" });
  const next = useRef(load);
  next.current = load;
  const inSight = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (inSight && !loading) next.current();
  }, [inSight, loading]);
  return (
    <Button ref={ref} variant="default" mt="sm" loading={loading} onClick={load}>
      Show more
    </Button>
  );
}
