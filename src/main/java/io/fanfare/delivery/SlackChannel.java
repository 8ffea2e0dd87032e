package io.fanfare.delivery;

import io.fanfare.delivery.Slack.Connection;
import io.fanfare.kernel.HttpCalls.Reply;
import io.fanfare.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Messages in Slack. The target is a user or a channel. Slack has no key for a message that is posted again, so one whose answer was
 * lost is in doubt and never posted a second time.
 */
@Component
class SlackChannel implements Channel {
    /** As Slack allows for one conversation, with short bursts. */
    private static final double PER_SECOND = 1;

    private static final double BURST = 3;
    private static final Duration PAUSE = Duration.ofSeconds(30);
    /** Errors after which Slack may have posted the message all the same. */
    private static final Set<String> UNCLEAR = Set.of("internal_error", "fatal_error", "request_timeout");

    private static final Set<String> BUSY = Set.of("ratelimited", "rate_limited", "service_unavailable");
    private static final Set<String> SIGNED_OUT =
            Set.of("invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "missing_scope");

    private final Slack slack;

    SlackChannel(Slack slack) {
        this.slack = slack;
    }

    @Override
    public String name() {
        return Slack.CHANNEL;
    }

    @Override
    public int window() {
        return 4;
    }

    @Override
    public boolean byTarget() {
        return true;
    }

    @Override
    public Route route(@Nullable String target) {
        var connection = slack.connection().orElse(null);
        String by = connection == null ? "none" : connection.id().toString();
        return new Route(name() + ":" + by + ":" + target, PER_SECOND, BURST, connection);
    }

    @Override
    public Parcel pack(Delivery delivery, Message message, Route route) {
        if (!(message instanceof Message.Chat(var text, var blocks)))
            throw new IllegalArgumentException("only chat messages are sent by Slack");
        var body = new LinkedHashMap<String, Object>();
        body.put("channel", delivery.target());
        body.put("text", text);
        body.put("blocks", blocks);
        body.put("unfurl_links", false);
        body.put("unfurl_media", false);
        body.put(
                "metadata", Map.of("event_type", "fanfare_notification", "event_payload", Map.of("id", delivery.id())));
        return new Parcel(name(), Json.of(body).text().getBytes(StandardCharsets.UTF_8), route.account());
    }

    @Override
    public Outcome send(Delivery delivery, Parcel parcel) {
        if (!(parcel.envelope() instanceof Connection connection))
            return new Outcome.Failed("Slack is not connected to this workspace. Connect it, then retry.");
        return switch (slack.call(connection, "chat.postMessage", parcel.bytes())) {
            case Reply.Answered answer -> outcome(answer);
            case Reply.NotSent(var reason, var refused) ->
                refused ? new Outcome.Failed(reason) : new Outcome.TryLater(reason);
            case Reply.Lost(var reason) -> new Outcome.Unknown(reason);
        };
    }

    private static Outcome outcome(Reply.Answered answer) {
        var json = answer.json();
        if (answer.ok() && json.at("/ok").asBoolean(false))
            return new Outcome.Confirmed(
                    json.at("/channel").asString("") + " " + json.at("/ts").asString(""));
        String error = json.at("/error").asString("");
        // Slack turns these away before it looks at the message.
        if (answer.status() == 429 || answer.status() == 503 || BUSY.contains(error))
            return new Outcome.TryLater(answer.summary(), answer.retryAfter().orElse(PAUSE));
        if (answer.status() >= 500 || UNCLEAR.contains(error) || answer.ok() && !json.has("ok"))
            return new Outcome.Unknown("Slack answered " + answer.summary() + ".");
        if (SIGNED_OUT.contains(error))
            return new Outcome.Failed("Connect Slack again, then retry: Slack answered " + error + ".");
        return new Outcome.Failed("Slack refused the message: " + (error.isEmpty() ? answer.summary() : error) + ".");
    }
}
