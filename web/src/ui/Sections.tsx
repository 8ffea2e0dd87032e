import { Link } from "@tanstack/react-router";
import classes from "./tabs.module.css";

interface SectionsProps {
  label: string;
  /** The one without a `section` is what the page shows at first. */
  sections: readonly { section?: string; label: string }[];
}

/** The parts of a tab, of which one is shown; each has its own address. */
export function Sections({ label, sections }: SectionsProps) {
  return (
    <nav className={classes.sections} aria-label={`${label}: sections`}>
      {sections.map(({ section, label: name }) => (
        <Link
          key={name}
          to="."
          search={{ section } as never}
          activeOptions={{ includeSearch: true, explicitUndefined: true }}
          className={classes.section}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
