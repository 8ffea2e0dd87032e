import { Link } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import { keys } from "@/contract/keys";
import type { Campaign, CampaignItem } from "@/contract/types";
import { BulkForm } from "@/ui/BulkBar";
import { namesAmong, nameWithChannel } from "@/ui/names";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { useBulk } from "@/ui/useBulk";
import { useListKeys } from "@/ui/useListKeys";
import { placeOfItem } from "../kinds";
import { boardMoves } from "./boardMoves";
import classes from "./content.module.css";
import { ItemMenu, ItemOwner, ItemThumb, ItemTime } from "./ItemParts";
import { boardColumns } from "./items";

/** The items of a campaign by how far they are. A card is dragged where that means an action; its menu has the same ones. */
export function ItemBoard({ campaign, items }: { campaign: Campaign; items: CampaignItem[] }) {
  const board = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<CampaignItem>();
  useListKeys(board, {});
  const stale = [keys.campaign(campaign.id), keys.calendar, keys.approvals];
  const bulk = useBulk<CampaignItem>({ stale, nameOf: nameWithChannel });
  const name = namesAmong(items);
  const moves = useMemo(() => boardMoves(campaign), [campaign]);
  const actionTo = (lane: string) => (dragged ? moves(dragged, lane) : undefined);
  return (
    <div className={classes.board} ref={board}>
      {boardColumns.map(({ title, tone, states }) => {
        const here = items.filter(({ state }) => states.includes(state));
        const action = actionTo(title);
        return (
          <section
            key={title}
            className={classes.lane}
            aria-label={title}
            data-drop={action ? action.label : undefined}
            onDragOver={(event) => action && event.preventDefault()}
            onDrop={() => {
              if (action && dragged) bulk.start(action, [dragged]);
              setDragged(undefined);
            }}
          >
            <h2 className={classes.laneTitle} data-tone={tone}>
              {title} <span>{here.length}</span>
              {action ? <em>{action.label}</em> : null}
            </h2>
            <ul>
              {here.map((item) => (
                <li
                  key={item.id}
                  data-row={item.id}
                  className={classes.card}
                  draggable={boardColumns.some((lane) => moves(item, lane.title))}
                  onDragStart={() => setDragged(item)}
                  onDragEnd={() => setDragged(undefined)}
                >
                  <ItemThumb item={item} />
                  <span className={classes.cardWords}>
                    <Link {...placeOfItem(item)} className={classes.cardTitle} draggable={false}>
                      {name(item)}
                    </Link>
                    <span className={classes.cardFoot}>
                      <PlatformIcon platform={item.channel} size={14} />
                      <ItemTime item={item} zone={campaign.timeZone} />
                    </span>
                  </span>
                  <ItemOwner item={item} />
                  <span className={classes.cardMenu}>
                    <ItemMenu item={item} />
                  </span>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {bulk.form ? <BulkForm form={bulk.form} carryOut={bulk.carryOut} close={bulk.closeForm} /> : null}
    </div>
  );
}
