package io.fanfare.social;

import io.fanfare.delivery.Channel.Outcome;
import io.fanfare.kernel.HttpCalls.Reply;
import io.fanfare.social.platforms.ConnectedAccount;
import io.fanfare.social.platforms.Publisher;
import io.fanfare.social.platforms.Publisher.LookUpResult;
import io.fanfare.social.platforms.Publisher.Picture;
import io.fanfare.social.platforms.Publisher.Posting;
import io.fanfare.social.platforms.Publisher.Reference;
import io.fanfare.social.platforms.Publisher.ReplyTo;
import io.fanfare.social.platforms.Publisher.Search;
import io.fanfare.social.platforms.Publisher.Upload;
import io.fanfare.social.platforms.SignIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One attempt to publish a post: in every failure, the post exists once or the outcome is reported as unclear. */
final class Publication {
    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final Duration PROCESSING = Duration.ofSeconds(1);

    private final Publisher publisher;
    private final AccountSession session;
    private final PackedPost packed;
    private final BiConsumer<ConnectedAccount, String> signedOut;
    private @Nullable Reference reference;

    /** A post as it is published. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record PackedPost(ConnectedAccount account, Posting posting, byte[] bytes) {
        PackedPost replyingTo(@Nullable ReplyTo other) {
            return other == null ? this : new PackedPost(account, posting.replyingTo(other), bytes);
        }
    }

    /** @param signedOut called with the reason when the platform no longer accepts the account */
    Publication(
            Publisher publisher,
            AccountSession session,
            PackedPost packed,
            BiConsumer<ConnectedAccount, String> signedOut) {
        this.publisher = publisher;
        this.session = session;
        this.packed = packed;
        this.signedOut = signedOut;
    }

    /** How replies name the post; empty unless it is confirmed. */
    Optional<Reference> reference() {
        return Optional.ofNullable(reference);
    }

    private Outcome existing(LookUpResult.Existing found) {
        reference = found.reference();
        return new Outcome.Confirmed(found.permalink());
    }

    Outcome run(Optional<Search> earlier) {
        var known = earlier.flatMap(this::earlier);
        if (known.isPresent()) return known.get();
        var uploads = new ArrayList<String>();
        for (var picture : packed.posting().pictures())
            switch (uploaded(picture)) {
                case Upload.Stored(var id) -> uploads.add(id);
                case Upload.Processing _ -> {
                    return new Outcome.TryLater("The server is still processing a picture.");
                }
                case Upload.Rejected(var reason) -> {
                    return new Outcome.Failed(reason);
                }
                case Upload.NotStored(var reply) -> {
                    return notPublished(reply);
                }
            }
        return published(uploads, earlier);
    }

    /** An earlier attempt may have succeeded although its answer was lost. */
    private Optional<Outcome> earlier(Search search) {
        var found = publisher.find(session, search);
        if (session.renewal() != null && !(session.renewal() instanceof SignIn.Accepted))
            return Optional.of(notSignedIn(session.renewal()));
        return switch (found) {
            case LookUpResult.Existing existing -> Optional.of(existing(existing));
            case LookUpResult.Different(var reason) -> Optional.of(new Outcome.Unknown(reason));
            case LookUpResult.Unclear(var reason) ->
                Optional.of(new Outcome.TryLater("It is unclear whether an earlier attempt was published: " + reason));
            case LookUpResult.Absent _ -> Optional.empty();
        };
    }

    private Upload uploaded(Picture picture) {
        var upload = publisher.upload(session, picture);
        while (upload instanceof Upload.Processing(var id) && !session.isOver()) {
            AccountSession.pause(PROCESSING);
            var next = publisher.processed(session, id);
            // A server that is temporarily busy is asked again.
            upload = next instanceof Upload.NotStored(var reply) && isPassing(reply) ? upload : next;
        }
        return upload;
    }

    private static boolean isPassing(Reply reply) {
        return !(reply instanceof Reply.Answered answer) || answer.status() >= 500;
    }

    private Outcome published(List<String> uploads, Optional<Search> earlier) {
        var reply = publish(uploads);
        if (reply instanceof Reply.Answered answer && answer.ok()) return confirmed(answer);
        if (reply instanceof Reply.NotSent || reply instanceof Reply.Answered answer && answer.status() < 500)
            return notPublished(reply);
        String doubt = reason(reply);
        return publisher.isRepeatable() ? repeated(uploads, doubt) : lookUp(doubt, earlier);
    }

    private Reply publish(List<String> uploads) {
        return publisher.publish(session, packed.posting(), packed.bytes(), uploads);
    }

    private Outcome confirmed(Reply.Answered answer) {
        reference = publisher.reference(answer.json());
        return new Outcome.Confirmed(publisher.permalink(session.account(), packed.posting(), answer.json()));
    }

    /** Repeats the call with the same key until the platform answers. */
    private Outcome repeated(List<String> uploads, String doubt) {
        String reason = doubt;
        for (int n = 1; !session.isOver(); n++) {
            AccountSession.pause(Duration.ofSeconds(Math.min(10, 1L << n)));
            var reply = publish(uploads);
            if (reply instanceof Reply.Answered answer && answer.ok()) return confirmed(answer);
            if (reply instanceof Reply.Answered answer && answer.status() < 500)
                return new Outcome.Unknown(doubt + "; then " + answer.summary());
            reason = reason(reply);
        }
        return unclear(reason);
    }

    /**
     * Looks the post up by its key. It counts as absent if it is not found twice, since the platform may still be
     * processing it.
     */
    private Outcome lookUp(String doubt, Optional<Search> search) {
        int absent = 0;
        while (!session.isOver()) {
            switch (publisher.find(session, search.orElseGet(this::own))) {
                case LookUpResult.Existing existing -> {
                    return existing(existing);
                }
                case LookUpResult.Different(var reason) -> {
                    return new Outcome.Unknown(reason);
                }
                case LookUpResult.Absent _ -> {
                    if (++absent == 2) return new Outcome.TryLater(doubt);
                }
                case LookUpResult.Unclear _ -> {}
            }
            AccountSession.pause(MOMENT);
        }
        return unclear(doubt);
    }

    private Search own() {
        return new Search(packed.posting(), packed.posting().at(), permalink -> false);
    }

    private static Outcome unclear(String doubt) {
        return new Outcome.Unknown(doubt + "; the server could not be asked whether it has the post.");
    }

    /** The outcome for an answer that rules out that the post exists. */
    private Outcome notPublished(Reply reply) {
        if (!(reply instanceof Reply.Answered answer) || answer.status() >= 500)
            return new Outcome.TryLater(reason(reply));
        if (publisher.isSignedOut(answer))
            return notSignedIn(session.renewal() == null ? new SignIn.Refused(answer.summary()) : session.renewal());
        return publisher
                .rateLimit(answer)
                .<Outcome>map(pause -> new Outcome.TryLater(answer.summary(), pause))
                .orElseGet(() -> new Outcome.Failed(answer.summary()));
    }

    private Outcome notSignedIn(SignIn renewal) {
        return switch (renewal) {
            case SignIn.Unavailable(var reason) -> new Outcome.TryLater(reason);
            case SignIn.Refused(var reason) -> {
                signedOut.accept(session.account(), reason);
                yield new Outcome.Failed("Reconnect the account, then retry. " + reason);
            }
            // The new session is rejected as well.
            case SignIn.Accepted _ -> {
                String reason = "The platform rejects the session of this account.";
                signedOut.accept(session.account(), reason);
                yield new Outcome.Failed("Reconnect the account, then retry. " + reason);
            }
        };
    }

    private static String reason(Reply reply) {
        return switch (reply) {
            case Reply.Answered answer -> answer.summary();
            case Reply.NotSent(var reason, var refused) -> reason;
            case Reply.Lost(var reason) -> reason;
        };
    }
}
