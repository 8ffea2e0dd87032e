/** Countries whose public holidays the server knows, by their names. */
const codes =
  "AD AL AR AT AU BE BG BO BR BY CA CH CL CO CR CY CZ DE DK EC EE ES FI FR GB GR HR HU IE IS IT JP KR KZ LI LT LU LV MC MD ME MK MT MX NL NO NZ PA PE PL PT PY RO RS RU SE SI SK TR UA US UY VE ZA";

export function countries() {
  const names = new Intl.DisplayNames(["en"], { type: "region" });
  return codes
    .split(" ")
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
}
