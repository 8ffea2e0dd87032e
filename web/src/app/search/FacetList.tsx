import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { SearchFacets } from "@/contract/types";
import { humanise } from "@/ui/format";
import { platformName } from "@/ui/platforms";
import { foundKind } from "../found";
import { type Facet, facets } from "./address";
import classes from "./search.module.css";

const titles: Record<Facet, string> = {
  kind: "Kind",
  status: "Status",
  tag: "Tag",
  owner: "Owner",
  channel: "Channel",
  campaignId: "Campaign",
};
const few = 6;

interface FacetListProps {
  counts: SearchFacets;
  chosen: Partial<Record<Facet, string | undefined>>;
  choose: (facet: Facet, value: string | undefined) => void;
}

/** How many results there are with each value of a filter; a value that is pressed filters. */
export function FacetList({ counts, chosen, choose }: FacetListProps) {
  return (
    <div className={classes.facets}>
      {facets.map((facet) => (
        <FacetGroup
          key={facet}
          facet={facet}
          values={counts[facet] ?? []}
          chosen={chosen[facet]}
          choose={(value) => choose(facet, value)}
        />
      ))}
    </div>
  );
}

interface FacetGroupProps {
  facet: Facet;
  values: NonNullable<SearchFacets[Facet]>;
  chosen: string | undefined;
  choose: (value: string | undefined) => void;
}

function FacetGroup({ facet, values, chosen, choose }: FacetGroupProps) {
  const [all, show] = useDisclosure();
  const known = values.some(({ value }) => value === chosen) || !chosen;
  const listed = known ? values : [{ value: chosen, label: null, count: 0 }, ...values];
  if (listed.length === 0) return null;
  const shown = all ? listed : listed.filter(({ value }, index) => index < few || value === chosen);
  return (
    <section className={classes.facet} aria-label={titles[facet]}>
      <h2>{titles[facet]}</h2>
      {shown.map(({ value, label, count }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === chosen}
          onClick={() => choose(value === chosen ? undefined : value)}
        >
          <span>{label ?? nameOf(facet, value)}</span>
          <span>{count.toLocaleString("en")}</span>
        </button>
      ))}
      {shown.length < listed.length ? (
        <Button variant="subtle" size="compact-xs" onClick={show.open}>
          Show all {listed.length}
        </Button>
      ) : null}
    </section>
  );
}

function nameOf(facet: Facet, value: string) {
  if (facet === "kind") return foundKind(value)?.names ?? humanise(value);
  if (facet === "channel") return platformName(value);
  if (facet === "status") return humanise(value);
  if (facet === "owner") return "Former member";
  return value;
}
