package io.fanfare.social;

import io.fanfare.delivery.Channel;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Message;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import io.fanfare.social.platforms.ConnectedAccount;
import io.fanfare.social.platforms.Publisher;
import io.fanfare.social.platforms.Publisher.LookUpResult;
import io.fanfare.social.platforms.Publisher.Posting;
import io.fanfare.social.platforms.Publisher.Search;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Publishes posts with the accounts of one platform: the part that is the same for all platforms. */
final class AccountChannel implements Channel {
    private final Publisher publisher;
    private final AccountStore accounts;
    private final AccountSecrets secrets;
    private final AccountHealth health;
    private final PostStore posts;
    private final PostPictures pictures;
    private final Transactions transactions;
    private final Now now;

    AccountChannel(
            Publisher publisher,
            AccountStore accounts,
            AccountSecrets secrets,
            AccountHealth health,
            PostStore posts,
            PostPictures pictures,
            Transactions transactions,
            Now now) {
        this.publisher = publisher;
        this.accounts = accounts;
        this.secrets = secrets;
        this.health = health;
        this.posts = posts;
        this.pictures = pictures;
        this.transactions = transactions;
        this.now = now;
    }

    @Override
    public String name() {
        return publisher.platform().word();
    }

    @Override
    public int window() {
        return 8;
    }

    @Override
    public boolean byTarget() {
        return true;
    }

    /** Limited per account: two workspaces that connected the same account share its limit. */
    @Override
    public Route route(@Nullable String target) {
        String bucket = accounts.ofTarget(String.valueOf(target))
                .map(account -> account.service() + " " + account.remoteId())
                .orElse(target);
        var rate = publisher.rate();
        return new Route(name() + ":" + bucket, rate.perSecond(), rate.burst(), null);
    }

    /** The reason why this account can't publish. */
    private record CannotPublish(String reason) {}

    @Override
    public Parcel pack(Delivery delivery, Message message, Route route) {
        if (!(message instanceof Message.Post post))
            throw new IllegalArgumentException("only posts are published on " + name());
        var account = transactions.read(() -> secrets.open(post.accountId()));
        if (account.isEmpty())
            return new Parcel(
                    name(),
                    Json.of(post).text().getBytes(StandardCharsets.UTF_8),
                    new CannotPublish("The account is not connected. Connect it, then retry."));
        var posting = posting(delivery, account.get(), post);
        byte[] bytes = publisher.pack(account.get(), posting);
        return new Parcel(name(), bytes, new Publication.PackedPost(account.get(), posting, bytes));
    }

    private Posting posting(Delivery delivery, ConnectedAccount account, Message.Post post) {
        Long most = transactions
                .read(() -> accounts.find(account.id()))
                .map(found -> found.limits().imageBytes())
                .orElse(null);
        var shown = pictures.of(post, most == null ? publisher.media().maxImageBytes() : most);
        Instant at = transactions.read(now::instant);
        String text = PostText.of(publisher.platform(), post.text(), post.link(), !shown.isEmpty());
        return new Posting(delivery.id(), at, text, post.title(), post.link(), shown);
    }

    @Override
    public Outcome send(Delivery delivery, Parcel parcel) {
        return switch (parcel.envelope()) {
            case CannotPublish(var reason) -> new Outcome.Failed(reason);
            case Publication.PackedPost packed -> {
                var earlier = delivery.attempts() == 0
                        ? Optional.<Search>empty()
                        : Optional.of(search(delivery, packed.posting()));
                yield new Publication(publisher, session(packed.account()), packed, this::signedOut).run(earlier);
            }
            case null, default -> throw new IllegalArgumentException("no post in the parcel");
        };
    }

    private AccountSession session(ConnectedAccount account) {
        return secrets.session(publisher, account);
    }

    private void signedOut(ConnectedAccount account, String reason) {
        transactions.write(() -> health.signedOut(account.id(), reason));
    }

    private Search search(Delivery delivery, Posting posting) {
        Instant submitted = Objects.requireNonNullElse(delivery.submittedAt(), delivery.createdAt());
        return new Search(
                posting,
                submitted,
                permalink -> transactions.read(() -> posts.isAnothers(permalink, delivery.itemId())));
    }

    @Override
    public Optional<Outcome> lookUp(Delivery delivery) {
        var account = transactions.read(
                () -> accounts.ofTarget(delivery.target()).flatMap(found -> secrets.open(found.id())));
        var post = transactions.read(() -> posts.list(List.of(delivery.itemId()))).stream()
                .findFirst();
        if (account.isEmpty() || post.isEmpty()) return Optional.empty();
        boolean shown = !post.get().assetIds().isEmpty();
        String text =
                PostText.of(publisher.platform(), post.get().text(), post.get().link(), shown);
        var posting = new Posting(
                delivery.id(),
                delivery.createdAt(),
                text,
                post.get().title(),
                post.get().link(),
                List.of());
        return switch (publisher.find(session(account.get()), search(delivery, posting))) {
            case LookUpResult.Existing(var permalink) -> Optional.of(new Outcome.Confirmed(permalink));
            case LookUpResult.Absent _ -> Optional.of(new Outcome.TryLater("The platform does not have the post."));
            case LookUpResult.Different _, LookUpResult.Unclear _ -> Optional.empty();
        };
    }
}
