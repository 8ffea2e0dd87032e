import { Anchor, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useDeferredValue, useEffect, useState } from "react";
import { keys } from "@/contract/keys";
import { humanise } from "@/ui/format";
import { Logo } from "@/ui/Logo";
import { PageTitle } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import classes from "./docs.module.css";
import { Method } from "./Method";
import { OperationCard } from "./OperationCard";
import { type OpenApi, type Operation, operationsOf } from "./openapi";
import { Prose } from "./Prose";

const route = getRouteApi("/docs");

export function Docs() {
  const api = useQuery({
    queryKey: keys.openapi,
    queryFn: async (): Promise<OpenApi> => {
      const response = await fetch("/api/openapi.json");
      if (!response.ok) throw new Error("The API reference can't be loaded right now. Try again.");
      return response.json();
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className={classes.docs}>
      <PageTitle text="API" />
      <header className={classes.top}>
        <Link to="/" className={classes.brand}>
          <Logo /> Fanfare
        </Link>
        <span className={classes.where}>API</span>
        <Anchor href="/api/openapi.json" size="sm" ml="auto">
          openapi.json
        </Anchor>
      </header>
      <Loaded
        query={api}
        skeleton={
          <main className={classes.body}>
            <BoneRows count={10} />
          </main>
        }
      >
        {(document) => <Contract api={document} />}
      </Loaded>
    </div>
  );
}

function Contract({ api }: { api: OpenApi }) {
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const [words, setWords] = useState(q ?? "");
  const looked = useDeferredValue(words);
  const [all] = useState(() => operationsOf(api));
  const found = all.filter((operation) => matches(operation, looked));
  const rooms = [...new Set(found.map(({ room }) => room))];

  useEffect(() => {
    const id = decodeURIComponent(window.location.hash.slice(1));
    if (id) document.getElementById(id)?.scrollIntoView();
  }, []);

  return (
    <div className={classes.columns}>
      <nav className={classes.nav} aria-label="Operations">
        <TextInput
          aria-label="Search operations"
          placeholder={`Search ${all.filter(({ outgoing }) => !outgoing).length} operations`}
          leftSection={<Search size={15} aria-hidden />}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            navigate({ search: { q: event.currentTarget.value || undefined }, replace: true });
          }}
        />
        {rooms.map((room) => (
          <div key={room} className={classes.rooms}>
            <p className={classes.room}>{humanise(room)}</p>
            <ul>
              {found
                .filter((operation) => operation.room === room)
                .map((operation) => (
                  <li key={operation.id}>
                    <a href={`#${operation.id}`}>
                      <Method method={operation.method} />
                      <span>{operation.id}</span>
                    </a>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </nav>
      <main className={classes.body}>
        <Title order={1}>{api.info.title}</Title>
        <p className={classes.lead}>
          <Prose
            text={
              api.info.description ??
              "Everything in the app uses these operations. Sign in to get a token, or create an API key in Settings and send it as a bearer token."
            }
          />
        </p>
        {found.length === 0 ? <Empty icon={Search} title={`No operations match “${looked}”`} /> : null}
        {rooms.map((room) => (
          <section key={room}>
            <h2 className={classes.roomTitle}>{humanise(room)}</h2>
            {found
              .filter((operation) => operation.room === room)
              .map((operation) => (
                <OperationCard key={operation.id} api={api} operation={operation} />
              ))}
          </section>
        ))}
      </main>
    </div>
  );
}

function matches(operation: Operation, words: string) {
  const text = `${operation.id} ${operation.method} ${operation.path} ${operation.summary}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
