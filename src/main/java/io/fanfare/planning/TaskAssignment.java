package io.fanfare.planning;

import io.fanfare.planning.AssignmentProblem.Job;
import io.fanfare.planning.AssignmentProblem.Solution;
import io.fanfare.planning.AssignmentResult.Assignment;
import io.fanfare.planning.AssignmentResult.Candidate;
import io.fanfare.planning.AssignmentResult.Leftover;
import io.fanfare.planning.AssignmentResult.Parts;
import io.fanfare.planning.AssignmentResult.Rejection;
import io.fanfare.planning.AssignmentResult.RunnerUp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Assigns tasks to the people of the team. Skill, working time, free hours and the number of tasks at a time are hard limits; the plan is the
 * one with the best scores that finishes early.
 */
final class TaskAssignment {
    private static final int MOST_PLANS = 20_000;
    private static final int FEWEST_PLANS = 500;
    private static final int PLACEMENTS = 4_000_000;
    private static final int RUNNERS_UP = 200;
    private static final double UNASSIGNED = 3;
    private static final double EARLY = 0.5;

    private final List<Demand> tasks;
    private final List<Person> people;
    private final AssignmentRequest request;
    private final Instant now;
    private final AssignmentProblem problem;
    private final Map<UUID, Map<UUID, Double>> shares;

    /** A task in the order of its links: its effort in minutes, when it can start and when it is due, in minutes. */
    record Demand(Task task, long effort, int[] before, long release, long due) {}

    /** A person: their working time, what they have to do already in worked minutes, and how many tasks they work on now. */
    record Person(TeamMember member, WorkClock clock, List<long[]> busy, int concurrent) {
        long load() {
            return busy.stream().mapToLong(time -> time[1] - time[0]).sum();
        }
    }

    /** {@code shares} is the share of each campaign's tasks that each person has. */
    TaskAssignment(
            List<Demand> tasks,
            List<Person> people,
            AssignmentRequest request,
            Instant now,
            Map<UUID, Map<UUID, Double>> shares) {
        this.tasks = tasks;
        this.people = people;
        this.request = request;
        this.now = now;
        this.shares = shares;
        problem = new AssignmentProblem(
                tasks.stream().map(this::job).toList(),
                people.stream().map(Person::clock).toList(),
                people.stream().map(Person::busy).toList());
    }

    private Job job(Demand wanted) {
        var able = new ArrayList<Integer>();
        for (int person = 0; person < people.size(); person++)
            if (rejection(wanted, people.get(person)) == null) able.add(person);
        return new Job(
                wanted.effort,
                wanted.before,
                able.stream().mapToInt(Integer::intValue).toArray(),
                wanted.release);
    }

    AssignmentResult solve() {
        int plans = Math.clamp(PLACEMENTS / Math.max(1, tasks.size()), FEWEST_PLANS, MOST_PLANS);
        var first = AssignmentPlan.best(problem, AssignmentPlan::early, 0, request.seed());
        double length = Math.max(1, first.lastFinish() - minute(now));
        var solution = AssignmentPlan.best(problem, plan -> cost(plan, length), plans, request.seed());
        var assigned = new ArrayList<Assignment>();
        var unassigned = new ArrayList<Leftover>();
        var loads = loads(solution);
        for (int at = 0; at < tasks.size(); at++)
            if (solution.person()[at] < 0) unassigned.add(unassigned(tasks.get(at)));
            else assigned.add(assigned(at, solution, loads));
        return new AssignmentResult(assigned, unassigned, request.seed());
    }

    /** Tasks without a person cost most, then low scores, then a late end. */
    private double cost(Solution solution, double length) {
        var loads = loads(solution);
        double cost = 1;
        for (int at = 0; at < tasks.size(); at++)
            cost += solution.person()[at] < 0
                    ? UNASSIGNED * tasks.size()
                    : 1 - score(parts(at, solution.person()[at], solution.start()[at], solution.finish()[at], loads));
        return cost + EARLY * tasks.size() * Math.max(0, solution.lastFinish() - minute(now)) / length;
    }

    private long[] loads(Solution solution) {
        long[] loads = people.stream().mapToLong(Person::load).toArray();
        for (int at = 0; at < tasks.size(); at++)
            if (solution.person()[at] >= 0) loads[solution.person()[at]] += tasks.get(at).effort;
        return loads;
    }

    private Parts parts(int at, int person, long start, long finish, long[] loads) {
        var wanted = tasks.get(at);
        double late = Math.max(0, finish - wanted.due) / (double) Math.max(1, finish - start);
        double utilization =
                loads[person] / (double) Math.max(1, people.get(person).clock().total());
        var campaign = wanted.task.campaignId();
        double share = campaign == null
                ? 0
                : shares.getOrDefault(campaign, Map.of())
                        .getOrDefault(people.get(person).member().id(), 0.0);
        return new Parts(wanted.due == Long.MAX_VALUE ? 1 : Math.max(0, 1 - late), Math.max(0, 1 - utilization), share);
    }

    private double score(Parts parts) {
        var weights = request.weighed();
        return weights.deadline() * parts.deadline()
                + weights.balance() * parts.balance()
                + weights.continuity() * parts.continuity();
    }

    private Assignment assigned(int at, Solution solution, long[] loads) {
        int person = solution.person()[at];
        var parts = parts(at, person, solution.start()[at], solution.finish()[at], loads);
        var others = new ArrayList<RunnerUp>();
        for (int other : problem.jobs().get(at).able())
            if (other != person) {
                long[] moved = loads.clone();
                moved[other] += tasks.get(at).effort;
                others.add(new RunnerUp(
                        people.get(other).member().id(),
                        Load.rounded(score(parts(at, other, solution.start()[at], solution.finish()[at], moved)))));
            }
        others.sort(Comparator.comparingDouble(RunnerUp::score).reversed());
        return new Assignment(
                tasks.get(at).task.id(),
                people.get(person).member().id(),
                Load.rounded(score(parts)),
                new Parts(
                        Load.rounded(parts.deadline()),
                        Load.rounded(parts.balance()),
                        Load.rounded(parts.continuity())),
                instant(solution.start()[at]),
                instant(solution.finish()[at]),
                others.stream().limit(RUNNERS_UP).toList(),
                rejections(tasks.get(at)));
    }

    private List<Candidate> rejections(Demand wanted) {
        return people.stream()
                .map(person -> rejection(wanted, person))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Why a person can't do a task whatever the others do; null if they can. */
    private static @org.jspecify.annotations.Nullable Candidate rejection(Demand wanted, Person person) {
        var member = person.member;
        IntFunction<String> hours = minutes -> String.format(Locale.ROOT, "%.1f", minutes / 60.0);
        if (!member.active()) return new Candidate(member.id(), Rejection.INACTIVE, "is not active");
        for (var skill : wanted.task.skills())
            if (!skill.in(member.skills()))
                return new Candidate(
                        member.id(), Rejection.SKILL, "does not have " + skill.skill() + " at level " + skill.at());
        if (person.clock.total() == 0)
            return new Candidate(member.id(), Rejection.AVAILABILITY, "has no working time in this period");
        if (person.concurrent >= member.maxConcurrent())
            return new Candidate(
                    member.id(),
                    Rejection.CONCURRENT,
                    "works on " + person.concurrent + " of at most " + member.maxConcurrent() + " tasks");
        long free = person.clock.total() - person.clock.worked(wanted.release) - later(person, wanted.release);
        return free >= wanted.effort
                ? null
                : new Candidate(
                        member.id(),
                        Rejection.CAPACITY,
                        "has " + hours.apply((int) Math.max(0, free)) + " free hours and would need "
                                + hours.apply((int) wanted.effort));
    }

    /** The minutes after a minute of the wall clock that are taken already. */
    private static long later(Person person, long minute) {
        long from = person.clock.worked(minute);
        return person.busy.stream()
                .mapToLong(time -> Math.max(0, time[1] - Math.max(from, time[0])))
                .sum();
    }

    private Leftover unassigned(Demand wanted) {
        var candidates = new ArrayList<Candidate>();
        for (var person : people) {
            var rejection = rejection(wanted, person);
            candidates.add(
                    rejection == null
                            ? new Candidate(
                                    person.member.id(), Rejection.CAPACITY, "has no free time beside the other tasks")
                            : rejection);
        }
        return new Leftover(wanted.task.id(), reason(wanted, candidates), candidates);
    }

    private static String reason(Demand wanted, List<Candidate> candidates) {
        if (candidates.isEmpty()) return "The team has no members. Add one.";
        boolean unskilled = candidates.stream()
                .allMatch(candidate ->
                        candidate.rejected() == Rejection.SKILL || candidate.rejected() == Rejection.INACTIVE);
        if (unskilled && !wanted.task.skills().isEmpty()) {
            var needed = wanted.task.skills().stream()
                    .map(skill -> skill.skill() + " at level " + skill.at())
                    .toList();
            return "No active member of the team has " + String.join(" and ", needed) + ".";
        }
        return "No member of the team who has the skills has the time.";
    }

    static long minute(Instant instant) {
        return Math.ceilDiv(instant.getEpochSecond(), 60);
    }

    private static Instant instant(long minute) {
        return Instant.ofEpochSecond(minute * 60);
    }
}
