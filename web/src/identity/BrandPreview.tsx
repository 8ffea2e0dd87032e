import type { CSSProperties, ReactNode } from "react";
import classes from "./brandKit.module.css";
import { inkOn } from "./colors";

interface BrandPreviewProps {
  values: { name: string; colors: string[]; heading: string; body: string; senderEmail: string; postalAddress: string };
  logo: ReactNode;
}

/** A picture, an e-mail, a newsroom page and a post in the colors and fonts of the brand. */
export function BrandPreview({ values, logo }: BrandPreviewProps) {
  const [primary = "#0b1f3a", accent = "#ffb703", ground = "#e8eef7"] = values.colors;
  const style = {
    "--brand": primary,
    "--on-brand": inkOn(primary),
    "--brand-accent": accent,
    "--on-accent": inkOn(accent),
    "--brand-ground": ground,
    "--on-ground": inkOn(ground),
    "--heading": values.heading ? `"${values.heading}", Georgia, serif` : "inherit",
    "--text": values.body ? `"${values.body}", sans-serif` : "inherit",
  } as CSSProperties;
  const mark = <span className={classes.mark}>{logo ?? values.name.slice(0, 1)}</span>;
  return (
    <div className={classes.strip} style={style}>
      <figure>
        <div className={classes.picture}>
          <b>{values.name}</b>
          <span className={classes.pill}>Read more</span>
          {mark}
        </div>
        <figcaption>Picture</figcaption>
      </figure>
      <figure>
        <div className={classes.mail}>
          <header>{mark}</header>
          <b>News from {values.name}</b>
          <i />
          <i />
          <span className={classes.pill}>Read more</span>
          <small>{values.postalAddress.split("\n")[0] || values.senderEmail}</small>
        </div>
        <figcaption>E-mail</figcaption>
      </figure>
      <figure>
        <div className={classes.page}>
          <header>
            {mark} <span>{values.name}</span>
          </header>
          <b>What’s new at {values.name}</b>
          <i />
          <i />
          <i />
        </div>
        <figcaption>Newsroom</figcaption>
      </figure>
      <figure>
        <div className={classes.post}>
          <header>
            {mark} <span>{values.name}</span>
          </header>
          <i />
          <div className={classes.postPicture}>
            <b>{values.name}</b>
          </div>
        </div>
        <figcaption>Post</figcaption>
      </figure>
    </div>
  );
}
