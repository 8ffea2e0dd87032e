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
 * A platform that posts can be published to: what its connect form asks for, what it accepts, and its calls. What to do
 * after a lost answer, a limit or a rejected token is the same for all platforms and not written here. No call runs in a
 * transaction.
 */
public interface Publisher {
    Platform platform();

    /** What the connect form asks for, in this order. */
    List<Field> fields();

    /** What a post may carry besides text. */
    MediaRules media();

    /** How many posts one account may publish. */
    Rate rate();

    /** Signs in with the values of the fields. */
    SignIn signIn(Map<String, String> values);

    /** Whether the stored secret is still accepted. */
    SignIn check(ConnectedAccount account);

    /** Whether an answer says that the session has expired or the token is no longer accepted. */
    default boolean isSignedOut(Reply.Answered answer) {
        return answer.status() == 401;
    }

    /** Makes a new session without a person. A platform whose tokens do not expire can't. */
    default SignIn renew(ConnectedAccount account, Reply.Answered answer) {
        return new SignIn.Refused(answer.summary());
    }

    /** How long to wait, if an answer says that the account has reached a limit. */
    default Optional<Duration> limited(Reply.Answered answer) {
        return answer.status() == 429
                ? Optional.of(answer.retryAfter().orElse(Duration.ofMinutes(5)))
                : Optional.empty();
    }

    /** The exact bytes that are published, or where those hold ids of uploads, a record of them. The receipt proves these. */
    byte[] pack(ConnectedAccount account, Posting posting);

    /** Uploads a picture. One that no post refers to is dropped by the platform, so an upload can be repeated. */
    Upload upload(Session session, Picture picture);

    /** Whether a picture that was {@link Upload.Processing} is ready. */
    default Upload processed(Session session, String id) {
        return new Upload.Stored(id);
    }

    /** @param uploads the ids of the pictures, in their order */
    Reply publish(Session session, Posting posting, byte[] packed, List<String> uploads);

    /** The address of the post that {@link #publish} was answered with. */
    String permalink(ConnectedAccount account, Posting posting, JsonNode answer);

    /** Whether {@link #publish} can be repeated at once without making a second post, because the platform knows the key. */
    default boolean isRepeatable() {
        return false;
    }

    /** Whether the post of an earlier attempt exists. */
    Found find(Session session, Search search);

    /** What the platform counts for a post, by our names of figures; empty if it reports nothing. */
    Map<String, Long> figures(ConnectedAccount account, String permalink);

    /** Posts per second of one account, and at once. */
    record Rate(double perSecond, double burst) {}

    /** One post: {@code text} is complete, with the link where the platform shows no card. */
    record Posting(
            UUID key,
            Instant at,
            String text,
            @Nullable String title,
            @Nullable String link,
            List<Picture> pictures) {}

    /** A picture, small enough for the platform; read from the store while it is sent. */
    record Picture(
            String name,
            String alt,
            String mimeType,
            int width,
            int height,
            String sha256,
            HttpContent.Source source) {}

    /** Where a post may be: {@code belongsToAnother} knows the addresses of our other posts. */
    record Search(Posting posting, Instant submitted, Predicate<String> belongsToAnother) {}

    /** Calls in the name of one account, within the time that a publication may take; an expired session is renewed once. */
    interface Session {
        ConnectedAccount account();

        Reply send(Function<ConnectedAccount, Call> call);
    }

    /** The result of an upload. */
    sealed interface Upload {
        record Stored(String id) implements Upload {}

        /** The platform is still at work on it. */
        record Processing(String id) implements Upload {}

        /** The platform changed or rejected it. */
        record Rejected(String reason) implements Upload {}

        record NotStored(Reply reply) implements Upload {}
    }

    /** The result of a search. */
    sealed interface Found {
        record There(String permalink) implements Found {}

        /** There is a post with this key and different content. */
        record Different(String reason) implements Found {}

        record Absent() implements Found {}

        /** The platform could not be asked, or not about all posts. */
        record Unclear(String reason) implements Found {}
    }
}
