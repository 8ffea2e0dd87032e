import type { ReactNode } from "react";
import { useMe } from "@/contract/queries";
import classes from "./preview.module.css";

interface TemplatePreviewProps {
  template: string;
  width: number;
  height: number;
  headline: string;
  text: string;
  cta?: string;
  attribution?: string;
  picture?: ReactNode;
  small?: boolean;
}

/** The layout of a template in the workspace's colours, drawn by the browser: quick, and about right. */
export function TemplatePreview(props: TemplatePreviewProps) {
  const { template, width, height, headline, text, cta, attribution, picture, small } = props;
  const { workspace } = useMe();
  const [main = "#0b1f3a", second = "#ffb703"] = coloursOf(workspace);
  const style = {
    aspectRatio: `${width} / ${height}`,
    width: small ? "100%" : `min(100%, ${Math.round((56 * width) / height)}vh)`,
    "--main": main,
    "--second": second,
    "--on": isLight(main) ? "#16181d" : "#ffffff",
    "--longest": `${Math.max(headline.length, 8)}`,
  } as React.CSSProperties;
  return (
    <div className={classes.canvas} data-template={template} style={style} aria-hidden={small}>
      {picture ? <div className={classes.picture}>{picture}</div> : null}
      <div className={classes.words}>
        {template === "quote" ? <span className={classes.mark}>“</span> : null}
        <p className={classes.headline}>{headline}</p>
        {small ? <span className={classes.lines} /> : null}
        {text ? <p className={classes.text}>{text}</p> : null}
        {attribution ? <p className={classes.by}>{attribution}</p> : null}
        {cta ? <p className={classes.cta}>{cta}</p> : null}
      </div>
    </div>
  );
}

function coloursOf(workspace: unknown): string[] {
  const { brand } = workspace as { brand?: { colors?: string[] } | null };
  return (brand?.colors ?? []).filter((colour) => /^#[0-9a-f]{6}$/i.test(colour));
}

function isLight(colour: string) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue > 150;
}
