import { useQuery } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { may } from "@/contract/permissions";
import { membersQuery, useMe } from "@/contract/queries";
import { teamQuery } from "./queries";

const prefix = "person:";

/**
 * Who a task can be given to: the team, and members of the workspace who are not in it yet; these join it when they are
 * chosen.
 */
export function useAssignable(assignee: string | null | undefined) {
  const me = useMe();
  const team = useQuery(teamQuery);
  const joins = may(me, "team.manage");
  const members = useQuery({ ...membersQuery, enabled: joins });
  const known = team.data?.items ?? [];
  const others = (joins && team.data ? (members.data?.items ?? []) : []).filter(
    ({ id, email }) => !known.some((one) => one.personId === id || one.email?.toLowerCase() === email.toLowerCase()),
  );
  return {
    team: known,
    options: [
      { value: "", label: "No one" },
      ...known
        .filter(({ active, id }) => active || id === assignee)
        .map(({ id, name }) => ({ value: id, label: name })),
      ...others.map(({ id, name }) => ({ value: prefix + id, label: `${name} (joins the team)` })),
    ],
    /** The id in the team of what was chosen. */
    memberOf: async (chosen: string) => {
      const person = others.find(({ id }) => prefix + id === chosen);
      if (!person) return chosen;
      const { id, name, email } = person;
      return (await take(api.POST("/api/team", { body: { name, email, personId: id } }))).id;
    },
  };
}
