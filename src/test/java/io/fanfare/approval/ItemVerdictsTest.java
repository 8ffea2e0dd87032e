package io.fanfare.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.approval.MarkStore.Mark;
import io.fanfare.approval.MarkStore.Verdict;
import io.fanfare.approval.ScopeState.Basis;
import io.fanfare.approval.ScopeState.Decision;
import io.fanfare.approval.ScopeState.Entry;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.approval.ScopeState.Row;
import io.fanfare.approval.ScopeState.Status;
import io.fanfare.kernel.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemVerdictsTest {
    private static final UUID CAMPAIGN = UUID.randomUUID();

    /**
     * Thousands of random edits and decisions: whatever happens, only the exact version of an item that a person approved
     * passes, never one for which changes were requested, and never one that uses such an item.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void only_versions_that_were_approved_pass(long seed) {
        var run = new Run(new Random(seed));
        for (int step = 0; step < 2_000; step++) {
            run.step();
            run.state().passing().forEach((key, digest) -> {
                assertThat(run.approved).as("step %s", run.said).contains(key + "=" + digest);
                assertThat(run.requested).as("step %s", run.said).doesNotContain(key + "=" + digest);
            });
            for (var item : run.state().plannedRows())
                if (item.uses().stream().anyMatch(run.row.withheld()::contains))
                    assertThat(run.state().passing()).doesNotContainKey(item.key());
        }
        assertThat(run.partial).as("decisions on a part of the items").isPositive();
        assertThat(run.passed).as("items that passed").isPositive();
    }

    /** A scope under random edits, marks and decisions. */
    private static final class Run {
        private final Random random;
        private final Map<UUID, ItemRow> items = new HashMap<>();
        private final List<Mark> marks = new ArrayList<>();
        private final List<UUID> posts = new ArrayList<>();
        private final UUID creative = UUID.randomUUID();
        private final Set<String> approved = new HashSet<>();
        private final Set<String> requested = new HashSet<>();
        private Row row = row(null, List.of(), List.of());
        private String said = "";
        private int digests;
        private int partial;
        private int passed;

        Run(Random random) {
            this.random = random;
            items.put(creative, item(creative, "creative", "c0", true, List.of()));
            for (int i = 0; i < 4; i++) {
                var id = UUID.randomUUID();
                posts.add(id);
                edit(id);
            }
        }

        ScopeState state() {
            return new ScopeState(row, List.copyOf(items.values()), Basis.NONE);
        }

        void step() {
            var id = posts.get(random.nextInt(posts.size()));
            switch (random.nextInt(8)) {
                case 0 -> edit(id);
                case 1 -> items.put(creative, item(creative, "creative", "c" + ++digests, true, List.of()));
                case 2, 3, 4, 5 -> mark(id, Verdict.APPROVED);
                default -> mark(id, Verdict.CHANGES_REQUESTED);
            }
            passed += state().passing().size();
        }

        private void edit(UUID id) {
            said = "edit " + id;
            var uses = random.nextBoolean() ? List.of("creative:" + creative) : List.<String>of();
            items.put(id, item(id, "post", "p" + ++digests, false, uses));
        }

        private void mark(UUID id, Verdict verdict) {
            said = verdict + " " + id;
            var item = java.util.Objects.requireNonNull(items.get(id));
            marks.add(new Mark(
                    Ids.next(),
                    Ids.next(),
                    1,
                    item.kind(),
                    id,
                    "Post",
                    String.valueOf(item.digest()),
                    null,
                    verdict,
                    verdict == Verdict.APPROVED ? null : "Please change",
                    null,
                    "Rosa",
                    List.of(),
                    List.of(),
                    Instant.EPOCH,
                    null));
            ItemVerdicts.of(state(), marks).outcome().ifPresent(this::decide);
        }

        private void decide(ItemVerdicts.Outcome outcome) {
            var state = state();
            var verdicts = ItemVerdicts.of(state, marks);
            for (var item : state.plannedRows()) {
                String version = item.key() + "=" + item.digest();
                boolean yes = outcome.approved().stream()
                        .anyMatch(entry -> entry.key().equals(item.key()));
                if (!item.draft()) assertThat(yes).isEqualTo(verdicts.of(item).orElseThrow() == Verdict.APPROVED);
                (yes ? approved : requested).add(version);
                (yes ? requested : approved).remove(version);
            }
            if (!outcome.withheld().isEmpty() && !outcome.approved().isEmpty()) partial++;
            row = outcome.approved().isEmpty()
                    ? row(Decision.REJECTED, state.manifest(), List.of())
                    : row(Decision.APPROVED, outcome.approved(), outcome.withheld());
            marks.clear();
        }

        private static Row row(@Nullable Decision decision, List<Entry> manifest, List<String> withheld) {
            return new Row(
                    CAMPAIGN,
                    Scope.CONTENT,
                    Status.PENDING,
                    decision,
                    manifest,
                    decision == Decision.APPROVED ? manifest : List.of(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    "default",
                    false,
                    null,
                    null,
                    withheld);
        }

        private static ItemRow item(UUID id, String kind, String digest, boolean draft, List<String> uses) {
            return new ItemRow(
                    CAMPAIGN,
                    Scope.CONTENT,
                    kind,
                    id,
                    kind,
                    digest,
                    null,
                    "Wanda",
                    Instant.EPOCH,
                    List.of(),
                    draft,
                    uses,
                    true,
                    null,
                    List.of(),
                    null);
        }
    }
}
