package io.fanfare.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.kernel.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StageTest {
    private static final Map<String, Object> FACTS = Map.of("minutes", 10);
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final UUID ID = UUID.fromString("019a0000-0000-7000-8000-000000000001");

    @Test
    void blockers_come_first_then_the_current_stage_then_earlier_stages_then_later_ones() {
        var checks = new ArrayList<>(List.of(
                suggestion("post_hint", "post"),
                suggestion("strategy_hint", "strategy"),
                suggestion("launch_hint", "launch"),
                Check.warning("approval_hint", "t", "r", new Check.About("approval", ID), null)
                        .with(FACTS),
                Check.blocker("mailing_stop", "t", "r", new Check.About("mailing", ID), null)
                        .with(FACTS)));
        var random = new Random(7);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(checks, random);
            assertThat(checks.stream().sorted(Stage.CONTENT.order()).map(Check::code))
                    .containsExactly("mailing_stop", "approval_hint", "post_hint", "strategy_hint", "launch_hint");
        }
    }

    @Test
    void a_dismissed_check_is_hidden_while_its_evidence_is_the_same() {
        var check = suggestion("hint", "post");
        var dismissed = response(check, Response.Kind.DISMISSED, null);
        assertThat(Response.unanswered(List.of(check), List.of(dismissed), NOW)).isEmpty();
        var other = Check.suggestion("hint", "t", "r", check.subject(), null).with(Map.of("minutes", 11));
        assertThat(Response.unanswered(List.of(other), List.of(dismissed), NOW)).containsExactly(other);
        var elsewhere = suggestion("hint", "mailing");
        assertThat(Response.unanswered(List.of(elsewhere), List.of(dismissed), NOW))
                .containsExactly(elsewhere);
    }

    @Test
    void a_snoozed_check_is_hidden_until_its_time_and_a_blocker_never_is() {
        var check = suggestion("hint", "post");
        var snoozed = response(check, Response.Kind.SNOOZED, NOW.plusSeconds(1));
        assertThat(Response.unanswered(List.of(check), List.of(snoozed), NOW)).isEmpty();
        assertThat(Response.unanswered(List.of(check), List.of(snoozed), NOW.plus(Duration.ofSeconds(1))))
                .containsExactly(check);
        var accepted = response(check, Response.Kind.ACCEPTED, null);
        var withdrawn = response(check, Response.Kind.WITHDRAWN, null);
        for (var last : List.of(accepted, withdrawn))
            assertThat(Response.unanswered(List.of(check), List.of(last, snoozed), NOW))
                    .as("the last response counts")
                    .containsExactly(check);
        var blocker = Check.blocker("hint", "t", "r", new Check.About("post", ID), null)
                .with(FACTS);
        assertThat(Response.unanswered(List.of(blocker), List.of(snoozed), NOW)).containsExactly(blocker);
    }

    private static Check suggestion(String code, String kind) {
        return Check.suggestion(code, "t", "r", new Check.About(kind, ID), null).with(FACTS);
    }

    private static Response response(
            Check check, Response.Kind kind, @org.jspecify.annotations.Nullable Instant until) {
        return new Response(
                ID,
                ID,
                check.code(),
                check.subject().kind(),
                check.subject().id(),
                kind,
                until,
                null,
                Response.digest(check),
                ID,
                "Ada",
                NOW);
    }
}
