package io.fanfare.planning;

import io.fanfare.planning.AssignmentProblem.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads published scheduling problems; their NOTICE says where they come from. */
final class Instances {
    private static final Path FOLDER = Path.of("src/test/resources/scheduling");

    private Instances() {}

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static ResourceProject psplib(String name) {
        return psplib(FOLDER.resolve(name));
    }

    static ResourceProject psplib(Path file) {
        var lines = lines(file);
        var before = new TreeMap<Integer, List<Integer>>();
        for (int[] row : rows(lines, "PRECEDENCE RELATIONS", 2)) {
            before.computeIfAbsent(row[0] - 1, any -> new ArrayList<>());
            for (int at = 3; at < row.length; at++)
                before.computeIfAbsent(row[at] - 1, any -> new ArrayList<>()).add(row[0] - 1);
        }
        var needs = rows(lines, "REQUESTS/DURATIONS", 3);
        int[] capacities = rows(lines, "RESOURCEAVAILABILITIES", 2).getFirst();
        return new ResourceProject(
                needs.stream().mapToInt(row -> row[2]).toArray(),
                before.values().stream()
                        .map(tasks -> tasks.stream().mapToInt(Integer::intValue).toArray())
                        .toList(),
                needs.stream()
                        .map(row -> Arrays.copyOfRange(row, 3, row.length))
                        .toArray(int[][]::new),
                capacities);
    }

    private static List<int[]> rows(List<String> lines, String heading, int skip) {
        int at = 0;
        while (!lines.get(at).startsWith(heading)) at++;
        return lines.subList(at + skip, lines.size()).stream()
                .takeWhile(line -> !line.startsWith("*"))
                .map(line -> Arrays.stream(line.strip().split("\\s+"))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .toList();
    }

    static AssignmentProblem imopse(String name) {
        return imopse(FOLDER.resolve(name));
    }

    /** The tasks of an instance in an order in which each comes after those it waits for. */
    static AssignmentProblem imopse(Path file) {
        var lines = lines(file);
        var people = table(lines, "ResourceID").stream()
                .map(row -> skills(row.subList(2, row.size())))
                .toList();
        var rows = table(lines, "TaskID").stream()
                .collect(Collectors.toMap(
                        row -> Integer.parseInt(row.getFirst()), row -> row, (a, b) -> a, TreeMap::new));
        var order = new ArrayList<Integer>();
        while (order.size() < rows.size())
            rows.forEach((id, row) -> {
                if (!order.contains(id) && order.containsAll(earlier(row))) order.add(id);
            });
        var jobs = order.stream()
                .map(id -> job(Objects.requireNonNull(rows.get(id)), order, people))
                .toList();
        return new AssignmentProblem(
                jobs,
                people.stream().map(person -> WorkClock.always()).toList(),
                people.stream().map(person -> List.<long[]>of()).toList());
    }

    private static List<Integer> earlier(List<String> row) {
        return row.subList(4, row.size()).stream().map(Integer::valueOf).toList();
    }

    private static Job job(List<String> row, List<Integer> order, List<Map<String, Integer>> people) {
        String skill = row.get(2);
        int level = Integer.parseInt(row.get(3));
        var able = new ArrayList<Integer>();
        for (int person = 0; person < people.size(); person++)
            if (people.get(person).getOrDefault(skill, -1) >= level) able.add(person);
        return new Job(
                Long.parseLong(row.get(1)),
                earlier(row).stream().mapToInt(order::indexOf).toArray(),
                able.stream().mapToInt(Integer::intValue).toArray(),
                0);
    }

    private static Map<String, Integer> skills(List<String> words) {
        var skills = new TreeMap<String, Integer>();
        for (int at = 0; at + 1 < words.size(); at += 2) skills.put(words.get(at), Integer.parseInt(words.get(at + 1)));
        return skills;
    }

    private static List<List<String>> table(List<String> lines, String heading) {
        int at = 0;
        while (!lines.get(at).startsWith(heading)) at++;
        return lines.subList(at + 1, lines.size()).stream()
                .takeWhile(line -> !line.startsWith("="))
                .map(line -> List.of(line.strip().replace(":", " ").split("\\s+")))
                .toList();
    }
}
