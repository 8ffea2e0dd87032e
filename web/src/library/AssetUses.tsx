import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Asset, AssetUses } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { Bone, Loaded } from "@/ui/States";
import { AssetFace, measures } from "./AssetFace";
import classes from "./library.module.css";
import { assetsQuery, usesQuery } from "./queries";

export function Uses({ asset }: { asset: Asset }) {
  const uses = useQuery(usesQuery(asset.id));
  return (
    <section>
      <h3 className={classes.section}>Used in</h3>
      <Loaded query={uses} skeleton={<Bone height={20} />}>
        {({ current, history }) => (
          <>
            {current.length === 0 ? <p className={classes.cardNote}>Not used.</p> : null}
            <ul className={classes.uses}>
              {current.map((use) => (
                <li key={`${use.kind} ${use.id}`}>
                  <UseLink use={use} />
                  <span className={classes.cardNote}>{humanise(use.kind)}</span>
                </li>
              ))}
            </ul>
            {history.length > 0 ? (
              <details className={classes.history}>
                <summary>Previous uses ({history.length})</summary>
                <ul className={classes.uses}>
                  {history.map((use) => (
                    <li key={`${use.reusedInType} ${use.reusedInId} ${use.at}`}>
                      <span>{use.reusedInName ?? humanise(use.reusedInType)}</span>
                      <span className={classes.cardNote}>
                        <Ago at={use.at} />
                      </span>
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </>
        )}
      </Loaded>
    </section>
  );
}

function UseLink({ use: { kind, id, title, campaignId } }: { use: AssetUses["current"][number] }) {
  const name = title || "Untitled";
  if (!campaignId) return <span>{name}</span>;
  if (kind === "creative")
    return (
      <Link to="/campaigns/$campaignId/content/creatives/$creativeId" params={{ campaignId, creativeId: id }}>
        {name}
      </Link>
    );
  if (kind === "post")
    return (
      <Link to="/campaigns/$campaignId/content/posts/$queueId" params={{ campaignId, queueId: id }}>
        {name}
      </Link>
    );
  return (
    <Link to="/campaigns/$campaignId/content" params={{ campaignId }}>
      {name}
    </Link>
  );
}

/** The further sizes of a picture that the Studio drew. */
export function Sizes({ asset, show }: { asset: Asset; show: (id: string) => void }) {
  const first = asset.variantOf ?? asset.id;
  const variants = useQuery({
    ...assetsQuery({ variantOf: first, limit: 12 }),
    enabled: asset.variants > 0 || Boolean(asset.variantOf),
  });
  const others = (variants.data?.items ?? []).filter(({ id }) => id !== asset.id);
  if (others.length === 0) return null;
  return (
    <section>
      <h3 className={classes.section}>Other sizes</h3>
      <ul className={classes.strip}>
        {others.map((other) => (
          <li key={other.id}>
            <button type="button" className={classes.pick} onClick={() => show(other.id)}>
              <AssetFace asset={other} />
              <span>{measures(other)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Files that look alike, nearest first; only pictures have a look to compare. */
export function Similar({ asset, show }: { asset: Asset; show: (id: string) => void }) {
  const similar = useQuery({ ...assetsQuery({ similarTo: asset.id, limit: 6 }), enabled: asset.assetType === "image" });
  const others = (similar.data?.items ?? []).filter(({ id }) => id !== asset.id);
  if (others.length === 0) return null;
  return (
    <section>
      <h3 className={classes.section}>Similar files</h3>
      <ul className={classes.strip}>
        {others.map((other) => (
          <li key={other.id}>
            <button type="button" className={classes.pick} onClick={() => show(other.id)}>
              <AssetFace asset={other} />
              <span>{other.assetName}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
