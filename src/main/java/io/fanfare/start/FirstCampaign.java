package io.fanfare.start;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A first campaign while it is made. {@code steps} are worked in their order; {@code notes} say what was left out and why. If it
 * fails, nothing half-made remains.
 */
record FirstCampaign(
        UUID id,
        State state,
        List<StepState> steps,
        @Nullable UUID campaignId,
        @Nullable String name,
        List<FirstItem> items,
        List<String> notes,
        @Nullable String error) {
    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /** The steps, in their order. */
    enum Step {
        BRAND,
        POST,
        CAMPAIGN,
        STRATEGY,
        DRAFTS,
        PICTURES,
        PLAN
    }

    /** A step and whether it is done. */
    record StepState(Step name, boolean done) {}

    /** One draft: its text, picture and planned time. {@code note} says why it is not planned. */
    record FirstItem(
            String channel,
            UUID creativeId,
            String title,
            String text,
            @Nullable UUID renderJobId,
            @Nullable UUID assetId,
            @Nullable UUID postId,
            @Nullable UUID mailingId,
            @Nullable String localTime,
            @Nullable String note) {}

    /** What has been made so far. */
    record Made(
            List<Step> done,
            @Nullable UUID blogPostId,
            @Nullable String title,
            List<String> themes,
            @Nullable UUID photoId,
            @Nullable UUID campaignId,
            List<FirstItem> items,
            List<String> notes) {
        static final Made NOTHING = new Made(List.of(), null, null, List.of(), null, null, List.of(), List.of());

        @Nullable
        Step next() {
            var left = EnumSet.allOf(Step.class);
            left.removeAll(done);
            return left.isEmpty() ? null : left.iterator().next();
        }

        Made after(Step step) {
            var all = new ArrayList<>(done);
            all.add(step);
            return new Made(all, blogPostId, title, themes, photoId, campaignId, items, notes);
        }

        Made noted(String note) {
            var all = new ArrayList<>(notes);
            all.add(note);
            return new Made(done, blogPostId, title, themes, photoId, campaignId, items, all);
        }

        Made withPost(UUID blogPost, String heading, List<String> about, @Nullable UUID photo) {
            return new Made(done, blogPost, heading, about, photo, campaignId, items, notes);
        }

        Made withCampaign(@Nullable UUID campaign) {
            return new Made(done, blogPostId, title, themes, photoId, campaign, items, notes);
        }

        Made withItems(List<FirstItem> list) {
            return new Made(done, blogPostId, title, themes, photoId, campaignId, list, notes);
        }
    }

    /** The row. */
    record Run(
            UUID id,
            UUID personId,
            NewFirstCampaign request,
            State state,
            Made made,
            @Nullable String error,
            Instant createdAt,
            boolean sample) {
        FirstCampaign answer() {
            var steps = Arrays.stream(Step.values())
                    .map(step -> new StepState(step, made.done().contains(step)))
                    .toList();
            return new FirstCampaign(id, state, steps, made.campaignId(), name(), made.items(), made.notes(), error);
        }

        /** The name of the campaign: as requested, or the title of the post. */
        @Nullable
        String name() {
            return request.name() == null || request.name().isBlank() ? made.title() : request.name();
        }

        Run with(Made next) {
            return new Run(id, personId, request, state, next, error, createdAt, sample);
        }
    }
}
