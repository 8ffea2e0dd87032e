package io.fanfare.campaign;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fanfare.approval.Manifest;
import io.fanfare.campaign.CampaignCopy.Left;
import io.fanfare.campaign.CampaignCopy.Part;
import io.fanfare.delivery.Gates;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Starts a campaign from an earlier one. */
@RestController
class CampaignClones {
    private static final int LONGEST_NAME = 200;

    private final CampaignStore store;
    private final CampaignAnswers answers;
    private final CampaignChanges changes;
    private final Manifest manifest;
    private final Gates gates;
    private final Members members;
    private final List<CopiedWith> rooms;
    private final Now now;

    CampaignClones(
            CampaignStore store,
            CampaignAnswers answers,
            CampaignChanges changes,
            Manifest manifest,
            Gates gates,
            Members members,
            List<CopiedWith> rooms,
            Now now) {
        this.store = store;
        this.answers = answers;
        this.changes = changes;
        this.manifest = manifest;
        this.gates = gates;
        this.members = members;
        this.rooms = rooms;
        this.now = now;
    }

    /** The new campaign: its name, its first day or the days that everything moves by, and what to copy. */
    record NewClone(
            @Nullable @Size(max = LONGEST_NAME) String name,
            @Nullable LocalDate startDate,
            @Nullable @Min(-36_500) @Max(36_500) Integer shiftDays,
            @Nullable Include include) {}

    /** What to copy; default: everything except {@code assignees}, the owner of the campaign and the people of its tasks. */
    record Include(
            @Nullable Boolean brief,
            @Nullable Boolean strategy,
            @Nullable Boolean budget,
            @Nullable Boolean creatives,
            @Nullable Boolean posts,
            @Nullable Boolean mailings,
            @Nullable Boolean tasks,
            @Nullable Boolean assignees) {
        private static final Include ALL = new Include(null, null, null, null, null, null, null, null);

        Set<Part> parts() {
            var parts = EnumSet.allOf(Part.class);
            for (Part part : Part.values())
                if (!Objects.requireNonNullElse(chosen(part), part != Part.ASSIGNEES)) parts.remove(part);
            return parts;
        }

        private @Nullable Boolean chosen(Part part) {
            return switch (part) {
                case BRIEF -> brief;
                case STRATEGY -> strategy;
                case BUDGET -> budget;
                case CREATIVES -> creatives;
                case POSTS -> posts;
                case MAILINGS -> mailings;
                case TASKS -> tasks == null ? Boolean.valueOf(Current.get().may("plan.write")) : tasks;
                case ASSIGNEES -> assignees;
            };
        }
    }

    /** The number of items that were copied. */
    record Created(int creatives, int posts, int mailings, int tasks) {}

    /** The copy; {@code left} lists what could not be copied as it was. */
    record ClonedCampaign(@JsonUnwrapped CampaignAnswer campaign, UUID clonedFrom, Created created, List<Left> left) {}

    /**
     * Creates a campaign from an earlier one, also from a closed or archived one, as a draft. {@code startDate} is the first day
     * of the copy, {@code shiftDays} the number of days that everything moves by; send at most one of them. Dates, planned times
     * and goals move by the same number of days and keep their wall time; so do the dates in the words of objective, description
     * and goals. If the original has no start date, days count from the
     * day it was created. An item that has no new time, because neither was sent or because the time has passed, is copied as
     * a draft. Tasks begin again, with the timeline that they
     * are planned in, if the copy has dates. Approvals, deliveries, comments and figures are never copied: everything needs its own approval. {@code left} lists
     * what could not be copied as it was, such as a post on an account that is no longer connected.
     */
    @PostMapping("/api/campaigns/{id}/clone")
    @ResponseStatus(HttpStatus.CREATED)
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("campaign.write")
    ClonedCampaign cloneCampaign(@PathVariable UUID id, @RequestBody @Valid NewClone request) {
        if (request.startDate() != null && request.shiftDays() != null)
            throw Refused.invalid("shiftDays", "can't be combined with startDate; send one of the two");
        var parts = Objects.requireNonNullElse(request.include(), Include.ALL).parts();
        if (parts.contains(Part.CREATIVES) || parts.contains(Part.POSTS) || parts.contains(Part.MAILINGS))
            Current.get().require("content.write");
        if (parts.contains(Part.TASKS)) Current.get().require("plan.write");
        var from = store.find(id).orElseThrow(Refused::notFound);
        var copy = copy(from, request, parts);
        for (var room : rooms) room.copy(copy);
        var to = copy.to();
        var created = new Created(
                copy.count(Part.CREATIVES), copy.count(Part.POSTS), copy.count(Part.MAILINGS), copy.count(Part.TASKS));
        return new ClonedCampaign(answers.of(to), id, created, copy.left());
    }

    private CampaignCopy copy(Campaign from, NewClone request, Set<Part> parts) {
        Integer days = days(from, request);
        var details = details(from, request, days, parts).checked();
        var to = store.insert(details, from.timeZone(), from.currency());
        store.copyLinkTags(from.id(), to);
        gates.lock(to.id());
        manifest.open(to.id(), to.name());
        if (parts.contains(Part.BUDGET) && from.budgetAmount() != null)
            to = store.setBudget(to.id(), from.currency(), from.budgetAmount(), store.allocations(from.id()));
        changes.record(to, null, CampaignDetails.of(to));
        return new CampaignCopy(from, to, days, parts, now.instant());
    }

    private static @Nullable Integer days(Campaign from, NewClone request) {
        if (request.startDate() == null) return request.shiftDays();
        var first = from.startDate() == null ? day(from.createdAt(), from.timeZone()) : from.startDate();
        return Math.toIntExact(ChronoUnit.DAYS.between(first, request.startDate()));
    }

    private static LocalDate day(Instant at, String zone) {
        return LocalDate.ofInstant(at, ZoneId.of(zone));
    }

    private CampaignDetails details(Campaign from, NewClone request, @Nullable Integer days, Set<Part> parts) {
        boolean brief = parts.contains(Part.BRIEF);
        boolean assignees =
                parts.contains(Part.ASSIGNEES) && members.find(from.ownerId()).isPresent();
        String name = request.name();
        return new CampaignDetails(
                name == null || name.isBlank() ? nameOfCopy(from.name()) : name,
                brief ? DatesInText.moved(from.objective(), days) : null,
                from.type(),
                brief ? DatesInText.moved(from.description(), days) : null,
                request.startDate() == null ? moved(from.startDate(), days) : request.startDate(),
                moved(from.endDate(), days),
                from.timeZone(),
                null,
                from.channels(),
                from.priority(),
                brief ? from.tags() : List.of(),
                from.brandId(),
                assignees ? from.ownerId() : null,
                null,
                null,
                null);
    }

    private static @Nullable LocalDate moved(@Nullable LocalDate date, @Nullable Integer days) {
        return date == null || days == null ? null : date.plusDays(days);
    }

    private static String nameOfCopy(String name) {
        String copy = "Copy of " + name;
        return copy.codePointCount(0, copy.length()) <= LONGEST_NAME
                ? copy
                : copy.substring(0, copy.offsetByCodePoints(0, LONGEST_NAME));
    }
}
