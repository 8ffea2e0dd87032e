package io.fanfare.identity;

import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Authenticator;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Agents that work in the workspace over MCP: what they may do, what they have used, and the switch that stops them. */
@RestController
@RequestMapping("/api/agents")
public class Agents {
    private static final String MANAGE = "agent.manage";

    private final AgentStore store;
    private final AgentTokens tokens;
    private final Authenticator authenticator;
    private final Transactions transactions;
    private final Inputs inputs;
    private final Audit audit;

    Agents(
            AgentStore store,
            AgentTokens tokens,
            Authenticator authenticator,
            Transactions transactions,
            Inputs inputs,
            Audit audit) {
        this.store = store;
        this.tokens = tokens;
        this.authenticator = authenticator;
        this.transactions = transactions;
        this.inputs = inputs;
        this.audit = audit;
    }

    /** What can be changed of an agent: its name, and how much it may do in a day. */
    record AgentDetails(
            @NotBlank @Size(max = 200) String name,
            @Min(0) @Max(100_000) int dailyWrites,

            @NotNull @DecimalMin("0") @DecimalMax("999999999999") @Digits(integer = 12, fraction = 2)
            BigDecimal dailySpend) {}

    /**
     * Lists the connected agents, newest first: all of the workspace for those who may manage agents, else your own. What an agent did is
     * in the audit trail: {@code GET /api/audit?actor=} with its id.
     */
    @GetMapping
    @Allow("member")
    Page<Agent> listAgents(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset) {
        var current = Current.get();
        UUID person = current.may(MANAGE) ? null : current.person();
        var range = Page.Range.of(limit, offset);
        return Page.of(store.list(person, range), store.count(person), range);
    }

    /** Reads an agent: of your own, or any with the permission to manage agents. */
    @GetMapping("/{id}")
    @Allow("member")
    Agent readAgent(@PathVariable UUID id) {
        return get(id);
    }

    /** Renames an agent or changes its caps, by a JSON merge patch. A cap of 0 stops writes or spending. */
    @PatchMapping("/{id}")
    @Allow("member")
    Agent changeAgent(@PathVariable UUID id, @RequestBody Patch<AgentDetails> patch) {
        requirePerson();
        var before = get(id);
        var details = patch.onto(
                new AgentDetails(before.name(), before.dailyWrites(), before.dailySpend()), AgentDetails.class, inputs);
        store.change(id, details);
        Invocation.requireUnchanged(() -> get(id));
        var after = get(id);
        audit.record(Subject.of("agent", id, after.name()), before, after);
        return after;
    }

    /** Switches an agent off: from now on, each of its calls is refused, on every node. */
    @PostMapping("/{id}/stop")
    @Allow("member")
    Agent stopAgent(@PathVariable UUID id) {
        requirePerson();
        var before = get(id);
        store.stop(id);
        var after = get(id);
        if (before.stoppedAt() != null) audit.unchanged();
        else audit.record(Subject.of("agent", id, after.name()), before, after);
        return after;
    }

    /** Switches an agent on again, with the scopes and caps it had. */
    @PostMapping("/{id}/resume")
    @Allow("member")
    Agent resumeAgent(@PathVariable UUID id) {
        requirePerson();
        var before = get(id);
        store.resume(id);
        var after = get(id);
        if (before.stoppedAt() == null) audit.unchanged();
        else audit.record(Subject.of("agent", id, after.name()), before, after);
        return after;
    }

    /**
     * Disconnects an agent: its tokens end, and it needs a new consent to come back. An API key ends for MCP, and stays valid for REST
     * until it is revoked. The audit trail keeps what the agent did.
     */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("member")
    void disconnectAgent(@PathVariable UUID id) {
        requirePerson();
        var before = get(id);
        store.remove(id);
        tokens.endAll(id);
        audit.record(Subject.of("agent", id, before.name()), before, null);
    }

    private Agent get(UUID id) {
        var current = Current.get();
        return store.find(id)
                .filter(agent -> current.may(MANAGE) || agent.personId().equals(current.person()))
                .orElseThrow(Refused::notFound);
    }

    /** A program must not raise its own caps or switch itself on. */
    private static void requirePerson() {
        if (Current.get().actor().kind() != Actor.Kind.PERSON)
            throw Refused.forbidden("person_needed", "Only a person can change agents. Sign in and do it there.");
    }

    /** The agent that holds this token or API key, with what it may do now. Refuses with 401, or 403 where it was switched off. */
    public Current enter(String bearer, UUID requestId) {
        if (AgentTokens.isToken(bearer)) {
            var place = transactions.read(() -> tokens.find(bearer));
            return current(place.workspaceId(), place.agentId(), requestId);
        }
        var caller = authenticator.authenticate(bearer, requestId, null);
        if (caller.actor().kind() != Actor.Kind.API_KEY)
            throw Refused.unauthorized("Connect the agent by OAuth, or send an API key that begins with fnf_.");
        var key = Objects.requireNonNull(caller.actor().id());
        if (find(caller.workspace(), key).isEmpty())
            caller.run(() -> transactions.write(() -> store.insertKey(key, Agent.USUAL_WRITES)));
        return current(caller.workspace(), key, requestId);
    }

    private Current current(UUID workspace, UUID id, UUID requestId) {
        var agent = new Actor(Actor.Kind.AGENT, id, null, "agent");
        return authenticator.again(new Current(workspace, agent, "", java.util.Set.of(), requestId, null));
    }

    private Optional<Agent.Usable> find(UUID workspace, UUID id) {
        return Current.house(workspace, "sign-in").call(() -> transactions.read(() -> store.usable(id)));
    }

    /** Takes back what a call of the current agent was counted to spend, because it was refused. */
    public void release(BigDecimal spend) {
        if (spend.signum() == 0) return;
        var id = Objects.requireNonNull(Current.get().actor().id());
        transactions.write(() -> store.add(id, 0, spend.negate()));
    }

    /** Counts a call of the current agent that changes something, with what it spends, or refuses it at a cap. */
    public void count(BigDecimal spend) {
        var id = Objects.requireNonNull(Current.get().actor().id());
        boolean within = transactions.write(() -> store.add(id, 1, spend));
        if (within) return;
        var agent = transactions.read(() -> store.find(id)).orElseThrow(Refused::notFound);
        if (agent.writesToday() >= agent.dailyWrites())
            throw Refused.forbidden(
                            "agent_write_cap",
                            "This agent has used its " + agent.dailyWrites()
                                    + " changes of today. A person can raise the cap in Settings › Agents.")
                    .with("dailyWrites", agent.dailyWrites());
        throw Refused.forbidden(
                        "agent_spend_cap",
                        "This would spend " + spend.toPlainString() + ", and the agent may spend "
                                + agent.dailySpend()
                                        .subtract(agent.spendToday())
                                        .max(BigDecimal.ZERO)
                                        .toPlainString()
                                + " more today. A person can raise the cap in Settings › Agents.")
                .with("dailySpend", agent.dailySpend())
                .with("spendToday", agent.spendToday());
    }
}
