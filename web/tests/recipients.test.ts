import { describe, expect, test } from "vitest";
import { parseRecipients, writeRecipients } from "@/email/recipients";

const emails = (text: string) => parseRecipients(text).recipients.map(({ email }) => email);

describe("pasted recipients", () => {
  test("are read one a line, with and without a name", () => {
    expect(parseRecipients("ann@example.org\nBen Lee <ben@example.org>\r\n\n  carla@example.org  ").recipients).toEqual(
      [{ email: "ann@example.org" }, { email: "ben@example.org", name: "Ben Lee" }, { email: "carla@example.org" }],
    );
  });

  test("are read from CSV by comma, semicolon and tab, in quotes too", () => {
    expect(
      parseRecipients(
        'ann@example.org,Ann\nben@example.org;Ben\ncarla@example.org\tCarla\ndan@example.org,"Dan, the ""first"""',
      ).recipients,
    ).toEqual([
      { email: "ann@example.org", name: "Ann" },
      { email: "ben@example.org", name: "Ben" },
      { email: "carla@example.org", name: "Carla" },
      { email: "dan@example.org", name: 'Dan, the "first"' },
    ]);
  });

  test("are read by the column that a heading names", () => {
    expect(
      parseRecipients("first_name,last_name,email\nAnn,Lee,ann@example.org\nBen,,ben@example.org").recipients,
    ).toEqual([
      { email: "ann@example.org", name: "Ann Lee" },
      { email: "ben@example.org", name: "Ben" },
    ]);
  });

  test("may stand together on a line", () => {
    expect(emails("ann@example.org, ben@example.org; carla@example.org")).toHaveLength(3);
    expect(parseRecipients("Ann <ann@example.org>, Ben <ben@example.org>").recipients).toEqual([
      { email: "ann@example.org", name: "Ann" },
      { email: "ben@example.org", name: "Ben" },
    ]);
  });

  test("count once, however they are spelt", () => {
    const { recipients, duplicates } = parseRecipients("Ann@example.org\nann@EXAMPLE.org\nann@example.org");
    expect(recipients).toEqual([{ email: "Ann@example.org" }]);
    expect(duplicates).toBe(2);
  });

  test("that are none are told with their line", () => {
    expect(parseRecipients("ann@example.org\nnobody\nBen <ben@>\n@example.org").invalid).toEqual([
      { line: 2, text: "nobody" },
      { line: 3, text: "Ben <ben@>" },
      { line: 4, text: "@example.org" },
    ]);
  });

  test("come back as they were written", () => {
    const list = [{ email: "ann@example.org", name: "Ann, the first" }, { email: "ben@example.org" }];
    expect(parseRecipients(writeRecipients(list)).recipients).toEqual(list);
  });

  test("in thousands are read at once", () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `Person ${index} <p${index}@example.org>`).join("\n");
    expect(emails(many)).toHaveLength(20_000);
  });
});
