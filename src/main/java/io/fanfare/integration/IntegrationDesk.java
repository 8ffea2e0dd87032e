package io.fanfare.integration;

import io.fanfare.integration.Integration.AuthType;
import io.fanfare.integration.Integration.Kind;
import io.fanfare.integration.Integration.Row;
import io.fanfare.integration.Integration.State;
import io.fanfare.integration.IntegrationSecrets.Secret;
import io.fanfare.integration.IntegrationStore.Entered;
import io.fanfare.integration.Integrations.AuthDetails;
import io.fanfare.integration.Integrations.IntegrationChange;
import io.fanfare.integration.Integrations.IntegrationDetails;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import io.fanfare.kernel.Versions;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Connects, changes and shows integrations. */
@Component
class IntegrationDesk {
    private static final int MOST = 30;
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");
    private static final List<String> MOVES = List.of(
            "changeIntegration",
            "deleteIntegration",
            "testIntegration",
            "callTool",
            "pullIntegration",
            "authorizeIntegration");

    private final IntegrationStore store;
    private final IntegrationSecrets secrets;
    private final Connecting connecting;
    private final IntegrationTests tests;
    private final IntegrationHealth health;
    private final IntegrationChanges changes;
    private final Operations operations;
    private final Transactions transactions;

    IntegrationDesk(
            IntegrationStore store,
            IntegrationSecrets secrets,
            Connecting connecting,
            IntegrationTests tests,
            IntegrationHealth health,
            IntegrationChanges changes,
            Operations operations,
            Transactions transactions) {
        this.store = store;
        this.secrets = secrets;
        this.connecting = connecting;
        this.tests = tests;
        this.health = health;
        this.changes = changes;
        this.operations = operations;
        this.transactions = transactions;
    }

    List<Integration> list() {
        var tools = store.tools().stream().collect(Collectors.groupingBy(Tool.Row::serviceId));
        var can = operations.permitted(MOVES);
        return store.list().stream()
                .map(row -> row.shown(tools.getOrDefault(row.id(), List.of()), can))
                .toList();
    }

    Integration read(UUID id) {
        return shown(store.find(id).orElseThrow(Refused::notFound));
    }

    private Integration shown(Row row) {
        return row.shown(store.tools(row.id()), operations.permitted(MOVES));
    }

    Integration create(IntegrationDetails details) {
        var entered = new Entered(
                Ids.next(),
                details.kind(),
                details.name(),
                details.url(),
                details.auth().type(),
                details.channel());
        requireChannel(entered.kind(), entered.channel());
        transactions.write(this::requireRoom);
        var found = connecting.connect(entered, secret(details.auth(), null));
        var allow = allowed(details, found);
        return transactions.write(() -> {
            requireRoom();
            boolean waits = found.offer() == null;
            store.insert(
                    entered,
                    secrets.seal(entered.id(), found.secret()),
                    waits ? State.AUTHORIZING : State.CONNECTED,
                    Current.get().person(),
                    NEVER);
            if (found.offer() != null) {
                health.seen(entered.id(), found.offer());
                store.allow(entered.id(), allow, Current.get().person());
                health.worked(row(entered.id()), found.offer());
            }
            var made = read(entered.id());
            changes.record(made, null, made);
            return made;
        });
    }

    private Row row(UUID id) {
        return store.find(id).orElseThrow(Refused::notFound);
    }

    private void requireRoom() {
        if (store.list().size() >= MOST)
            throw Refused.unprocessable(
                    "integration_limit", "A workspace can have " + MOST + " integrations. Disconnect one first.");
    }

    private static void requireChannel(Kind kind, @Nullable String channel) {
        if (kind != Kind.SLACK_MANAGER && channel != null)
            throw Refused.invalid("channel", "is only for slack_manager");
    }

    private static @Nullable Secret secret(AuthDetails auth, @Nullable Secret before) {
        return switch (auth.type()) {
            case NONE, OAUTH -> {
                if (auth.token() != null) throw Refused.invalid("auth.token", "is only for the type bearer");
                yield null;
            }
            case BEARER -> {
                if (auth.token() == null && before != null && before.token() != null) yield before;
                if (auth.token() == null || !auth.token().matches("[!-~]+"))
                    throw Refused.invalid("auth.token", "must be a token without spaces");
                yield Secret.token(auth.token());
            }
        };
    }

    private static List<String> allowed(IntegrationDetails details, Connecting.Found found) {
        var offer = found.offer();
        if (offer == null) {
            if (details.allow() != null && !details.allow().isEmpty())
                throw Refused.invalid("allow", "can be set after someone has signed in at the server");
            return List.of();
        }
        var allow = Objects.requireNonNullElse(details.allow(), details.kind().needs());
        requireOffered(allow, offer.tools().stream().map(Tool.Definition::name).toList());
        return allow;
    }

    private static void requireOffered(List<String> allow, List<String> offered) {
        for (int i = 0; i < allow.size(); i++)
            if (!offered.contains(allow.get(i)))
                throw Refused.invalid("allow." + i, "must be a tool that the server offers");
    }

    Integration change(UUID id, Patch<IntegrationChange> patch, Inputs inputs) {
        var before = transactions.read(() -> read(id));
        var row = transactions.read(() -> row(id));
        var known = new IntegrationChange(
                before.name(),
                before.url(),
                new AuthDetails(before.auth().type(), null),
                before.allow(),
                before.channel());
        var change = transactions.read(() -> patch.onto(known, IntegrationChange.class, inputs));
        requireChannel(before.kind(), change.channel());
        boolean moved = !change.url().equals(before.url());
        boolean other = moved || patch.names("auth");
        // A token is for the server that it was entered for.
        var kept = moved ? null : secrets.open(row);
        boolean same = change.auth().type() == row.authType() && row.authType() == AuthType.OAUTH && !moved;
        var secret = same ? kept : secret(change.auth(), kept);
        var entered = new Entered(
                id, before.kind(), change.name(), change.url(), change.auth().type(), change.channel());
        var found = other && !same ? connecting.connect(entered, secret) : null;
        return transactions.write(() -> changed(entered, patch, change, found));
    }

    private Integration changed(
            Entered entered,
            Patch<IntegrationChange> patch,
            IntegrationChange change,
            Connecting.@Nullable Found found) {
        var row = store.lock(entered.id()).orElseThrow(Refused::notFound);
        Versions.expect(patch, row.version(), "integration");
        var before = shown(row);
        store.change(entered, found == null ? row.secret() : secrets.seal(entered.id(), found.secret()));
        if (found != null && found.offer() != null) health.worked(row(entered.id()), found.offer());
        if (found != null && found.offer() == null) store.authorizing(entered.id());
        if (patch.names("allow")) allow(entered.id(), change.allow());
        var after = read(entered.id());
        changes.record(after, before, after);
        health.changed(after.id());
        Invocation.requireUnchanged(() -> after);
        return after;
    }

    private void allow(UUID id, List<String> names) {
        var tools = store.tools(id);
        requireOffered(names, tools.stream().map(Tool.Row::name).toList());
        var blocked = new HashSet<String>();
        tools.stream().filter(Tool.Row::isAllowed).map(Tool.Row::name).forEach(blocked::add);
        var fresh = names.stream().filter(name -> !blocked.contains(name)).toList();
        names.forEach(blocked::remove);
        store.block(id, blocked);
        store.allow(id, fresh, Current.get().person());
        health.testSoon(id);
    }

    void delete(UUID id) {
        var before = shown(store.lock(id).orElseThrow(Refused::notFound));
        store.delete(id);
        changes.record(before, before, null);
        health.changed(id);
    }

    Integration.Test test(UUID id) {
        var row = transactions.read(() -> row(id));
        if (row.state() == State.AUTHORIZING)
            throw Refused.conflict("integration_authorizing", "Sign in at the server first.");
        var test = tests.test(row);
        transactions.write(() -> changes.tested(read(id), test));
        return test;
    }
}
