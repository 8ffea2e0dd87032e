import { useQuery } from "@tanstack/react-query";
import { membersQuery } from "@/contract/queries";
import type { CalendarItem, Campaign } from "@/contract/types";
import type { View } from "@/ui/calendarDays";
import { FilterField } from "@/ui/Filters";
import { Chip, ChipGroup, Toolbar } from "@/ui/layout";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { useAddress } from "@/ui/useAddress";
import { layers, layersOf, switched } from "./calendarLayers";

export interface CalendarSearch {
  view?: View | undefined;
  day?: string | undefined;
  campaignId?: string | undefined;
  channel?: string | undefined;
  state?: string | undefined;
  owner?: string | undefined;
  move?: string | undefined;
  layers?: string | undefined;
}

const states = [
  { value: "needs_approval", label: "Needs approval" },
  { value: "in_review", label: "In review" },
  { value: "changes_requested", label: "Changes requested" },
  { value: "approved", label: "Approved" },
  { value: "hand", label: "By hand" },
  { value: "out", label: "Published or sent" },
  { value: "failed", label: "Failed or unconfirmed" },
];

const isOut = ({ status }: CalendarItem) => ["published", "sent", "sending"].includes(status);

const needsApproval = ({ approval }: CalendarItem) => approval === "needs_approval" || approval === "approval_lost";

export function matches(item: CalendarItem, { campaignId, channel, state, owner }: CalendarSearch) {
  if (campaignId && item.campaignId !== campaignId) return false;
  if (channel && item.platform !== channel) return false;
  if (owner && item.ownerId !== owner) return false;
  if (state === "hand") return item.byHand;
  if (state === "out") return isOut(item);
  if (state === "failed") return ["failed", "unconfirmed"].includes(item.status);
  if (state === "needs_approval") return needsApproval(item) && !isOut(item);
  return !state || (item.approval === state && !isOut(item));
}

interface CalendarFiltersProps {
  items: CalendarItem[];
  campaign: Campaign | undefined;
  mayWrite: boolean;
  /** The items have arrived. */
  known: boolean;
}

/** What the calendar shows, kept in its address. */
export function CalendarFilters({ items, campaign, mayWrite, known }: CalendarFiltersProps) {
  const [search, change] = useAddress<CalendarSearch>();
  const on = layersOf(search.layers);
  const channels = [
    ...new Set([...items.map(({ platform }) => platform), ...(search.channel ? [search.channel] : [])]),
  ];
  const campaigns = new Map(items.map(({ campaignId, campaignName }) => [campaignId, campaignName]));
  const owners = useOwners(items);
  const open = items.filter((item) => !isOut(item));
  const waiting = open.filter(needsApproval).length;
  const reviewed = open.filter(({ approval }) => approval === "in_review").length;
  return (
    <Toolbar>
      {campaign ? null : (
        <FilterField
          filter={{
            kind: "select",
            key: "campaignId",
            label: "Campaign",
            all: "All campaigns",
            options: optionsOf(campaigns),
          }}
        />
      )}
      <FilterField filter={{ kind: "select", key: "state", label: "State", all: "All states", options: states }} />
      {owners.size > 1 || search.owner ? (
        <FilterField
          filter={{ kind: "select", key: "owner", label: "Owner", all: "All owners", options: optionsOf(owners) }}
        />
      ) : null}
      <ChipGroup label="Show">
        {layers.map(({ value, label }) => (
          <Chip key={value} pressed={on.includes(value)} onClick={() => change({ layers: switched(on, value) })}>
            {label}
          </Chip>
        ))}
      </ChipGroup>
      {channels.length > 1 || search.channel ? (
        <ChipGroup label="Channels">
          {channels.sort().map((channel) => (
            <Chip
              key={channel}
              pressed={search.channel === channel}
              aria-label={platformName(channel)}
              title={platformName(channel)}
              onClick={() => change({ channel: search.channel === channel ? undefined : channel })}
            >
              <PlatformIcon platform={channel} size={16} named />
            </Chip>
          ))}
        </ChipGroup>
      ) : null}
      <span style={{ marginLeft: "auto", fontSize: 12, color: "var(--mantine-color-dimmed)" }}>
        {!known
          ? ""
          : items.length === 0 && mayWrite
            ? "Nothing scheduled here. Choose a day to write a post."
            : [
                `${items.length} scheduled`,
                ...(waiting > 0 ? [`${waiting} ${waiting === 1 ? "needs" : "need"} approval`] : []),
                ...(reviewed > 0 ? [`${reviewed} in review`] : []),
              ].join(" · ")}
      </span>
    </Toolbar>
  );
}

function optionsOf(names: Map<string, string>) {
  return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));
}

/** The people whose campaigns are in sight, if they are several. */
function useOwners(items: CalendarItem[]) {
  const ids = new Set(items.map(({ ownerId }) => ownerId));
  const members = useQuery({ ...membersQuery, enabled: ids.size > 1 }).data?.items ?? [];
  return new Map(members.filter(({ id }) => ids.has(id)).map(({ id, name }) => [id, name]));
}
