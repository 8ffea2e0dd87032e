import type { ReactNode } from "react";
import classes from "./preview.module.css";

interface TemplatePreviewProps {
  template: string;
  width: number;
  height: number;
  /** The main and the second colour of the brand. */
  colours: readonly string[];
  headline: string;
  text: string;
  cta?: string;
  attribution?: string;
  picture?: ReactNode;
  small?: boolean;
}

/** The layout of a template in the colours of the brand, drawn by the browser: quick, and about right. */
export function TemplatePreview(props: TemplatePreviewProps) {
  const { template, width, height, colours, headline, text, cta, attribution, picture, small } = props;
  const [main = "", second = main] = colours;
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

function isLight(colour: string) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue > 150;
}
