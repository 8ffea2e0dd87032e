package io.fanfare.social.platforms;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.HttpCalls.Call;
import io.fanfare.kernel.HttpCalls.Reply;
import io.fanfare.kernel.HttpContent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An adapter for a platform: the fields of its connect form, its rules, and its calls. Handling of lost answers,
 * limits and rejected tokens is common to all platforms and not part of it. No call runs in a transaction.
 */
public interface Publisher {
    Platform platform();

    /** The fields of the connect form, in this order. */
    List<Field> fields();

    /** The rules for media. */
    MediaRules media();

    /** The publishing limit of one account. */
    Rate rate();

    /** Signs in with the values of the fields. */
    SignIn signIn(Map<String, String> values);

    /** Whether the stored secret is still accepted. */
    SignIn check(ConnectedAccount account);

    /** Whether an answer says that the session has expired or the token is no longer accepted. */
    default boolean isSignedOut(Reply.Answered answer) {
        return answer.status() == 401;
    }

    /** Creates a new session without a person. The default is for platforms whose tokens do not expire. */
    default SignIn renew(ConnectedAccount account, Reply.Answered answer) {
        return new SignIn.Refused(answer.summary());
    }

    /** The time to wait, if an answer says that the account has reached a limit. */
    default Optional<Duration> rateLimit(Reply.Answered answer) {
        return answer.status() == 429
                ? Optional.of(answer.retryAfter().orElse(Duration.ofMinutes(5)))
                : Optional.empty();
    }

    /**
     * The exact bytes that are published or, if those contain ids of uploads, a record of them. The receipt proves
     * these bytes.
     */
    byte[] pack(ConnectedAccount account, Posting posting);

    /** Uploads a picture. It can be repeated: the platform drops pictures that no post uses. */
    Upload upload(Session session, Picture picture);

    /** The state of a picture that was {@link Upload.Processing}. */
    default Upload processed(Session session, String id) {
        return new Upload.Stored(id);
    }

    /** @param uploads the ids of the pictures, in order */
    Reply publish(Session session, Posting posting, byte[] packed, List<String> uploads);

    /** The URL of the published post, from the answer of {@link #publish}. */
    String permalink(ConnectedAccount account, Posting posting, JsonNode answer);

    /** How a reply names the published post, from the answer of {@link #publish}. */
    Reference reference(JsonNode answer);

    /**
     * Whether {@link #publish} can be repeated immediately without a second post, because the platform recognizes
     * the key.
     */
    default boolean isRepeatable() {
        return false;
    }

    /** Looks for the post of an earlier attempt. */
    LookUpResult find(Session session, Search search);

    /** The figures of a post by our names; empty if the platform reports none. */
    Map<String, Long> figures(ConnectedAccount account, String permalink);

    /** Posts per second of one account, and the burst. */
    record Rate(double perSecond, double burst) {}

    /**
     * A post to publish: {@code text} is complete, and includes the link if the platform shows no card. {@code replyTo} is null
     * unless it continues a thread.
     */
    record Posting(
            UUID key,
            Instant at,
            String text,
            @Nullable String title,
            @Nullable String link,
            List<Picture> pictures,
            @Nullable ReplyTo replyTo) {
        public Posting replyingTo(@Nullable ReplyTo other) {
            return new Posting(key, at, text, title, link, pictures, other);
        }
    }

    /** A published post, as replies to it name it; {@code hash} only where the platform needs one. */
    record Reference(String id, String hash) {}

    /** The first part of a thread, and the part before this one. */
    record ReplyTo(Reference root, Reference parent) {}

    /** A picture, small enough for the platform; read from the store while it is sent. */
    record Picture(
            String name,
            String alt,
            String mimeType,
            int width,
            int height,
            String sha256,
            HttpContent.Source source) {}

    /** A search for a post: {@code belongsToAnother} recognizes the URLs of our other posts. */
    record Search(Posting posting, Instant submitted, Predicate<String> belongsToAnother) {}

    /** Calls with one account, within the time limit of a publication; an expired session is renewed once. */
    interface Session {
        ConnectedAccount account();

        Reply send(Function<ConnectedAccount, Call> call);
    }

    /** The result of an upload. */
    sealed interface Upload {
        record Stored(String id) implements Upload {}

        /** The platform is still processing it. */
        record Processing(String id) implements Upload {}

        /** The platform changed or rejected it. */
        record Rejected(String reason) implements Upload {}

        record NotStored(Reply reply) implements Upload {}
    }

    /** The result of a search. */
    sealed interface LookUpResult {
        record Existing(String permalink, Reference reference) implements LookUpResult {}

        /** A post with this key exists, with different content. */
        record Different(String reason) implements LookUpResult {}

        record Absent() implements LookUpResult {}

        /** The platform did not answer, or not for all posts. */
        record Unclear(String reason) implements LookUpResult {}
    }
}
