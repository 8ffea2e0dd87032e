package io.fanfare.social;

import io.fanfare.delivery.Channel;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Message;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Transactions;
import io.fanfare.social.NewsroomEntries.NewEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The built-in platform: a public page with its feeds. It can always be asked what it has, so no outcome stays unclear. */
@Component
class NewsroomChannel implements Channel {
    private static final String NAME = "newsroom";
    private static final Route ROUTE = new Route(NAME, 5000, 5000, null);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final NewsroomEntries entries;
    private final Workspaces workspaces;
    private final Transactions transactions;

    NewsroomChannel(NewsroomEntries entries, Workspaces workspaces, Transactions transactions) {
        this.entries = entries;
        this.workspaces = workspaces;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int window() {
        return 32;
    }

    @Override
    public Route route(@Nullable String target) {
        return ROUTE;
    }

    @Override
    public Parcel pack(Delivery delivery, Message message, Route route) {
        if (!(message instanceof Message.Post post))
            throw new IllegalArgumentException("only posts go to the newsroom");
        var entry = new NewEntry(
                post.postId(),
                delivery.id(),
                delivery.campaignId(),
                post.title(),
                post.text(),
                post.assetIds(),
                post.altTexts(),
                post.link());
        return new Parcel(NAME, Json.of(post).text().getBytes(StandardCharsets.UTF_8), entry);
    }

    /** Publishing twice has the effect of publishing once, so it is repeated while the database is away. */
    @Override
    public Outcome send(Delivery delivery, Parcel parcel) {
        if (!(parcel.envelope() instanceof NewEntry entry)) throw new IllegalArgumentException("no post in the parcel");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return new Outcome.Confirmed(transactions.write(() -> address(entries.put(entry))));
            } catch (DataAccessException | TransactionException away) {
                if (System.nanoTime() > end) throw away;
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public Optional<Outcome> lookUp(Delivery delivery) {
        return transactions.read(() -> Optional.of(entries.slugOfDelivery(delivery.id())
                .<Outcome>map(slug -> new Outcome.Confirmed(address(slug)))
                .orElseGet(() -> new Outcome.TryLater("The server stopped before the newsroom had the post."))));
    }

    /** Without the host, which may change. */
    private String address(String slug) {
        return "/n/" + workspaces.current().slug() + "/" + slug;
    }
}
