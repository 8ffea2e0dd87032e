import { Link } from "@tanstack/react-router";
import type { CampaignItem } from "@/contract/types";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { placeOfItem } from "../kinds";
import classes from "./content.module.css";
import { ItemOwner, ItemThumb, ItemTime } from "./ItemParts";
import { boardColumns } from "./items";

/** The items of a campaign by how far they are. */
export function ItemBoard({ items, zone }: { items: CampaignItem[]; zone: string }) {
  return (
    <div className={classes.board}>
      {boardColumns.map(({ title, tone, states }) => {
        const here = items.filter(({ state }) => states.includes(state));
        return (
          <section key={title} className={classes.lane} aria-label={title}>
            <h2 className={classes.laneTitle} data-tone={tone}>
              {title} <span>{here.length}</span>
            </h2>
            <ul>
              {here.map((item) => (
                <li key={item.id} className={classes.card}>
                  <ItemThumb item={item} />
                  <span className={classes.cardWords}>
                    <Link {...placeOfItem(item)} className={classes.cardTitle}>
                      {item.title || "Untitled"}
                    </Link>
                    <span className={classes.cardFoot}>
                      <PlatformIcon platform={item.channel} size={14} />
                      <ItemTime item={item} zone={zone} />
                    </span>
                  </span>
                  <ItemOwner item={item} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
