package io.fanfare.mcp;

import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Where a person decides. A client that can open a page is asked to show it; the decision is made there, by a person who is signed in, and
 * never in the client.
 */
@Component
class Pages {
    private static final String DECISION = "decision";
    private static final Set<String> OF_REVIEWERS =
            Set.of("approval_own_work", "approval_not_yours", "approval_rejected", "review_needed", "forbidden");
    private static final Set<String> OF_AGENTS = Set.of("agent_write_cap", "agent_spend_cap");
    private static final Set<String> DECISIONS =
            Set.of("approveScope", "rejectScope", "launchCampaign", "publishCampaign");

    private final BaseUrl base;

    Pages(BaseUrl base) {
        this.base = base;
    }

    /** What a person should know after a call. */
    List<String> hints(Operation operation, Map<String, Object> arguments) {
        return operation.id().equals("requestApproval")
                ? List.of("A person decides on this page: " + base.get() + "/campaigns/" + arguments.get("id")
                        + "/approvals")
                : List.of();
    }

    /** A refusal as a result; where it can only be resolved by a person, with the page, which the client may show. */
    Map<String, Object> ask(Map<String, Object> problem, Map<String, Object> arguments, Exchange exchange) {
        var page = page(problem, arguments, exchange);
        if (page.isEmpty()
                || !exchange.canOpenPages()
                || exchange.answer(DECISION).isPresent()) return refusal(problem, page);
        String text = String.valueOf(problem.get("detail"));
        if (!exchange.revision().stateless())
            throw RpcError.pageNeeded(text, Ids.next().toString(), page.get());
        return exchange.inputRequired(
                Map.of(
                        DECISION,
                        Map.of(
                                "method",
                                "elicitation/create",
                                "params",
                                Map.of("mode", "url", "message", text, "url", page.get()))),
                null);
    }

    private Optional<String> page(Map<String, Object> problem, Map<String, Object> arguments, Exchange exchange) {
        String code = String.valueOf(problem.get("code"));
        if (OF_AGENTS.contains(code)) return Optional.of(base.get() + "/settings/agents");
        String tool = String.valueOf(exchange.message().params().get("name"));
        boolean waits = OF_REVIEWERS.contains(code) || waitsForApproval(problem);
        if (!waits || !DECISIONS.contains(tool)) return Optional.empty();
        return Optional.of(base.get() + "/campaigns/" + arguments.get("id") + "/approvals");
    }

    /** Nothing but approvals is missing, so there is nothing left for an agent to do. */
    private static boolean waitsForApproval(Map<String, Object> problem) {
        if (!(problem.get("blockers") instanceof Collection<?> blockers) || blockers.isEmpty()) return false;
        return blockers.stream()
                .map(blocker -> Message.object(Json.read(Json.of(blocker).text(), Object.class)))
                .allMatch(blocker -> String.valueOf(blocker.get("code")).startsWith("approval_"));
    }

    private static Map<String, Object> refusal(Map<String, Object> problem, Optional<String> page) {
        var members = new LinkedHashMap<>(problem);
        page.ifPresent(address -> members.put("page", address));
        var content = new ArrayList<Map<String, Object>>();
        content.add(Exchange.text(Json.of(members).text()));
        var result = new LinkedHashMap<String, Object>();
        result.put("content", content);
        result.put("isError", true);
        return result;
    }
}
