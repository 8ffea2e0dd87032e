import { screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { RuleBuilder } from "@/audience/RuleBuilder";
import { newGroup, writeRules } from "@/audience/rules";
import { show } from "./screen";

let rules: unknown;

function Builder() {
  const [group, set] = useState(newGroup("all"));
  rules = writeRules(group);
  return <RuleBuilder attributes={["Stadt"]} group={group} onChange={set} />;
}

test("the attributes of the contacts are fields of a rule, and others can still be typed", async () => {
  const { user } = await show(<Builder />);
  await user.click(await screen.findByRole("combobox", { name: "Field" }));
  await user.click(await screen.findByRole("option", { name: "Stadt" }));
  expect(screen.queryByRole("textbox", { name: "Attribute name" })).toBeNull();
  await user.type(screen.getByRole("textbox", { name: "Value" }), "Leipzig");
  expect(JSON.stringify(rules)).toContain('"attributes.Stadt"');

  await user.click(screen.getByRole("combobox", { name: "Field" }));
  await user.click(await screen.findByRole("option", { name: "Other attribute…" }));
  await user.type(screen.getByRole("textbox", { name: "Attribute name" }), "plan");
  expect(JSON.stringify(rules)).toContain('"attributes.plan"');
});
