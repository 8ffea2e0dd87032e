import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Launches with some seconds to undo, while servers are killed. What was undone must never be published, and what was not
 * must be published once, whichever node was asked and whichever died.
 */
final class Undos {
    private static final int SECONDS = 3;

    private final Cluster servers;
    private final String token;
    private final Random dice = new Random();
    /** The title of each post, and whether its launch was undone. */
    private final Map<String, Boolean> undone = Collections.synchronizedMap(new LinkedHashMap<>());

    Undos(Cluster servers, String token) {
        this.servers = servers;
        this.token = token;
    }

    void run(int times) {
        for (int i = 0; i < times; i++) once(i);
        // The last ones are published as soon as their seconds are over.
        Server.pause(SECONDS * 1000 + 5000);
    }

    int count() {
        return undone.size();
    }

    private void once(int number) {
        String title = "Undo %04d".formatted(number);
        String campaign = call("/api/campaigns", Map.of("name", title), 201).text("id");
        call("/api/social/schedule", Map.of(
                        "campaignId", campaign,
                        "platform", "newsroom",
                        "title", title,
                        "text", "This is published once, or never.",
                        "scheduledFor", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()),
                201);
        for (String scope : List.of("content", "schedule")) call("/api/campaigns/" + campaign + "/approvals/" + scope + "/approve", Map.of(), 200);
        call("/api/campaigns/" + campaign + "/launch", Map.of("undoSeconds", SECONDS), 202);
        // Sometimes well within the time, sometimes at its very end.
        Server.pause(dice.nextInt(SECONDS * 1000 + 300));
        undone.put(title, call("/api/campaigns/" + campaign + "/undo-launch", Map.of(), 200, 409).status() == 200);
    }

    /** An answer that was lost is asked for again with the same key, at any node. */
    private Api.Answer call(String path, Map<String, ?> body, int... expected) {
        String key = UUID.randomUUID().toString();
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (true) {
            try {
                var answer = new Api(servers.any(dice).url(), token).tryCall("POST", path, body, Map.of("Idempotency-Key", key));
                boolean busy = answer.status() >= 500 || answer.status() == 429 || answer.status() == 409 && answer.text("code").startsWith("idempotency");
                if (!busy) return answer.expect(expected);
            } catch (IOException gone) {
                // Another node, or the same one once it is back.
            }
            if (System.nanoTime() > end) throw new Api.Unexpected("POST " + path + " was not answered for three minutes");
            Server.pause(100);
        }
    }

    /** What is wrong with the titles of the newsroom. */
    List<String> compare(List<String> shown) {
        var faults = new ArrayList<String>();
        undone.forEach((title, was) -> {
            int times = Collections.frequency(shown, title);
            if (was && times > 0) faults.add(title + " was undone and is published");
            if (!was && times != 1) faults.add(title + " could no longer be undone and is published " + times + " times");
        });
        return faults;
    }

    String words() {
        long taken = undone.values().stream().filter(was -> was).count();
        return "%d launches were undone, %d could no longer be".formatted(taken, undone.size() - taken);
    }
}
