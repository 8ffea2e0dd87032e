package io.fanfare.activity;

import io.fanfare.delivery.Slack;
import io.fanfare.delivery.Slack.Connection;
import io.fanfare.kernel.HttpCalls.Reply;
import io.fanfare.kernel.Json;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Says in Slack what a pressed button did. It is sent apart from the call of Slack, which waits three seconds at most. */
@Component
class SlackReplies {
    private static final Logger LOG = LoggerFactory.getLogger(SlackReplies.class);
    private static final int LONGEST = 1500;

    private final Slack slack;

    SlackReplies(Slack slack) {
        this.slack = slack;
    }

    Optional<Connection> connection() {
        return slack.connection();
    }

    /** Only the person who pressed the button sees it; the message stays as it is. */
    void refuse(Connection connection, JsonNode payload, String reason) {
        send(
                connection,
                payload,
                Map.of(
                        "response_type",
                        "ephemeral",
                        "replace_original",
                        false,
                        "text",
                        NoticeChat.escaped(reason, LONGEST)));
    }

    /** The buttons make way for what was done. */
    void settle(Connection connection, JsonNode payload, String done) {
        String pressed = payload.at("/actions/0/block_id").asString("");
        var blocks = new ArrayList<Object>();
        for (var block : payload.at("/message/blocks"))
            blocks.add(
                    block.at("/block_id").asString("").equals(pressed)
                            ? NoticeChat.context(NoticeChat.escaped(done, LONGEST))
                            : Json.convert(block, Object.class));
        if (blocks.isEmpty()) blocks.add(NoticeChat.context(NoticeChat.escaped(done, LONGEST)));
        send(
                connection,
                payload,
                Map.of("replace_original", true, "text", NoticeChat.escaped(done, LONGEST), "blocks", blocks));
    }

    private void send(Connection connection, JsonNode payload, Object body) {
        connection
                .answersTo(payload.at("/response_url").asString(""))
                .ifPresent(address -> Thread.startVirtualThread(() -> {
                    var reply = slack.answer(address, body);
                    if (!(reply instanceof Reply.Answered answer && answer.ok()))
                        LOG.warn("What a button in Slack did could not be said there: {}", reply);
                }));
    }
}
