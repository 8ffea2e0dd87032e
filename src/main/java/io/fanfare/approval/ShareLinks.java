package io.fanfare.approval;

import io.fanfare.approval.Panel.Guest;
import io.fanfare.approval.ReviewDetails.SharedLink;
import io.fanfare.identity.AccountMailer;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.SignedToken;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The addresses of the links of guests, and the mails that bring them. Their signed token names the workspace and the link. */
@Component
class ShareLinks {
    private static final String PURPOSE = "review-share";

    private final ShareStore store;
    private final ObjectProvider<AccountMailer> mailers;
    private final Workspaces workspaces;
    private final SignedToken tokens;
    private final BaseUrl baseUrl;

    ShareLinks(
            ShareStore store,
            ObjectProvider<AccountMailer> mailers,
            Workspaces workspaces,
            SignedToken tokens,
            BaseUrl baseUrl) {
        this.store = store;
        this.mailers = mailers;
        this.workspaces = workspaces;
        this.tokens = tokens;
        this.baseUrl = baseUrl;
    }

    /** A link and the workspace it belongs to. */
    record Signed(UUID workspace, UUID link) {}

    Optional<Signed> read(String token) {
        return tokens.readIds(PURPOSE, token)
                .filter(ids -> ids.size() == 2)
                .map(ids -> new Signed(ids.getFirst(), ids.getLast()));
    }

    private String path(UUID link) {
        return "/reviews/" + tokens.sign(PURPOSE, Current.get().workspace(), link);
    }

    /** The address of a link, for the person who asks for it. */
    String url(UUID link) {
        return baseUrl.ofRequest() + path(link);
    }

    /** The valid links of a review. */
    List<SharedLink> of(Review review) {
        boolean shares = Current.get().may("approval.request");
        return store.of(review.id()).stream()
                .map(share -> new SharedLink(
                        share.id(),
                        share.email(),
                        share.may(),
                        shares ? url(share.id()) : null,
                        share.createdByName(),
                        share.createdAt(),
                        share.expiresAt()))
                .toList();
    }

    /** Whether these mails reach people. */
    boolean isConnected() {
        return mailers.stream().anyMatch(AccountMailer::isConnected);
    }

    /** Mails a new link to its guest. */
    void invite(ReviewShare share, Review review, String title) {
        String asks = share.allows(ReviewShare.May.APPROVE) ? "approve" : "look at";
        send(share, "Please review: " + title, """
                %s of %s asks you to %s the %s of %s.
                %s
                Open the review, no account needed. The link works until %tF, for everyone who has it:
                %s
                """.formatted(
                        share.createdByName(),
                        workspaces.current().name(),
                        asks,
                        review.scope().word(),
                        title,
                        message(review.message()),
                        share.expiresAt().atOffset(ZoneOffset.UTC),
                        baseUrl.get() + path(share.id())));
    }

    private static String message(@Nullable String message) {
        return message == null ? "" : "\n“" + message + "”\n";
    }

    /** Tells guests with an address that it is their turn. */
    void remind(Review review, String title, Collection<Guest> guests) {
        if (guests.isEmpty()) return;
        var links = guests.stream().map(Guest::id).collect(Collectors.toSet());
        for (var share : store.of(review.id()))
            if (links.contains(share.id()))
                send(share, "Your turn to review: " + title, """
                        The %s of %s is waiting for your approval. Open the review, no account needed:
                        %s
                        """.formatted(
                                review.scope().word(), title, baseUrl.get() + path(share.id())));
    }

    private void send(ReviewShare share, String subject, String text) {
        String to = share.email();
        if (to != null) mailers.ifAvailable(mailer -> mailer.send(Current.get().workspace(), to, subject, text));
    }
}
