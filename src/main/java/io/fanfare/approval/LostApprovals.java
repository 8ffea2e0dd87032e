package io.fanfare.approval;

import io.fanfare.approval.ApprovalStore.CampaignRow;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a change to something else, such as a brand, costs: the items that need another approval after it. */
@RestController
class LostApprovals {
    private static final ScopedValue<Map<String, ItemRow>> LOST = ScopedValue.newInstance();
    private static final List<String> PREVIEWED =
            List.of("changeBrand", "changeSegment", "changeWorkspace", "createStrategy", "setLinkTags");

    private final Invocation invocation;
    private final ApprovalStore store;

    LostApprovals(Invocation invocation, ApprovalStore store) {
        this.invocation = invocation;
        this.store = store;
    }

    /** The operation and its arguments: those of its path, and the members of its body beside them. */
    record PreviewedChange(
            @NotBlank @Size(max = 100) String operation,
            @NotNull Map<String, @Nullable Object> arguments) {}

    /** An approved item that would need another approval. */
    record AffectedItem(String kind, UUID id, String title, UUID campaignId, String campaignName) {}

    /** Those items, by campaign and title. */
    record AffectedItems(List<AffectedItem> items) {}

    /**
     * Lists the approved items that would need another approval after a change that affects them indirectly: {@code
     * changeBrand, changeSegment, changeWorkspace, createStrategy} or {@code setLinkTags} with its arguments. Nothing is changed.
     * What the operation itself would refuse is refused here in the same way.
     */
    @PostMapping("/api/approvals/preview")
    @Allow(value = "approval.read", outside = true, plain = true)
    AffectedItems previewApprovals(@RequestBody @Valid PreviewedChange change) {
        if (!PREVIEWED.contains(change.operation()))
            throw Refused.invalid("operation", "must be one of " + String.join(", ", PREVIEWED));
        var lost = new LinkedHashMap<String, ItemRow>();
        return ScopedValue.where(LOST, lost)
                .call(() -> invocation.rehearse(
                        change.operation(), change.arguments(), Current.get(), () -> affected(lost)));
    }

    private AffectedItems affected(Map<String, ItemRow> lost) {
        var campaigns =
                store.campaigns(lost.values().stream().map(ItemRow::campaignId).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(CampaignRow::campaignId, row -> row));
        return new AffectedItems(lost.values().stream()
                .filter(row -> campaigns.containsKey(row.campaignId())
                        && Objects.requireNonNull(campaigns.get(row.campaignId()))
                                        .closed()
                                == null)
                .map(row -> new AffectedItem(
                        row.kind(),
                        row.itemId(),
                        row.title(),
                        row.campaignId(),
                        Objects.requireNonNull(campaigns.get(row.campaignId())).title()))
                .sorted(Comparator.comparing(AffectedItem::campaignName).thenComparing(AffectedItem::title))
                .toList());
    }

    /** Notes the items whose approval ends with this comparison, if a change is previewed. */
    static void note(ScopeState state) {
        if (!LOST.isBound()) return;
        var standings = new HashMap<>(state.standings());
        for (var row : state.readable())
            if (row.standing() == Standing.APPROVED && standings.get(row.key()) != Standing.APPROVED)
                LOST.get().putIfAbsent(row.key(), row);
    }
}
