package io.fanfare.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.kernel.Json;
import io.fanfare.strategy.Completeness.Gap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StrategyTest {
    @Test
    void an_empty_strategy_scores_nothing_and_asks_for_everything() {
        var found = Completeness.of(details("{}"));
        assertThat(found.score()).isZero();
        assertThat(found.complete()).isFalse();
        assertThat(found.missing().stream().map(Gap::field))
                .containsExactly(
                        "goals",
                        "targetAudience",
                        "platforms",
                        "contentPillars",
                        "cadence",
                        "brandTone",
                        "constraints");
    }

    @Test
    void blank_text_is_a_gap_and_a_cadence_must_cover_its_platforms() {
        String rest = """
                "goals": ["40 orders"], "targetAudience": "Cooks", "platforms": ["linkedin", "twitter"],
                "contentPillars": ["Recipes"]""";
        assertThat(Completeness.of(details("{" + rest + ", \"brandTone\": \"  \", \"cadence\": \"daily\"}"))
                        .score())
                .isEqualTo(85);
        var partly =
                Completeness.of(details("{" + rest + ", \"brandTone\": \"warm\", \"cadence\": {\"LinkedIn\": 2}}"));
        assertThat(partly.complete()).isFalse();
        assertThat(partly.missing().getLast().prompt()).isEqualTo("Add a posting frequency for X.");
        assertThat(Completeness.of(details("{" + rest
                                + ", \"brandTone\": \"warm\", \"cadence\": {\"linkedin\": 2, \"twitter\": \"daily\"}}"))
                        .complete())
                .isTrue();
    }

    @Test
    void a_goal_without_a_figure_is_half_a_goal() {
        assertThat(Completeness.of(details("{\"goals\": [\"be known\"]}")).score())
                .isEqualTo(10);
        assertThat(Completeness.of(details("{\"goals\": [\"be known\", {\"metric\": \"readers\", \"target\": 9}]}"))
                        .score())
                .isEqualTo(20);
    }

    @Test
    void a_diff_there_and_back_names_the_same_fields_and_applies_to_every_form() {
        var old = details("""
                {"platforms": ["a", "b", "b", "c"], "cadence": {"a": 1, "b": "weekly"}, "brandTone": "dry"}""");
        var now = details("""
                {"platforms": ["c", "a", "b", "d"], "cadence": {"a": {"posts": 2, "per": "week"}, "b": "weekly"}}""");
        var there = StrategyDiff.between(old, now);
        assertThat(there.stream().map(StrategyDiff.FieldChange::field))
                .containsExactlyInAnyOrder("platforms", "cadence", "brandTone");
        var platforms = there.stream()
                .filter(change -> change.field().equals("platforms"))
                .findFirst()
                .orElseThrow();
        assertThat(platforms.added().stream().map(JsonNode::stringValue)).containsExactly("d");
        assertThat(platforms.removed().stream().map(JsonNode::stringValue)).containsExactly("b");
        assertThat(platforms.moved().stream().map(move -> move.item().stringValue()))
                .contains("c", "a");
        var back = StrategyDiff.between(now, old);
        assertThat(back.stream().map(StrategyDiff.FieldChange::field))
                .containsExactlyInAnyOrder("platforms", "cadence", "brandTone");
        assertThat(StrategyDiff.between(old, old)).isEmpty();
    }

    private static StrategyDetails details(String json) {
        return Json.read(json, StrategyDetails.class);
    }
}
