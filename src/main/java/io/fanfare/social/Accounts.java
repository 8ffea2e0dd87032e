package io.fanfare.social;

import io.fanfare.activity.Notifications;
import io.fanfare.creative.Platform;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Envelope;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;

/** Accounts on platforms outside. Their secrets go in sealed and never come out of the door again. */
@RestController
@RequestMapping("/api/social/accounts")
public class Accounts implements Lane {
    private static final String KIND = "account";
    private static final int MOST = 50;
    private static final Duration CHECKED_EVERY = Duration.ofHours(6);
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final AccountStore store;
    private final PostStore posts;
    private final Map<Platform, Connector> connectors;
    private final Envelope envelope;
    private final Transactions transactions;
    private final Ready ready;
    private final Members members;
    private final Notifications notifications;
    private final Operations operations;
    private final Audit audit;
    private final Live live;
    private final Now now;

    Accounts(
            AccountStore store,
            PostStore posts,
            ObjectProvider<Connector> connectors,
            Envelope envelope,
            Transactions transactions,
            Ready ready,
            Members members,
            Notifications notifications,
            Operations operations,
            Audit audit,
            Live live,
            Now now) {
        this.store = store;
        this.posts = posts;
        this.connectors = connectors.stream().collect(Collectors.toMap(Connector::platform, each -> each));
        this.envelope = envelope;
        this.transactions = transactions;
        this.ready = ready;
        this.members = members;
        this.notifications = notifications;
        this.operations = operations;
        this.audit = audit;
        this.live = live;
        this.now = now;
    }

    /** What an account is connected with: {@code service} or {@code instance} is its server. */
    record NewAccount(
            @NotNull Platform platform,
            @Nullable @Size(max = 300) String service,
            @Nullable @Size(max = 300) String instance,
            @Nullable @Size(max = 300) String handle,
            @Nullable @Size(max = 300) String appPassword,
            @Nullable @Size(max = 2000) String accessToken) {
        @Override
        public String toString() {
            return platform + " " + handle;
        }
    }

    /** An account that is not connected any more, and the posts that will not go out because of it. */
    record Disconnected(UUID id, Platform platform, String handle, List<NotGoingOut> notGoingOut) {}

    /** A planned post whose account is gone. */
    record NotGoingOut(UUID queueId, UUID campaignId, String title, Instant scheduledFor) {}

    /** Lists the connected accounts, those that need to be connected again among them. */
    @GetMapping
    @Allow("content.read")
    Page<Account> listAccounts(@RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        var range = Page.Range.of(limit, offset);
        return Page.of(store.list(range).stream().map(this::answer).toList(), store.count(), range);
    }

    /**
     * Connects an account: signs in there first, keeps what that needs encrypted and never answers it. Bluesky: {@code
     * service} (https://bsky.social unless told), {@code handle} and {@code appPassword} (made in its settings, not the
     * password itself). Mastodon: {@code instance} and {@code accessToken} (scopes read:accounts, read:statuses,
     * write:statuses, write:media); what the server allows is read from it. Several accounts of a platform are fine; one
     * that was connected before is connected again (200), with what was planned for it. 422 {@code account_refused} or
     * {@code account_unreachable} with what the other side said, {@code platform_not_connectable} where there is no
     * adapter yet.
     */
    @PostMapping
    @Allow(value = "credential.manage", outside = true)
    ResponseEntity<Account> connectAccount(@RequestBody @Valid NewAccount given) {
        var connector = connector(given.platform());
        var details = new LinkedHashMap<String, String>();
        URI service;
        if (given.platform() == Platform.MASTODON) {
            service = service("instance", given.instance() == null ? given.service() : given.instance());
            details.put("accessToken", needed("accessToken", given.accessToken()));
        } else {
            String told = given.service() == null ? given.instance() : given.service();
            service = service("service", told == null ? "https://bsky.social" : told);
            details.put("handle", handle(needed("handle", given.handle())));
            details.put("appPassword", needed("appPassword", given.appPassword()));
        }
        return switch (connector.connect(service, details)) {
            case Connector.Signed.In in -> transactions.write(() -> keep(given.platform(), service, in));
            case Connector.Signed.Refused(var reason) -> throw Refused.unprocessable("account_refused", reason);
            case Connector.Signed.Away(var reason) -> throw Refused.unprocessable("account_unreachable", reason);
        };
    }

    /**
     * Disconnects an account and forgets its secret. The answer names the posts that will not go out: at their time they
     * fail, and can be tried again once the account is connected again.
     */
    @DeleteMapping("/{id}")
    @Allow("credential.manage")
    Disconnected disconnectAccount(@PathVariable UUID id) {
        var account = store.find(id)
                .filter(found -> found.status() != Account.Status.DISCONNECTED)
                .orElseThrow(Refused::notFound);
        store.move(id, Account.Status.DISCONNECTED, null);
        audit.record(
                subject(account), Map.of("status", account.status()), Map.of("status", Account.Status.DISCONNECTED));
        tell(id);
        var waiting = posts.waitingFor(id).stream()
                .map(post -> new NotGoingOut(
                        post.queueId(), post.campaignId(), post.details().heading(), post.scheduledFor()))
                .toList();
        return new Disconnected(id, account.platform(), account.handle(), waiting);
    }

    private Connector connector(Platform platform) {
        if (platform == Platform.NEWSROOM)
            throw Refused.unprocessable(
                    "platform_not_connectable", "The newsroom is built in: there is nothing to connect.");
        var connector = connectors.get(platform);
        if (connector == null) throw Refused.unprocessable("platform_not_connectable", whyNot(platform));
        return connector;
    }

    static String whyNot(Platform platform) {
        return Fitness.name(platform) + " can't be connected here yet: posts for it are checked against its limits, and"
                + " Bluesky, Mastodon and the newsroom publish.";
    }

    private ResponseEntity<Account> keep(Platform platform, URI service, Connector.Signed.In in) {
        UUID fresh = Ids.next();
        UUID id = store.put(fresh, platform, service.toString(), in);
        if (store.count() > MOST)
            throw Refused.unprocessable(
                    "too_many_accounts", "A workspace has " + MOST + " accounts at most. Disconnect one first.");
        keepSecret(id, in.secret());
        ready.mark(name(), now.instant().plus(CHECKED_EVERY));
        var account = store.find(id).orElseThrow();
        audit.record(subject(account), null, account);
        tell(id);
        return ResponseEntity.status(id.equals(fresh) ? HttpStatus.CREATED : HttpStatus.OK)
                .body(answer(account));
    }

    private static String needed(String field, @Nullable String value) {
        if (value == null || value.isBlank()) throw Refused.invalid(field, "is missing");
        return value.strip();
    }

    private static String handle(String given) {
        return given.startsWith("@") ? given.substring(1) : given;
    }

    /** The server alone, without a path; a token is not sent in the clear to anywhere but this machine. */
    private static URI service(String field, @Nullable String given) {
        String text = needed(field, given);
        try {
            var uri = new URI(text.contains("://") ? text : "https://" + text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            boolean plain = scheme.equals("http") && THIS_MACHINE.contains(host);
            if (host.isEmpty() || uri.getRawUserInfo() != null || !scheme.equals("https") && !plain)
                throw Refused.invalid(field, "is no server such as https://example.social");
            return new URI(scheme, null, host, uri.getPort(), null, null, null);
        } catch (URISyntaxException malformed) {
            throw Refused.invalid(field, "is no server such as https://example.social");
        }
    }

    private Account answer(Account account) {
        return account.with(operations.permitted(
                account.connected() ? List.of("disconnectAccount") : List.of("connectAccount", "disconnectAccount")));
    }

    private static Subject subject(Account account) {
        return Subject.of(KIND, account.id(), account.platform().word() + " " + account.handle());
    }

    private void tell(UUID id) {
        live.changed(Topic.ACCOUNTS, KIND, id, null);
    }

    // The timer

    @Override
    public String name() {
        return "social_accounts";
    }

    /** Asks each platform now and then whether it still lets us in, so that a dead token is known before a post fails by it. */
    @Override
    public Optional<Instant> work() {
        Instant due = transactions.read(now::instant).minus(CHECKED_EVERY);
        for (Account account : transactions.read(() -> store.uncheckedSince(due))) check(account);
        return transactions.read(store::oldestCheck).map(at -> at.plus(CHECKED_EVERY));
    }

    private void check(Account account) {
        var connector = connectors.get(account.platform());
        var opened = transactions.read(() -> open(account));
        switch (connector == null || opened.isEmpty() ? new Connector.Signed.Away("") : connector.check(opened.get())) {
            case Connector.Signed.In in ->
                transactions.write(() -> {
                    store.checked(account.id(), in.limits());
                    if (!in.secret().isEmpty()) keepSecret(account.id(), in.secret());
                });
            case Connector.Signed.Refused(var reason) -> transactions.write(() -> refused(account.id(), reason));
            case Connector.Signed.Away _ -> transactions.write(() -> store.checked(account.id(), null));
        }
    }

    // For the channels and the rest of the room

    /** An account that is connected, its secret in the clear. Belongs into a transaction. */
    public Optional<Connector.Opened> open(@Nullable UUID id) {
        return id == null
                ? Optional.empty()
                : store.find(id).filter(Account::connected).flatMap(this::open);
    }

    public Optional<Account> find(UUID id) {
        return store.find(id);
    }

    /** The account that a delivery is addressed to: its target is the id of the account. */
    public Optional<Account> ofTarget(String target) {
        return store.find(UUID.fromString(target));
    }

    private Optional<Connector.Opened> open(Account account) {
        return store.sealed(account.id()).map(kept -> {
            byte[] plain = envelope.open(kept.secret(), place(account.id()));
            var secret = Objects.requireNonNull(
                    Json.read(new String(plain, StandardCharsets.UTF_8), new TypeReference<Map<String, String>>() {}));
            return new Connector.Opened(
                    account.id(), URI.create(account.service()), account.remoteId(), account.handle(), secret);
        });
    }

    /** What the account signs in with is another now. */
    public void keepSecret(UUID id, Map<String, String> secret) {
        store.seal(id, envelope.seal(Json.of(secret).text().getBytes(StandardCharsets.UTF_8), place(id)));
    }

    private static String place(UUID id) {
        return "social_account " + Current.get().workspace() + " " + id;
    }

    /** The platform does not let us in any more: whoever can connect it again is told, once. */
    public void refused(UUID id, String reason) {
        if (!store.move(id, Account.Status.NEEDS_RECONNECT, reason)) return;
        var account = store.find(id).orElseThrow();
        audit.record("accountRefused", subject(account), null, Map.of("reason", reason));
        notifications.notify(
                members.with("credential.manage"),
                "account_needs_reconnect",
                Fitness.name(account.platform()) + " does not let " + account.handle() + " in any more",
                "Connect the account again; " + account.planned() + " planned posts wait for it. " + reason,
                subject(account));
        tell(id);
    }

    /** The post that a delivery carries. */
    public Optional<Post> post(UUID queueId) {
        return posts.list(List.of(queueId)).stream().findFirst();
    }

    /** Whether another post is known to be at this address. */
    public boolean isAnothers(String permalink, UUID queueId) {
        return posts.isAnothers(permalink, queueId);
    }

    List<Account> of(Platform platform) {
        return store.of(platform);
    }

    Map<UUID, Account> named(Collection<UUID> ids) {
        return store.named(ids).stream().collect(Collectors.toMap(Account::id, each -> each));
    }

    Set<Platform> connectable() {
        return connectors.keySet();
    }
}
