package io.fanfare.mcp;

import io.fanfare.gateway.Contract;
import io.fanfare.kernel.Operation;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Tool;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tools: operations with {@link Tool}, described by the contract, so that nothing is written twice. */
@Component
class Tools {
    /** The names of the toolsets, as in an address. */
    static final Set<String> SETS = Arrays.stream(Tool.Set.values())
            .map(set -> set.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));

    /** What tools were called elsewhere: a call by these names works, and the list does not repeat them. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("assignTask", "changeTask"),
            Map.entry("updateTask", "changeTask"),
            Map.entry("updateCampaign", "changeCampaign"),
            Map.entry("getCampaign", "readCampaign"),
            Map.entry("submitForApproval", "requestApproval"),
            Map.entry("getApprovalStatus", "readApprovals"),
            Map.entry("getDashboardMetrics", "readOverview"),
            Map.entry("getCampaignTimeline", "readTimeline"),
            Map.entry("getCampaignReadiness", "readReadiness"),
            Map.entry("getTeamMembers", "listTeam"),
            Map.entry("searchEverything", "search"));

    private final Operations operations;
    private final Contract contract;
    private volatile @Nullable Map<String, ToolEntry> known;

    Tools(Operations operations, Contract contract) {
        this.operations = operations;
        this.contract = contract;
    }

    Optional<ToolEntry> find(String name) {
        return Optional.ofNullable(all().get(ALIASES.getOrDefault(name, name)));
    }

    /** The tools that the current agent may use: the common ones, and those of these sets. */
    List<ToolEntry> list(Set<String> sets) {
        var chosen = all().values().stream()
                .filter(entry -> entry.tool().common() || sets.contains("all") || sets.contains(set(entry)))
                .toList();
        var permitted = Set.copyOf(operations.permitted(
                chosen.stream().map(entry -> entry.operation().id()).toList()));
        return chosen.stream()
                .filter(entry -> permitted.contains(entry.operation().id()))
                .sorted(Comparator.comparing((ToolEntry entry) -> !entry.tool().common())
                        .thenComparing(entry -> entry.tool().value())
                        .thenComparing(ToolEntry::name))
                .toList();
    }

    private static String set(ToolEntry entry) {
        return entry.tool().value().name().toLowerCase(Locale.ROOT);
    }

    Map<String, ToolEntry> all() {
        var tools = known;
        if (tools == null) known = tools = read();
        return tools;
    }

    private Map<String, ToolEntry> read() {
        var document = contract.readContract();
        var paths = Message.object(document.get("paths"));
        var schemas = Message.object(Message.object(document.get("components")).get("schemas"));
        var tools = new TreeMap<String, ToolEntry>();
        for (Operation operation : operations.list()) {
            var tool = operation.method().getAnnotation(Tool.class);
            if (tool == null) continue;
            var entry = Message.object(Message.object(paths.get(operation.path()))
                    .get(operation.httpMethod().toLowerCase(Locale.ROOT)));
            var described = entry(operation, tool, entry, new ToolSchemas(schemas));
            tools.put(described.name(), described);
        }
        return Map.copyOf(tools);
    }

    private static ToolEntry entry(Operation operation, Tool tool, Map<String, Object> entry, ToolSchemas schemas) {
        boolean writes = !operation.reads() && !operation.allow().plain();
        String name = tool.name().isEmpty() ? operation.id() : tool.name();
        var output = schemas.output(entry);
        var definition = new LinkedHashMap<String, Object>();
        definition.put("name", name);
        definition.put("title", title(name));
        String description = String.valueOf(entry.getOrDefault("description", ""));
        definition.put("description", (entry.get("summary") + " " + description).strip());
        definition.put("inputSchema", schemas.input(entry, writes));
        definition.put("outputSchema", output.schema());
        definition.put("annotations", hints(operation, tool, writes, title(name)));
        return new ToolEntry(operation, tool, definition, output.wrapping());
    }

    private static Map<String, Object> hints(Operation operation, Tool tool, boolean writes, String title) {
        String verb = operation.httpMethod();
        var hints = new LinkedHashMap<String, Object>();
        hints.put("title", title);
        hints.put("readOnlyHint", !writes);
        hints.put("destructiveHint", writes && (tool.destructive() || !verb.equals("POST")));
        hints.put("idempotentHint", !writes || !verb.equals("POST"));
        hints.put("openWorldHint", tool.openWorld());
        return hints;
    }

    /** {@code createCampaign} as words: Create campaign. */
    private static String title(String name) {
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
