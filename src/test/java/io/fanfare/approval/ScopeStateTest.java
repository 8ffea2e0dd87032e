package io.fanfare.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.approval.ScopeState.Basis;
import io.fanfare.approval.ScopeState.Decision;
import io.fanfare.approval.ScopeState.Difference;
import io.fanfare.approval.ScopeState.Entry;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.approval.ScopeState.Row;
import io.fanfare.approval.ScopeState.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScopeStateTest {
    private static final UUID CAMPAIGN = UUID.randomUUID();
    private static final UUID CREATIVE = UUID.randomUUID();
    private static final UUID POST = UUID.randomUUID();
    private static final UUID WRITER = UUID.randomUUID();
    private static final UUID REVIEWER = UUID.randomUUID();

    @Test
    void a_draft_that_nothing_uses_is_no_item_and_needs_no_review() {
        var before = undecided(draft("a"));
        assertThat(before.planned()).isEmpty();
        assertThat(before.empty()).isTrue();
        var approved = decided(before, REVIEWER);
        assertThat(on(approved, draft("b")).status()).isEqualTo(Status.APPROVED);
        assertThat(on(approved, draft(null)).status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void a_post_from_an_approved_draft_is_approved() {
        var approved = decided(undecided(draft("a")), REVIEWER);
        var planned = on(approved, draft("a"), post("p", false));
        assertThat(planned.status()).isEqualTo(Status.APPROVED);
        assertThat(planned.planned()).extracting(Entry::id).containsExactly(CREATIVE, POST);
        assertThat(planned.passing()).containsEntry("post:" + POST, "p");
    }

    @Test
    void a_draft_that_changed_since_needs_review_once_it_is_planned() {
        var approved = decided(undecided(draft("a")), REVIEWER);
        var planned = on(approved, draft("b"), post("p", false));
        assertThat(planned.status()).isEqualTo(Status.NEEDS_REVIEW);
        assertThat(planned.passing()).doesNotContainKey("post:" + POST);
        assertThat(planned.changedSince()).extracting(Difference::id).containsExactly(CREATIVE, POST);
    }

    @Test
    void a_post_that_differs_from_its_creative_is_not_approved_with_it() {
        var approved = decided(undecided(draft("b")), REVIEWER);
        var behind = on(approved, draft("b"), post("p", false));
        assertThat(behind.status()).isEqualTo(Status.NEEDS_REVIEW);
        assertThat(behind.passing()).doesNotContainKey("post:" + POST);
        assertThat(behind.changedSince()).extracting(Difference::id).containsExactly(POST);
    }

    @Test
    void a_post_with_its_own_text_is_not_approved_with_its_creative() {
        var approved = decided(undecided(draft("a")), REVIEWER);
        assertThat(on(approved, draft("a"), post("p", true)).status()).isEqualTo(Status.NEEDS_REVIEW);
    }

    @Test
    void a_creative_that_a_post_uses_is_an_item_and_its_change_needs_review() {
        var approved = decided(undecided(draft("a"), post("p", false)), REVIEWER);
        assertThat(approved.status()).isEqualTo(Status.APPROVED);
        assertThat(on(approved, draft("b"), post("q", false)).status()).isEqualTo(Status.NEEDS_REVIEW);
        assertThat(on(approved, draft("a"), post("p", false)).status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void taking_back_a_post_needs_review_but_not_for_the_draft_it_used() {
        var approved = decided(undecided(draft("a"), post("p", false)), REVIEWER);
        assertThat(on(approved, draft("a"), post(null, false)).changedSince())
                .extracting(Difference::id)
                .containsExactly(POST);
    }

    @Test
    void an_approval_does_not_include_drafts_of_the_approver() {
        var state = undecided(draft("a"));
        assertThat(state.manifestFor(WRITER, false)).isEmpty();
        assertThat(state.manifestFor(WRITER, true)).hasSize(1);
        assertThat(state.manifestFor(REVIEWER, false)).hasSize(1);
        assertThat(state.writtenBy(WRITER)).isFalse();
        assertThat(undecided(draft("a"), post("p", false)).writtenBy(WRITER)).isTrue();
        var approved = decided(state, WRITER);
        assertThat(on(approved, draft("a"), post("p", false)).status()).isEqualTo(Status.NEEDS_REVIEW);
    }

    @Test
    void a_new_strategy_requires_review_of_decided_scopes_and_the_same_one_does_not() {
        var approved = decided(undecided(post("p", true)), REVIEWER);
        var items = approved.items();
        var strategy = row("strategy", UUID.randomUUID(), "s", false, List.of(), true);
        var replaced = new ScopeState(approved.row(), items, Basis.of(List.of(strategy)));
        assertThat(replaced.status()).isEqualTo(Status.NEEDS_REVIEW);
        assertThat(replaced.changedSince()).extracting(Difference::kind).containsExactly("strategy");
        var again = decided(replaced, REVIEWER);
        assertThat(again.status()).isEqualTo(Status.APPROVED);
        var renewed = row("strategy", UUID.randomUUID(), "t", false, List.of(), true);
        var gone = row("strategy", strategy.itemId(), null, false, List.of(), true);
        assertThat(new ScopeState(again.row(), items, Basis.of(List.of(gone, renewed))).status())
                .isEqualTo(Status.NEEDS_REVIEW);
        assertThat(new ScopeState(again.row(), items, Basis.of(List.of(gone))).status())
                .isEqualTo(Status.NEEDS_REVIEW);
    }

    private static ItemRow draft(@Nullable String digest) {
        return row("creative", CREATIVE, digest, true, List.of(), true);
    }

    private static ItemRow post(@Nullable String digest, boolean ownWords) {
        return row("post", POST, digest, false, List.of("creative:" + CREATIVE), ownWords);
    }

    /** Items without their own text were created when the draft was {@code a}. */
    private static ItemRow row(
            String kind, UUID id, @Nullable String digest, boolean draft, List<String> uses, boolean ownWords) {
        return new ItemRow(
                CAMPAIGN,
                Scope.CONTENT,
                kind,
                id,
                kind,
                digest,
                WRITER,
                "Wanda",
                Instant.EPOCH,
                List.of(WRITER),
                draft,
                uses,
                ownWords,
                ownWords ? null : "a",
                List.of(),
                null);
    }

    private static ScopeState undecided(ItemRow... items) {
        return new ScopeState(
                new Row(
                        CAMPAIGN,
                        Scope.CONTENT,
                        Status.PENDING,
                        null,
                        List.of(),
                        List.of(),
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
                        List.of()),
                List.of(items),
                Basis.NONE);
    }

    private static ScopeState decided(ScopeState state, UUID by) {
        var manifest = state.manifestFor(by, false);
        return new ScopeState(
                new Row(
                        CAMPAIGN,
                        Scope.CONTENT,
                        Status.APPROVED,
                        Decision.APPROVED,
                        manifest,
                        manifest,
                        ScopeState.digest(manifest),
                        by,
                        "Rosa",
                        Instant.EPOCH,
                        null,
                        null,
                        "default",
                        false,
                        null,
                        state.basis().digest(),
                        List.of()),
                state.items(),
                state.basis());
    }

    private static ScopeState on(ScopeState decided, ItemRow... items) {
        return new ScopeState(decided.row(), List.of(items), decided.basis());
    }
}
