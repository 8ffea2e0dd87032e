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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
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
        var packed = postings(delivery, account.get(), post).stream()
                .map(posting ->
                        new Publication.PackedPost(account.get(), posting, publisher.pack(account.get(), posting)))
                .toList();
        return new Parcel(name(), joined(packed), new PackedThread(packed));
    }

    /** The parts of a post in their order. */
    private record PackedThread(List<Publication.PackedPost> parts) {}

    /** The bytes of a single post, or those of all parts as a JSON array. */
    private static byte[] joined(List<Publication.PackedPost> parts) {
        if (parts.size() == 1) return parts.getFirst().bytes();
        return parts.stream()
                .map(part -> new String(part.bytes(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private List<Posting> postings(Delivery delivery, ConnectedAccount account, Message.Post post) {
        Long most = transactions
                .read(() -> accounts.find(account.id()))
                .map(found -> found.limits().imageBytes())
                .orElse(null);
        long allowed = most == null ? publisher.media().maxImageBytes() : most;
        Instant at = transactions.read(now::instant);
        var shown = pictures.of(new Message.Post.Part(post.text(), post.assetIds(), post.altTexts()), allowed);
        String text = PostText.of(publisher.platform(), post.text(), post.link(), !shown.isEmpty());
        var all = new ArrayList<Posting>();
        all.add(new Posting(delivery.id(), at, text, post.title(), post.link(), shown, null));
        for (var part : post.thread())
            all.add(new Posting(
                    ThreadPublication.key(delivery.id(), all.size()),
                    at,
                    part.text(),
                    null,
                    null,
                    pictures.of(part, allowed),
                    null));
        return all;
    }

    @Override
    public Outcome send(Delivery delivery, Parcel parcel) {
        return switch (parcel.envelope()) {
            case CannotPublish(var reason) -> new Outcome.Failed(reason);
            case PackedThread(var parts) -> sent(delivery, parts);
            case null, default -> throw new IllegalArgumentException("no post in the parcel");
        };
    }

    private Outcome sent(Delivery delivery, List<Publication.PackedPost> packed) {
        var session = session(packed.getFirst().account());
        return thread(delivery).run(packed, (part, first) -> {
            if (!first && session.isOver()) return result(new Outcome.TryLater("The other parts follow."));
            var publication = new Publication(publisher, session, part, this::signedOut);
            var earlier = first && delivery.attempts() > 0
                    ? Optional.of(search(delivery, part.posting()))
                    : Optional.<Search>empty();
            var outcome = publication.run(earlier);
            return new ThreadPublication.Result(outcome, publication.reference());
        });
    }

    private static ThreadPublication.Result result(Outcome outcome) {
        return new ThreadPublication.Result(outcome, Optional.empty());
    }

    private ThreadPublication thread(Delivery delivery) {
        return new ThreadPublication(posts, transactions, delivery.itemId());
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
        var first = new Posting(
                delivery.id(),
                delivery.createdAt(),
                text,
                post.get().title(),
                post.get().link(),
                List.of(),
                null);
        var packed = new ArrayList<Publication.PackedPost>();
        packed.add(new Publication.PackedPost(account.get(), first, new byte[0]));
        for (var part : post.get().thread())
            packed.add(new Publication.PackedPost(
                    account.get(), ThreadPublication.posting(first, packed.size(), part.text()), new byte[0]));
        var session = session(account.get());
        var outcome = thread(delivery).run(packed, (part, _) -> found(delivery, session, part.posting()));
        return outcome instanceof Outcome.Unknown ? Optional.empty() : Optional.of(outcome);
    }

    private ThreadPublication.Result found(Delivery delivery, AccountSession session, Posting posting) {
        return switch (publisher.find(session, search(delivery, posting))) {
            case LookUpResult.Existing(var permalink, var reference) ->
                new ThreadPublication.Result(new Outcome.Confirmed(permalink), Optional.of(reference));
            case LookUpResult.Absent _ -> result(new Outcome.TryLater("The platform does not have the post."));
            case LookUpResult.Different(var reason) -> result(new Outcome.Unknown(reason));
            case LookUpResult.Unclear(var reason) -> result(new Outcome.Unknown(reason));
        };
    }
}
