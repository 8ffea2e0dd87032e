package io.fanfare.activity;

import io.fanfare.activity.SlackButtons.Pressed;
import io.fanfare.delivery.Slack;
import io.fanfare.delivery.SlackSignature;
import io.fanfare.identity.Credential;
import io.fanfare.identity.CredentialHook;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.HttpCalls;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Where Slack reports that someone pressed a button in a notification. */
@RestController
class SlackInteractions implements CredentialHook {
    private static final String PATH = "/api/notifications/slack/interactions";
    private static final int LARGEST_CALL = 1 << 20;

    private final SlackButtons buttons;
    private final SlackReplies replies;
    private final NoticeButtons rooms;
    private final SlackUsers users;
    private final Members members;
    private final BaseUrl base;
    private final Transactions transactions;
    private final Now now;

    SlackInteractions(
            SlackButtons buttons,
            SlackReplies replies,
            NoticeButtons rooms,
            SlackUsers users,
            Members members,
            BaseUrl base,
            Transactions transactions,
            Now now) {
        this.buttons = buttons;
        this.replies = replies;
        this.rooms = rooms;
        this.users = users;
        this.members = members;
        this.base = base;
        this.transactions = transactions;
        this.now = now;
    }

    @Override
    public Credential.Kind kind() {
        return Credential.Kind.SLACK;
    }

    /** The value of a button names the workspace, so the address is the same for all. */
    @Override
    public String url(UUID credential) {
        return base.get() + PATH;
    }

    /**
     * Receives from Slack that someone pressed a button in a notification (a form with {@code payload}, signed by Slack with {@code
     * v0}; five minutes old at most). Approve decides as the member who is this Slack user, on what the message showed; the answer is
     * sent to Slack's {@code response_url}. Where the review changed since then or is closed, or the person isn't a member, may not
     * decide or would approve their own work, nothing is decided, and only they see why. A repeated call decides once. A call that the
     * Slack app of the workspace did not sign is 401 {@code slack_unsigned}.
     */
    @PostMapping(PATH)
    @Allow(value = "public", outside = true, plain = true)
    void receiveSlackInteraction(HttpServletRequest request) {
        byte[] body = body(request);
        var payload = payload(body);
        var action = payload.at("/actions/0");
        var pressed = buttons.read(action.at("/value").asString("")).orElseThrow(SlackInteractions::unsigned);
        Current.house(pressed.workspace(), "slack").run(() -> {
            var connection = requireSigned(request, body);
            if (action.at("/action_id").asString("").equals(NoticeChat.APPROVE)) approve(connection, pressed, payload);
        });
    }

    private Slack.Connection requireSigned(HttpServletRequest request, byte[] body) {
        var connection = transactions.read(replies::connection).orElseThrow(SlackInteractions::unsigned);
        boolean fits = SlackSignature.fits(
                connection.signingSecret(),
                request.getHeader("X-Slack-Request-Timestamp"),
                request.getHeader("X-Slack-Signature"),
                body,
                transactions.read(now::instant));
        if (!fits) throw unsigned();
        return connection;
    }

    private void approve(Slack.Connection connection, Pressed pressed, JsonNode payload) {
        String user = payload.at("/user/id").asString("");
        var caller = transactions.read(() -> users.person(user).flatMap(members::as));
        if (caller.isEmpty()) {
            replies.refuse(
                    connection,
                    payload,
                    "Your Slack user is not linked to a member of this workspace. Enter your Slack member ID in the notification"
                            + " settings of Fanfare.");
            return;
        }
        try {
            String done = caller.get().call(() -> rooms.approve(pressed.about()));
            replies.settle(connection, payload, done);
        } catch (Refused refused) {
            replies.refuse(connection, payload, String.valueOf(refused.getMessage()));
        }
    }

    private static JsonNode payload(byte[] form) {
        return Arrays.stream(new String(form, StandardCharsets.UTF_8).split("&"))
                .filter(field -> field.startsWith("payload="))
                .findFirst()
                .flatMap(field -> decoded(field.substring("payload=".length())))
                .orElseThrow(SlackInteractions::unsigned);
    }

    private static java.util.Optional<JsonNode> decoded(String field) {
        try {
            var json = HttpCalls.json(
                    URLDecoder.decode(field, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
            return json.isObject() ? java.util.Optional.of(json) : java.util.Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return java.util.Optional.empty();
        }
    }

    private static byte[] body(HttpServletRequest request) {
        try {
            byte[] body = request.getInputStream().readNBytes(LARGEST_CALL + 1);
            if (body.length > LARGEST_CALL) throw Refused.tooLarge("The body of a call must not exceed 1 MB.");
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Refused unsigned() {
        return Refused.unauthorized("slack_unsigned", "The signature of this call is missing or invalid.");
    }
}
