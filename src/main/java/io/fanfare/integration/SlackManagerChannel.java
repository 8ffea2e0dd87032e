package io.fanfare.integration;

import io.fanfare.delivery.Channel;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Message;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Notifications in Slack by the tool {@code post_message} of Slack Manager. The id of the row in the ledger goes along as {@code idempotency_key}; a
 * message whose answer was lost is in doubt all the same and never sent a second time.
 */
@Component
class SlackManagerChannel implements Channel {
    private static final double PER_SECOND = 1;
    private static final double BURST = 3;
    private static final int LONGEST = 12_000;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final SlackPoster manager;
    private final ServiceCalls calls;

    SlackManagerChannel(SlackPoster manager, ServiceCalls calls) {
        this.manager = manager;
        this.calls = calls;
    }

    @Override
    public String name() {
        return SlackPoster.CHANNEL;
    }

    @Override
    public int window() {
        return 2;
    }

    @Override
    public Route route(@Nullable String target) {
        var service = manager.usable().map(Integration.Row::id).orElse(null);
        return new Route(name() + ":" + service, PER_SECOND, BURST, service);
    }

    @Override
    public Parcel pack(Delivery delivery, Message message, Route route) {
        if (!(message instanceof Message.Chat(var text, var blocks)))
            throw new IllegalArgumentException("only chat messages are sent by Slack Manager");
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("channel", delivery.target());
        arguments.put("text", text(text, blocks));
        arguments.put("idempotency_key", delivery.id().toString());
        return new Parcel(name(), Json.of(arguments).text().getBytes(StandardCharsets.UTF_8), route.account());
    }

    /** The blocks as one text in Slack's own markup; without the buttons, whose presses would not come here. */
    private static String text(String title, List<Map<String, Object>> blocks) {
        String all = blocks.stream()
                .map(SlackManagerChannel::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
        return OutsideData.text(all.isEmpty() ? title : all, LONGEST);
    }

    private static String text(Map<?, ?> block) {
        if (block.get("text") instanceof Map<?, ?> text) return String.valueOf(text.get("text"));
        if (!"context".equals(block.get("type")) || !(block.get("elements") instanceof List<?> elements)) return "";
        return elements.stream()
                .filter(Map.class::isInstance)
                .map(element -> String.valueOf(((Map<?, ?>) element).get("text")))
                .collect(Collectors.joining(" "));
    }

    @Override
    public Outcome send(Delivery delivery, Parcel parcel) {
        if (!(parcel.envelope() instanceof UUID service))
            return new Outcome.Failed("Slack Manager is not connected to this workspace. Connect it, then retry.");
        try {
            Map<String, Object> arguments = arguments(parcel);
            return outcome(calls.call(
                    service, SlackPoster.TOOL, arguments, delivery.id().toString()));
        } catch (Refused refused) {
            return new Outcome.Failed(refused.sentence());
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> arguments(Parcel parcel) {
        return Json.read(new String(parcel.bytes(), StandardCharsets.UTF_8), Map.class);
    }

    private static Outcome outcome(ToolCall call) {
        String detail = call.detail() == null ? "" : call.detail();
        return switch (call.state()) {
            case DONE -> new Outcome.Confirmed(null);
            case NOT_SENT -> new Outcome.TryLater(detail, call.pause() == null ? PAUSE : call.pause());
            case FAILED ->
                new Outcome.Failed(
                        "Slack Manager did not post it: " + detail + " " + OutsideData.text(call.text(), 200));
            case UNCONFIRMED -> new Outcome.Unknown(detail);
        };
    }
}
