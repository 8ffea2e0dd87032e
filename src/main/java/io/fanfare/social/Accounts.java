package io.fanfare.social;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import io.fanfare.social.platforms.Field;
import io.fanfare.social.platforms.Publisher;
import io.fanfare.social.platforms.Publishers;
import io.fanfare.social.platforms.SignIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

/** Accounts on social platforms. Their secrets are stored encrypted and never returned. */
@RestController
@RequestMapping("/api/social/accounts")
class Accounts {
    private static final int MOST = 50;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String NO_SERVER = "must be the address of a server, e.g. https://example.social";

    private final AccountStore store;
    private final AccountSecrets secrets;
    private final PostStore posts;
    private final Publishers publishers;
    private final Transactions transactions;
    private final Ready ready;
    private final Operations operations;
    private final Audit audit;
    private final Live live;
    private final Now now;

    Accounts(
            AccountStore store,
            AccountSecrets secrets,
            PostStore posts,
            Publishers publishers,
            Transactions transactions,
            Ready ready,
            Operations operations,
            Audit audit,
            Live live,
            Now now) {
        this.store = store;
        this.secrets = secrets;
        this.posts = posts;
        this.publishers = publishers;
        this.transactions = transactions;
        this.ready = ready;
        this.operations = operations;
        this.audit = audit;
        this.live = live;
        this.now = now;
    }

    /**
     * What to connect an account with: {@code values} by the names of the platform's {@code fields[]}. The other members are
     * the same values by their names; {@code service} and {@code instance} are the server.
     */
    record NewAccount(
            @NotNull Platform platform,
            @Nullable @Size(max = 20) Map<@Size(max = 50) String, @Size(max = 2000) String> values,
            @Nullable @Size(max = 300) String service,
            @Nullable @Size(max = 300) String instance,
            @Nullable @Size(max = 300) String handle,
            @Nullable @Size(max = 300) String appPassword,
            @Nullable @Size(max = 2000) String accessToken) {
        Map<String, String> given() {
            var given = new HashMap<String, String>();
            if (service != null) given.put("service", service);
            if (instance != null) given.put("instance", instance);
            if (handle != null) given.put("handle", handle);
            if (appPassword != null) given.put("appPassword", appPassword);
            if (accessToken != null) given.put("accessToken", accessToken);
            if (values != null) given.putAll(values);
            return given;
        }

        @Override
        public String toString() {
            return platform + " " + handle;
        }
    }

    /** A disconnected account and the posts that will not be published because of it. */
    record Disconnected(UUID id, Platform platform, String handle, List<NotGoingOut> notGoingOut) {}

    /** A scheduled post whose account is disconnected. */
    record NotGoingOut(UUID queueId, UUID campaignId, String title, Instant scheduledFor) {}

    /** Lists the connected accounts, including those that must be reconnected. */
    @GetMapping
    @Allow("content.read")
    Page<Account> listAccounts(@RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        var range = Page.Range.of(limit, offset);
        return Page.of(store.list(range).stream().map(this::permitted).toList(), store.count(), range);
    }

    /**
     * Connects an account: signs in on the platform, then stores the secret encrypted. {@code GET /api/social/platforms} lists
     * the {@code fields[]} of each platform. Bluesky: {@code handle}, {@code appPassword} (created in its settings, not the
     * password of the account) and {@code service} (default: https://bsky.social). Mastodon: {@code instance} and {@code
     * accessToken} with the scopes read:accounts, read:statuses, write:statuses and write:media. A platform can have several
     * accounts. An account that was connected before is reconnected (200) and keeps its scheduled posts. 422 {@code
     * account_refused} or {@code account_unreachable} with the platform's reason; {@code platform_not_connectable} if posts
     * can't be published there yet.
     */
    @PostMapping
    @Allow(value = "credential.manage", outside = true)
    ResponseEntity<Account> connectAccount(@RequestBody @Valid NewAccount given) {
        var publisher = required(given.platform());
        return switch (publisher.signIn(values(publisher, given.given()))) {
            case SignIn.Accepted accepted -> transactions.write(() -> connected(given.platform(), accepted));
            case SignIn.Refused(var reason) -> throw Refused.unprocessable("account_refused", reason);
            case SignIn.Unavailable(var reason) -> throw Refused.unprocessable("account_unreachable", reason);
        };
    }

    /**
     * Disconnects an account and deletes its secret. The response lists the scheduled posts that will fail at their time. They
     * can be retried after the account is reconnected.
     */
    @DeleteMapping("/{id}")
    @Allow("credential.manage")
    Disconnected disconnectAccount(@PathVariable UUID id) {
        var account = store.find(id)
                .filter(found -> found.status() != Account.Status.DISCONNECTED)
                .orElseThrow(Refused::notFound);
        store.move(id, Account.Status.DISCONNECTED, null);
        audit.record(
                account.subject(), Map.of("status", account.status()), Map.of("status", Account.Status.DISCONNECTED));
        tell(id);
        var waiting = posts.waitingFor(id).stream()
                .map(post -> new NotGoingOut(
                        post.queueId(), post.campaignId(), post.details().heading(), post.scheduledFor()))
                .toList();
        return new Disconnected(id, account.platform(), account.handle(), waiting);
    }

    private Publisher required(Platform platform) {
        if (platform == Platform.NEWSROOM)
            throw Refused.unprocessable("platform_not_connectable", "The newsroom is built in and needs no account.");
        return publisher(platform)
                .orElseThrow(() -> Refused.unprocessable("platform_not_connectable", whyNot(platform)));
    }

    /** Why a platform can't be connected. */
    String whyNot(Platform platform) {
        var names = Stream.concat(
                        publishers.all().stream().map(each -> PlatformChecks.name(each.platform())),
                        Stream.of("the newsroom"))
                .toList();
        return PlatformChecks.name(platform)
                + " can't be connected yet. Posts for it are checked against its limits, but only "
                + String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast()
                + " can publish.";
    }

    private ResponseEntity<Account> connected(Platform platform, SignIn.Accepted accepted) {
        UUID fresh = Ids.next();
        UUID id = store.put(fresh, platform, accepted);
        if (store.count() > MOST)
            throw Refused.unprocessable(
                    "too_many_accounts", "A workspace can have " + MOST + " accounts. Disconnect one first.");
        secrets.keep(id, accepted.secret());
        ready.mark(AccountHealth.LANE, now.instant().plus(AccountHealth.CHECKED_EVERY));
        var account = store.find(id).orElseThrow();
        audit.record(account.subject(), null, account);
        tell(id);
        return ResponseEntity.status(id.equals(fresh) ? HttpStatus.CREATED : HttpStatus.OK)
                .body(permitted(account));
    }

    /** The values of the platform's fields, each present and without space around it. */
    private static Map<String, String> values(Publisher publisher, Map<String, String> given) {
        var values = new HashMap<String, String>();
        for (Field field : publisher.fields()) {
            String value = value(field, given);
            values.put(
                    field.name(),
                    field.kind() == Field.Kind.SERVER
                            ? server(field.name(), value).toString()
                            : value);
        }
        return values;
    }

    private static String value(Field field, Map<String, String> given) {
        var names = field.kind() == Field.Kind.SERVER
                ? Stream.of(field.name(), "service", "instance")
                : Stream.of(field.name());
        return names.map(given::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .map(String::strip)
                .or(() -> Optional.ofNullable(field.initial()))
                .orElseThrow(() -> Refused.invalid(field.name(), "must not be empty"));
    }

    /** The server alone, without a path. A token is sent without encryption to this machine only. */
    private static URI server(String field, String given) {
        try {
            var uri = new URI(given.contains("://") ? given : "https://" + given);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            boolean plain = scheme.equals("http") && THIS_MACHINE.contains(host);
            if (host.isEmpty() || uri.getRawUserInfo() != null || !scheme.equals("https") && !plain)
                throw Refused.invalid(field, NO_SERVER);
            return new URI(scheme, null, host, uri.getPort(), null, null, null);
        } catch (URISyntaxException malformed) {
            throw Refused.invalid(field, NO_SERVER);
        }
    }

    private Account permitted(Account account) {
        return account.with(operations.permitted(
                account.connected() ? List.of("disconnectAccount") : List.of("connectAccount", "disconnectAccount")));
    }

    private void tell(UUID id) {
        live.changed(Topic.ACCOUNTS, Account.KIND, id, null);
    }

    // For the rest of the room

    Optional<Account> find(UUID id) {
        return store.find(id);
    }

    /** The account that a delivery is addressed to, by its id. */
    Optional<Account> ofTarget(String target) {
        return Ids.parse(target).flatMap(store::find);
    }

    Optional<Publisher> publisher(Platform platform) {
        return publishers.find(platform);
    }

    List<Account> of(Platform platform) {
        return store.of(platform);
    }

    Map<UUID, Account> named(Collection<UUID> ids) {
        return store.named(ids).stream().collect(Collectors.toMap(Account::id, each -> each));
    }
}
