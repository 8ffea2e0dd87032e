package io.fanfare.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Authenticator;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Proof;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Bearer tokens: signed access tokens of people, and API keys of programs. A token names the person and the workspace; the
 * permissions are read from the member's row at each request, so that a change of role, a removal or a new password takes
 * effect at once.
 */
@Component
class Tokens implements Authenticator {
    private static final int MOST_REMEMBERED = 10_000;

    private final AccessTokens access;
    private final Transactions transactions;
    private final MemberStore members;
    private final ApiKeyStore keys;
    private final AgentStore agents;
    /** Members as they were when they were last looked up. Nothing is decided by this alone: see {@link Proof}. */
    private final Cache<Seat, MemberStore.Caller> callers =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();
    /** The same of API keys, by the hash of the secret. */
    private final Cache<String, KeySeat> programs =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    Tokens(AccessTokens access, Transactions transactions, MemberStore members, ApiKeyStore keys, AgentStore agents) {
        this.access = access;
        this.transactions = transactions;
        this.members = members;
        this.keys = keys;
        this.agents = agents;
    }

    /** A person in a workspace. */
    private record Seat(UUID workspace, UUID person) {}

    /** An API key that could be used, in its workspace. */
    private record KeySeat(UUID workspace, ApiKey.Usable key) {}

    @Override
    public Optional<Remembered> remembered(String bearer, UUID requestId) {
        if (bearer.startsWith(ApiKey.START)) return rememberedProgram(bearer, requestId);
        return access.seen(bearer).flatMap(claims -> {
            var member = callers.getIfPresent(new Seat(claims.workspace(), claims.person()));
            if (member == null || member.sessionEpoch() != claims.epoch()) return Optional.empty();
            return Optional.of(new Remembered(
                    current(claims, member, requestId, null),
                    new Proof(
                            MemberStore.PROOF,
                            claims.person(),
                            member.stamp(claims.session()),
                            () -> authenticate(bearer, requestId, null))));
        });
    }

    private Optional<Remembered> rememberedProgram(String bearer, UUID requestId) {
        return Optional.ofNullable(programs.getIfPresent(Json.sha256(bearer)))
                .map(seat -> new Remembered(
                        current(seat.workspace(), seat.key(), requestId, null),
                        new Proof(
                                ApiKeyStore.PROOF,
                                seat.key().id(),
                                Objects.requireNonNull(seat.key().stamp()),
                                () -> authenticate(bearer, requestId, null))));
    }

    @Override
    public Current authenticate(String bearer, UUID requestId, @Nullable String idempotencyKey) {
        return bearer.startsWith(ApiKey.START)
                ? program(bearer, requestId, idempotencyKey)
                : person(bearer, requestId, idempotencyKey);
    }

    private Current person(String bearer, UUID requestId, @Nullable String idempotencyKey) {
        var claims = access.read(bearer);
        var member = member(claims.workspace(), claims.person(), claims.session());
        if (member.sessionEpoch() != claims.epoch())
            throw Refused.unauthorized("The password was changed since you signed in. Sign in again.");
        return current(claims, member, requestId, idempotencyKey);
    }

    private MemberStore.Caller member(UUID workspace, UUID person, Current.@Nullable Session session) {
        var seat = new Seat(workspace, person);
        var found = Current.house(workspace, "sign-in")
                .call(() -> transactions.read(() -> {
                    if (session != null && members.hasEnded(session.id()))
                        throw Refused.unauthorized("Your session was ended. Sign in again.");
                    return members.findCaller(person);
                }));
        found.ifPresentOrElse(member -> callers.put(seat, member), () -> callers.invalidate(seat));
        return found.orElseThrow(
                () -> Refused.unauthorized("You are no longer a member of this workspace. Sign in again."));
    }

    private Current current(
            AccessTokens.Claims claims, MemberStore.Caller member, UUID requestId, @Nullable String idempotencyKey) {
        return current(claims.workspace(), claims.person(), member, requestId, idempotencyKey, claims.session());
    }

    private Current current(
            UUID workspace,
            UUID person,
            MemberStore.Caller member,
            UUID requestId,
            @Nullable String idempotencyKey,
            Current.@Nullable Session session) {
        return new Current(
                workspace,
                Actor.person(person, member.name()),
                member.role().text(),
                member.role().permissions(),
                requestId,
                idempotencyKey,
                access.now(session));
    }

    @Override
    public Current again(Current caller) {
        var actor = caller.actor();
        return switch (actor.kind()) {
            case PERSON -> {
                UUID person = Objects.requireNonNull(actor.id());
                var member = member(caller.workspace(), person, caller.session());
                yield current(
                        caller.workspace(),
                        person,
                        member,
                        caller.requestId(),
                        caller.idempotencyKey(),
                        caller.session());
            }
            case API_KEY ->
                current(
                        caller.workspace(),
                        usable(caller.workspace(), Objects.requireNonNull(actor.id())),
                        caller.requestId(),
                        caller.idempotencyKey());
            case AGENT -> agent(caller);
            case SYSTEM, GUEST -> caller;
        };
    }

    /** An agent is looked up at each call, so that switching it off takes effect at once, on every node. */
    private Current agent(Current caller) {
        var agent = Current.house(caller.workspace(), "sign-in")
                .call(() -> usable(Objects.requireNonNull(caller.actor().id())));
        var role = Objects.requireNonNull(agent.memberRole());
        return new Current(
                caller.workspace(),
                new Actor(Actor.Kind.AGENT, agent.id(), agent.personId(), agent.name()),
                role.text(),
                agent.permitted(role),
                caller.requestId(),
                caller.idempotencyKey());
    }

    private Agent.Usable usable(UUID id) {
        var agent = transactions
                .read(() -> agents.usable(id))
                .filter(found -> !found.revoked())
                .orElseThrow(() -> Refused.unauthorized("This agent was disconnected. Connect it again."));
        if (agent.memberRole() == null)
            throw Refused.unauthorized("The person of this agent is no longer a member of the workspace.");
        if (agent.stopped())
            throw Refused.forbidden(
                    "agent_stopped",
                    "This agent was switched off. A person can switch it on again in Settings › Agents.");
        if (agent.unusedForAMinute()) transactions.write(() -> agents.used(id));
        return agent;
    }

    private Current program(String bearer, UUID requestId, @Nullable String idempotencyKey) {
        String hash = Json.sha256(bearer);
        var place = transactions
                .read(() -> keys.lookUp(hash))
                .orElseThrow(() -> Refused.unauthorized("This API key is unknown or was revoked."));
        var key = usable(place.workspaceId(), place.keyId());
        programs.put(hash, new KeySeat(place.workspaceId(), key));
        return current(place.workspaceId(), key, requestId, idempotencyKey);
    }

    private ApiKey.Usable usable(UUID workspace, UUID id) {
        return Current.house(workspace, "sign-in").call(() -> {
            var key = transactions
                    .read(() -> keys.findUsable(id))
                    .orElseThrow(
                            () -> Refused.unauthorized("This API key has expired or was revoked. Create a new one."));
            if (key.memberRole() == null)
                throw Refused.unauthorized(
                        "The creator of this API key is no longer a member of the workspace. Create a new one.");
            if (key.unusedForAMinute()) transactions.write(() -> keys.used(key.id()));
            return key;
        });
    }

    private static Current current(UUID workspace, ApiKey.Usable key, UUID requestId, @Nullable String idempotencyKey) {
        var role = Objects.requireNonNull(key.memberRole());
        return new Current(
                workspace,
                new Actor(Actor.Kind.API_KEY, key.id(), key.createdBy(), key.name()),
                role.text(),
                key.permitted(role),
                requestId,
                idempotencyKey);
    }
}
