package io.fanfare.social;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import io.fanfare.social.platforms.Publisher;
import io.fanfare.social.platforms.SignIn;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    private final AccountStore store;
    private final AccountConnections connections;
    private final PostStore posts;
    private final Destinations destinations;
    private final Transactions transactions;
    private final Operations operations;
    private final Audit audit;
    private final Live live;

    Accounts(
            AccountStore store,
            AccountConnections connections,
            PostStore posts,
            Destinations destinations,
            Transactions transactions,
            Operations operations,
            Audit audit,
            Live live) {
        this.store = store;
        this.connections = connections;
        this.posts = posts;
        this.destinations = destinations;
        this.transactions = transactions;
        this.operations = operations;
        this.audit = audit;
        this.live = live;
    }

    /** A disconnected account and the posts that will not be published because of it. */
    record Disconnection(UUID id, Platform platform, String handle, List<AffectedPost> notGoingOut) {}

    /** A scheduled post whose account is disconnected. */
    record AffectedPost(UUID queueId, UUID campaignId, String title, Instant scheduledFor) {}

    /** Lists the connected accounts, including those that must be reconnected. */
    @GetMapping
    @Tool(Tool.Set.SOCIAL)
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
    ResponseEntity<Account> connectAccount(@RequestBody @Valid NewAccount request) {
        var publisher = required(request.platform());
        return switch (publisher.signIn(request.valuesOf(publisher.fields()))) {
            case SignIn.Accepted accepted -> transactions.write(() -> connected(request.platform(), accepted));
            case SignIn.Refused(var reason) -> throw Refused.unprocessable("account_refused", reason);
            case SignIn.Unavailable(var reason) -> throw Refused.unprocessable("account_unreachable", reason);
        };
    }

    /**
     * Disconnects an account and deletes its secret. The response lists the scheduled posts that will fail at their time. They
     * can be retried after the account is reconnected.
     */
    @DeleteMapping("/{id}")
    @Allow(value = "credential.manage", creates = true)
    Disconnection disconnectAccount(@PathVariable UUID id) {
        var account = store.find(id)
                .filter(found -> found.status() != Account.Status.DISCONNECTED)
                .orElseThrow(Refused::notFound);
        connections.disconnect(id);
        audit.record(
                account.subject(), Map.of("status", account.status()), Map.of("status", Account.Status.DISCONNECTED));
        notifyBrowsers(id);
        var waiting = posts.waitingFor(id).stream()
                .map(post -> new AffectedPost(
                        post.queueId(), post.campaignId(), post.details().heading(), post.scheduledFor()))
                .toList();
        return new Disconnection(id, account.platform(), account.handle(), waiting);
    }

    private Publisher required(Platform platform) {
        if (platform == Platform.NEWSROOM)
            throw Refused.unprocessable("platform_not_connectable", "The newsroom is built in and needs no account.");
        return destinations
                .publisher(platform)
                .orElseThrow(() -> Refused.unprocessable("platform_not_connectable", destinations.whyNot(platform)));
    }

    private ResponseEntity<Account> connected(Platform platform, SignIn.Accepted signIn) {
        var connection = connections.connect(platform, signIn);
        var account = connection.account();
        audit.record(account.subject(), null, account);
        notifyBrowsers(account.id());
        return ResponseEntity.status(connection.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(permitted(account));
    }

    private Account permitted(Account account) {
        return account.with(operations.permitted(
                account.connected() ? List.of("disconnectAccount") : List.of("connectAccount", "disconnectAccount")));
    }

    private void notifyBrowsers(UUID id) {
        live.changed(Topic.ACCOUNTS, Account.KIND, id, null);
    }
}
