import { Link } from "@tanstack/react-router";
import classes from "./tabs.module.css";
import { useAddress } from "./useAddress";

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

/** The forms in which a list can be shown, as `view` in its address; its filters stay. */
export function Views({ label, views }: { label: string; views: readonly { value?: string; label: string }[] }) {
  const [{ view }, change] = useAddress<{ view?: string | undefined; page?: number | undefined }>();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div className={classes.sections} role="group" aria-label={label} data-inline>
      {views.map(({ value, label: name }) => (
        <button
          key={name}
          type="button"
          className={classes.section}
          aria-pressed={value === view}
          onClick={() => change({ view: value, page: undefined })}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
