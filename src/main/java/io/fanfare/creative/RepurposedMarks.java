package io.fanfare.creative;

import io.fanfare.creative.Repurposed.Status;
import io.fanfare.creative.Repurposing.RepurposedItems;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Topic;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Repurposed texts and their status: approved, rejected, published. */
@RestController
@RequestMapping("/api/content/repurposed")
class RepurposedMarks {
    private final BlogPostStore store;
    private final Operations operations;
    private final Audit audit;
    private final Live live;
    private final Now now;

    RepurposedMarks(BlogPostStore store, Operations operations, Audit audit, Live live, Now now) {
        this.store = store;
        this.operations = operations;
        this.audit = audit;
        this.live = live;
        this.now = now;
    }

    /** The new mark of a text. */
    record NewStatus(@NotNull Status status) {}

    /** Lists the texts created from a blog post, newest first. */
    @GetMapping("/{blogPostId}")
    @Tool(Tool.Set.CONTENT)
    @Allow("content.read")
    RepurposedItems listRepurposed(@PathVariable UUID blogPostId) {
        if (store.find(blogPostId).isEmpty()) throw Refused.notFound();
        return new RepurposedItems(
                blogPostId,
                store.repurposed(blogPostId).stream().map(this::answer).toList());
    }

    /**
     * Marks a text {@code draft}, {@code approved}, {@code published} or {@code rejected}. The mark is for people and
     * publishes nothing: what is sent is subject to the approvals of its campaign. Approving and rejecting need the permission
     * {@code approval.decide}, marking as published needs {@code content.publish} and a text that is approved: otherwise 409
     * {@code content_not_approved}.
     */
    @PatchMapping("/{contentId}/status")
    @Allow("content.read")
    Repurposed.Answer setRepurposedStatus(@PathVariable UUID contentId, @RequestBody @Valid NewStatus request) {
        var item = store.lockRepurposed(contentId);
        requirePermission(request.status());
        if (request.status() == Status.PUBLISHED
                && item.status() != Status.APPROVED
                && item.status() != Status.PUBLISHED)
            throw Refused.conflict(
                    "content_not_approved", "Only an approved text can be marked as published. Approve it first.");
        var after = store.mark(contentId, request.status(), now.instant());
        audit.record(after.subject(after.format()), Map.of("status", item.status()), Map.of("status", after.status()));
        live.changed(Topic.BLOG_POSTS, "blog_post", after.blogPostId(), null);
        return answer(after);
    }

    private static void requirePermission(Status status) {
        Current.get()
                .require(
                        switch (status) {
                            case APPROVED, REJECTED -> "approval.decide";
                            case PUBLISHED -> "content.publish";
                            case DRAFT -> "content.write";
                        });
    }

    private Repurposed.Answer answer(Repurposed item) {
        return item.answer(operations.permitted(List.of("setRepurposedStatus")));
    }
}
