import { useQuery } from "@tanstack/react-query";
import { brandsQuery, membersQuery } from "@/contract/queries";
import { campaignTypes } from "@/contract/types";
import { FilterField } from "@/ui/Filters";
import { humanise } from "@/ui/format";
import { Toolbar } from "@/ui/layout";
import { knownChannels, platformName } from "@/ui/platforms";

const types = campaignTypes.map((value) => ({ value, label: humanise(value) }));
const channels = knownChannels
  .map((value) => ({ value, label: platformName(value) }))
  .sort((a, b) => a.label.localeCompare(b.label));

/** Which campaigns the page counts. */
export function DashboardFilters() {
  const owners = named(useQuery(membersQuery).data?.items ?? []);
  const brands = named(useQuery(brandsQuery).data?.items ?? []);
  return (
    <Toolbar>
      <FilterField filter={{ kind: "select", key: "type", label: "Type", all: "All types", options: types }} />
      <FilterField
        filter={{ kind: "select", key: "channel", label: "Channel", all: "All channels", options: channels }}
      />
      {owners.length > 1 ? (
        <FilterField filter={{ kind: "select", key: "owner", label: "Owner", all: "All owners", options: owners }} />
      ) : null}
      {brands.length > 1 ? (
        <FilterField filter={{ kind: "select", key: "brandId", label: "Brand", all: "All brands", options: brands }} />
      ) : null}
    </Toolbar>
  );
}

function named(items: { id: string; name: string }[]) {
  return items.map(({ id, name }) => ({ value: id, label: name }));
}
