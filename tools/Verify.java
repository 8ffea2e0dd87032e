import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks an export of an audit trail: without the server, its database or a network, and with nothing but Java, so that this one file is
 * all an auditor needs. The guide page "Audit trail" describes the format.
 *
 * <p>Exit status: 0 the file is as it was exported, 1 it is not, 2 it could not be checked.
 */
final class Verify {
    static final String EXPORT = "fanfare-audit-export-1";
    static final String CHECKPOINT = "fanfare-audit-checkpoint-1";

    private static final int MOST_FAULTS = 20;
    private static final List<String> COLUMNS = List.of(
            "seq", "at", "class", "actorKind", "actorName", "actorId", "operation", "subjectKind", "subjectTitle",
            "subjectId", "campaignId", "before", "after", "requestId", "id", "salt", "contentHash", "hash", "proof");
    private static final Set<String> HEADER = Set.of(
            "format", "workspaceId", "exportedAt", "exportedBy", "filter", "firstSeq", "previous", "fingerprint", "publicKey");
    private static final Set<String> ENTRY = Set.of(
            "seq", "id", "at", "class", "actor", "operation", "subject", "campaignId", "before", "after", "requestId", "salt",
            "contentHash", "hash");
    private static final Set<String> OMISSION = Set.of("seq", "omitted", "hash");
    private static final Set<String> TRAILER = Set.of("entries", "firstSeq", "lastSeq", "head", "sha256", "signature");

    private final PrintStream out;
    private final List<String> faults = new ArrayList<>();
    private final List<String> unproven = new ArrayList<>();
    private final Set<String> expectedKeys = new HashSet<>();
    private final Map<String, String> publicKeys = new HashMap<>();
    private final Map<Long, List<Checkpoint>> checkpoints = new TreeMap<>();
    private final MessageDigest covered = sha256();
    private final MessageDigest hasher = sha256();

    private Map<String, Object> header;
    private boolean ended;
    private long line;
    private long expected;
    private String previous;
    private long entries;
    private long omitted;
    private long erased;
    private String firstAt;
    private String lastAt;

    private Verify(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(run(new PrintStream(System.out, true, UTF_8), arguments));
    }

    /** Why a file can't be checked at all. */
    private static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    private record Checkpoint(String file, String workspaceId, long seq, String hash, String at, String fingerprint, String signature) {}

    static int run(PrintStream out, String... arguments) {
        var verify = new Verify(out);
        try {
            return verify.check(arguments);
        } catch (Unusable unusable) {
            out.println("Not checked: " + unusable.getMessage());
            return 2;
        } catch (CharacterCodingException malformed) {
            out.println("Not checked: the file is not UTF-8, so it is not as it was exported. Export it again, and do not convert it.");
            return 2;
        } catch (IOException unreadable) {
            out.println("Not checked: the file can't be read: " + unreadable.getMessage());
            return 2;
        }
    }

    private int check(String... arguments) throws IOException {
        Path file = null;
        var checkpointFiles = new ArrayList<String>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--key" -> addKey(value(arguments, ++i));
                case "--checkpoint" -> {
                    checkpointFiles.add(value(arguments, ++i));
                    while (file != null && i + 1 < arguments.length && !arguments[i + 1].startsWith("--"))
                        checkpointFiles.add(arguments[++i]);
                }
                default -> {
                    if (arguments[i].startsWith("--") || file != null) throw usage();
                    file = Path.of(arguments[i]);
                }
            }
        }
        if (file == null) throw usage();
        if (!Files.isRegularFile(file)) throw new Unusable("there is no file " + file);
        for (String name : checkpointFiles) addCheckpoints(name);
        read(file);
        return report(file);
    }

    private static String value(String[] arguments, int i) {
        if (i >= arguments.length) throw usage();
        return arguments[i];
    }

    private static Unusable usage() {
        return new Unusable(
                "usage: ./fanfare verify FILE [--key FILE|FINGERPRINT] [--checkpoint FILE...]\n"
                        + "  FILE          an export of the audit trail, NDJSON or CSV\n"
                        + "  --key         the key that must have signed it: its fingerprint, or a file with it (GET /api/audit/keys, PEM)\n"
                        + "  --checkpoint  checkpoints that you kept: the export must contain them unchanged");
    }

    // ---- keys and checkpoints

    private void addKey(String given) throws IOException {
        String text = given;
        var path = Path.of(given);
        if (Files.isRegularFile(path)) text = Files.readString(path).strip();
        String plain = text.replaceFirst("^(?i)sha-?256:", "").replaceAll("[:\\s]", "").toLowerCase(java.util.Locale.ROOT);
        if (plain.matches("[0-9a-f]{64}")) {
            expectedKeys.add(plain);
            return;
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            int before = expectedKeys.size();
            collectKeys(new Json(text).document());
            if (expectedKeys.size() == before) throw new Unusable(given + " contains no public key");
            return;
        }
        String encoded = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
        if (!addPublicKey(encoded)) throw new Unusable(given + " is neither a fingerprint (64 hexadecimal digits) nor a file with a public key");
    }

    private void collectKeys(Object json) {
        if (json instanceof List<?> items) items.forEach(this::collectKeys);
        if (!(json instanceof Map<?, ?> members)) return;
        if (members.get("publicKey") instanceof String encoded) addPublicKey(encoded);
        else if (members.get("fingerprint") instanceof String fingerprint && members.get("signature") == null)
            expectedKeys.add(fingerprint);
        members.values().forEach(this::collectKeys);
    }

    private boolean addPublicKey(String encoded) {
        try {
            String fingerprint = hex(Base64.getDecoder().decode(encoded));
            key(encoded);
            expectedKeys.add(fingerprint);
            publicKeys.put(fingerprint, encoded);
            return true;
        } catch (IllegalArgumentException | GeneralSecurityException noKey) {
            return false;
        }
    }

    private void addCheckpoints(String name) throws IOException {
        var path = Path.of(name);
        if (!Files.isRegularFile(path)) throw new Unusable("there is no file " + name);
        int before = checkpoints.size();
        try {
            for (String text : Files.readString(path).strip().split("\\R(?=\\{)")) collectCheckpoints(name, new Json(text).document());
        } catch (BadJson malformed) {
            throw new Unusable(name + " is not a checkpoint: " + malformed.getMessage());
        }
        if (checkpoints.size() == before) throw new Unusable(name + " contains no checkpoint");
    }

    private void collectCheckpoints(String name, Object json) {
        if (json instanceof List<?> items) items.forEach(item -> collectCheckpoints(name, item));
        if (!(json instanceof Map<?, ?> members)) return;
        if (CHECKPOINT.equals(members.get("format"))) {
            try {
                var one = new Checkpoint(
                        name,
                        (String) members.get("workspaceId"),
                        ((BigDecimal) members.get("seq")).longValueExact(),
                        (String) members.get("hash"),
                        (String) members.get("at"),
                        (String) members.get("fingerprint"),
                        (String) members.get("signature"));
                checkpoints.computeIfAbsent(one.seq, seq -> new ArrayList<>()).add(one);
            } catch (ClassCastException | ArithmeticException | NullPointerException malformed) {
                throw new Unusable(name + " contains a checkpoint with a missing or malformed member");
            }
        } else members.values().forEach(value -> collectCheckpoints(name, value));
    }

    // ---- reading

    private void read(Path file) throws IOException {
        var decoder = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                var reader = new BufferedReader(new InputStreamReader(in, decoder), 1 << 16)) {
            reader.mark(2);
            int first = reader.read();
            if (first == '\ufeff') {
                reader.mark(1);
                first = reader.read();
            }
            reader.reset();
            if (first < 0) throw new Unusable("the file is empty");
            if (first == '{') readLines(reader);
            else readTable(reader);
        }
    }

    private void readLines(BufferedReader reader) throws IOException {
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            line++;
            if (text.isBlank()) continue;
            try {
                if (!(new Json(text).document() instanceof Map<?, ?> members)) throw new BadJson("it is no JSON object");
                process(cast(members));
            } catch (BadJson malformed) {
                if (header == null) throw new Unusable("line 1 is not the header of an audit export: " + malformed.getMessage());
                fault("is not readable (" + malformed.getMessage() + "): it was edited or cut");
            }
        }
    }

    private void readTable(Reader reader) throws IOException {
        var table = new Table(reader);
        var names = table.row();
        if (names == null || !names.equals(COLUMNS)) throw new Unusable("this is not an audit export: the first line must be " + String.join(",", COLUMNS));
        for (var row = table.row(); row != null; row = table.row()) {
            line = table.line;
            if (row.size() == 1 && row.getFirst().isEmpty()) continue;
            try {
                if (row.size() > COLUMNS.size() && row.subList(COLUMNS.size(), row.size()).stream().anyMatch(cell -> !cell.isEmpty()))
                    throw new BadJson("it has more cells than there are columns");
                process(members(row));
            } catch (BadJson malformed) {
                if (header == null) throw new Unusable("line 2 is not the header of an audit export: " + malformed.getMessage());
                fault("is not readable (" + malformed.getMessage() + "): it was edited or cut");
            }
        }
    }

    private static Map<String, Object> members(List<String> row) {
        var cells = new HashMap<String, String>();
        for (int i = 0; i < COLUMNS.size(); i++) cells.put(COLUMNS.get(i), i < row.size() ? row.get(i) : "");
        String proof = cells.get("proof");
        if (!proof.isEmpty()) {
            for (String column : COLUMNS)
                if (!column.equals("proof") && !column.equals("seq") && !cells.get(column).isEmpty())
                    throw new BadJson("it has cells beside the proof");
            if (!(new Json(proof).document() instanceof Map<?, ?> members)) throw new BadJson("the proof is no JSON object");
            var all = cast(members);
            if (!cells.get("seq").isEmpty()) {
                if (all.containsKey("seq")) throw new BadJson("it has two positions");
                all.put("seq", number(cells.get("seq")));
            }
            return all;
        }
        var entry = new LinkedHashMap<String, Object>();
        entry.put("seq", number(cells.get("seq")));
        for (String name : List.of("id", "at", "class", "operation", "campaignId", "requestId", "salt", "contentHash", "hash"))
            entry.put(name, unguarded(cells.get(name)));
        entry.put("actor", named(cells, "actor", "name", "actorName"));
        entry.put("subject", named(cells, "subject", "title", "subjectTitle"));
        for (String name : List.of("before", "after")) {
            String json = unguarded(cells.get(name));
            entry.put(name, json == null ? null : new Json(json).document());
        }
        return entry;
    }

    private static Map<String, Object> named(Map<String, String> cells, String what, String name, String column) {
        var named = new LinkedHashMap<String, Object>();
        named.put("kind", unguarded(cells.get(what + "Kind")));
        named.put("id", unguarded(cells.get(what + "Id")));
        named.put(name, unguarded(cells.get(column)));
        return named;
    }

    private static Object number(String cell) {
        if (!cell.matches("[0-9]{1,18}")) throw new BadJson("seq is no number");
        return new BigDecimal(cell);
    }

    /** An empty cell is nothing; an apostrophe stands before what a spreadsheet would change. */
    private static String unguarded(String cell) {
        if (cell.isEmpty()) return null;
        return cell.charAt(0) == '\'' ? cell.substring(1) : cell;
    }

    // ---- checking

    private void process(Map<String, Object> members) {
        if (ended) fault("stands behind the signed last line: it was added");
        else if (header == null) begin(members);
        else if (members.containsKey("format")) fault("is a second header: another file was put into this one");
        else if (members.containsKey("signature")) end(members);
        else if (members.containsKey("omitted")) omission(members);
        else entry(members);
    }

    private void begin(Map<String, Object> members) {
        if (!EXPORT.equals(members.get("format")))
            throw new Unusable("the first line is not the header of an audit export (" + EXPORT + "). It was removed, or this is another file");
        requireMembers(members, HEADER);
        header = members;
        expected = longOf(members, "firstSeq");
        previous = textOf(members, "previous");
        cover("header " + hex(canonical(members, true)));
        meet(expected - 1, previous);
        try {
            if (!hex(Base64.getDecoder().decode(textOf(members, "publicKey"))).equals(textOf(members, "fingerprint")))
                fault("names a fingerprint that is not that of its public key");
        } catch (IllegalArgumentException malformed) {
            fault("has a public key that is not Base64");
        }
    }

    private void entry(Map<String, Object> e) {
        requireMembers(e, ENTRY);
        long seq = longOf(e, "seq");
        String hash = textOf(e, "hash");
        String contentHash = textOf(e, "contentHash");
        var actor = objectOf(e, "actor", Set.of("kind", "id", "name"));
        var subject = objectOf(e, "subject", Set.of("kind", "id", "title"));
        if (!inOrder(seq)) return;
        checkContent(seq, e, actor, subject, contentHash);
        var sealed = new TreeMap<String, Object>();
        sealed.put("seq", e.get("seq"));
        sealed.put("id", e.get("id"));
        sealed.put("at", e.get("at"));
        sealed.put("actor", sorted("kind", actor.get("kind"), "id", actor.get("id")));
        sealed.put("operation", e.get("operation"));
        sealed.put("subject", sorted("kind", subject.get("kind"), "id", subject.get("id")));
        sealed.put("campaignId", e.get("campaignId"));
        sealed.put("requestId", e.get("requestId"));
        sealed.put("contentHash", contentHash);
        if (previous != null && !hex(previous + hex(canonical(sealed, false))).equals(hash))
            fault("(entry " + seq + ") does not match its hash: its seq, id, time, actor, operation, subject, campaign, request or hash"
                    + " was changed, or it is not the entry that followed");
        boolean gone = e.get("salt") == null;
        cover((gone ? "erased " : "entry ") + seq + " " + hash);
        reached(seq, hash);
        entries++;
        if (gone) erased++;
        if (e.get("at") instanceof String at) {
            if (firstAt == null) firstAt = at;
            lastAt = at;
        }
    }

    private void checkContent(
            long seq, Map<String, Object> e, Map<String, Object> actor, Map<String, Object> subject, String contentHash) {
        Object entryClass = e.get("class");
        String prefix = entryClass == null ? "" : entryClass + ":";
        int colon = contentHash.indexOf(':');
        if (!contentHash.substring(0, colon + 1).equals(prefix))
            fault("(entry " + seq + ") has the class " + entryClass + ", which is not the one that was sealed");
        var content = new TreeMap<String, Object>();
        content.put("actorName", actor.get("name"));
        content.put("subjectTitle", subject.get("title"));
        content.put("before", e.get("before"));
        content.put("after", e.get("after"));
        if (!(e.get("salt") instanceof String salt)) {
            if (content.values().stream().anyMatch(text -> text != null))
                fault("(entry " + seq + ") has a name, title or change, but no salt to prove it");
            return;
        }
        if (!hex(salt + hex(canonical(content, true))).equals(contentHash.substring(colon + 1)))
            fault("(entry " + seq + ") has an actor name, title, before, after or salt that differs from what was sealed");
    }

    private void omission(Map<String, Object> gap) {
        requireMembers(gap, OMISSION);
        long seq = longOf(gap, "seq");
        String hash = textOf(gap, "hash");
        if (!(gap.get("omitted") instanceof List<?> digests) || digests.isEmpty()) throw new BadJson("omitted is no list");
        if (!inOrder(seq)) return;
        String last = previous;
        for (Object digest : digests) {
            if (!(digest instanceof String text)) throw new BadJson("omitted is no list of texts");
            last = last == null ? null : hex(last + text);
            cover("omitted " + seq + " " + last);
            reached(seq++, last);
            omitted++;
        }
        if (last != null && !last.equals(hash))
            fault("(entries left out, " + (seq - digests.size()) + " to " + (seq - 1) + ") does not lead to its hash: it was changed");
        previous = hash;
    }

    /** Whether the position is the next one. After a gap the hash before it is unknown. */
    private boolean inOrder(long seq) {
        if (seq == expected) return true;
        if (seq < expected) {
            fault("(entry " + seq + ") appears again or out of order; entry " + expected + " should follow");
            return false;
        }
        fault(seq == expected + 1
                ? "is entry " + seq + ", so entry " + expected + " before it is missing"
                : "is entry " + seq + ", so the entries " + expected + " to " + (seq - 1) + " before it are missing");
        previous = null;
        return true;
    }

    private void reached(long seq, String hash) {
        expected = seq + 1;
        previous = hash;
        meet(seq, hash);
    }

    private void end(Map<String, Object> trailer) {
        requireMembers(trailer, TRAILER);
        ended = true;
        long stated = longOf(trailer, "entries");
        if (stated != entries) fault("states " + stated + " entries, but there are " + entries);
        if (longOf(trailer, "firstSeq") != longOf(header, "firstSeq")) fault("states another first entry than the header");
        long last = longOf(trailer, "lastSeq");
        if (last > expected - 1)
            fault("states that the last entry is " + last + ", so the entries " + expected + " to " + last + " before it are missing");
        else if (last < expected - 1) fault("states that the last entry is " + last + ", but there are more");
        else if (!textOf(trailer, "head").equals(previous)) fault("states another hash of the last entry");
        String sha256 = HexFormat.of().formatHex(covered.digest());
        if (!sha256.equals(textOf(trailer, "sha256"))) fault("states another digest than that of the lines before: something in the file was changed");
        String signed = String.join("\n", EXPORT, textOf(trailer, "sha256"), Long.toString(stated), Long.toString(longOf(trailer, "firstSeq")),
                Long.toString(last), textOf(trailer, "head"), textOf(header, "fingerprint")) + "\n";
        if (!isSigned(textOf(header, "publicKey"), signed, textOf(trailer, "signature")))
            fault("has a signature that is not that of the key in the header");
    }

    /** Compares with the checkpoints of a position. */
    private void meet(long seq, String hash) {
        var known = checkpoints.remove(seq);
        if (known == null || hash == null) return;
        for (var checkpoint : known) {
            if (!isGenuine(checkpoint)) continue;
            if (!checkpoint.hash.equals(hash))
                faults.add("The checkpoint of " + checkpoint.at + " (" + checkpoint.file + ") has another hash of entry " + seq
                        + ": entries up to there were rewritten since.");
            else out.println("  Checkpoint  entry " + seq + " of " + checkpoint.at + " is unchanged");
        }
    }

    private boolean isGenuine(Checkpoint checkpoint) {
        if (!checkpoint.workspaceId.equals(header.get("workspaceId"))) {
            faults.add("The checkpoint " + checkpoint.file + " is of another workspace (" + checkpoint.workspaceId + ").");
            return false;
        }
        String encoded = publicKeys.get(checkpoint.fingerprint);
        if (encoded == null && checkpoint.fingerprint.equals(header.get("fingerprint"))) encoded = (String) header.get("publicKey");
        if (encoded == null) {
            unproven.add("the checkpoint " + checkpoint.file + " is signed by key " + checkpoint.fingerprint
                    + ", which is not known: add --key with a file that contains it (GET /api/audit/keys)");
            return false;
        }
        String signed = String.join("\n", CHECKPOINT, checkpoint.workspaceId, Long.toString(checkpoint.seq), checkpoint.hash, checkpoint.at,
                checkpoint.fingerprint) + "\n";
        if (isSigned(encoded, signed, checkpoint.signature)) return true;
        faults.add("The checkpoint " + checkpoint.file + " does not have a valid signature: it was changed or forged.");
        return false;
    }

    // ---- the result

    private int report(Path file) {
        if (header == null) throw new Unusable("the file has no header");
        if (!ended) faults.add("The file ends after line " + line + " without its signed last line: it was cut off.");
        boolean toTheEnd = header.get("filter") instanceof Map<?, ?> filter && !filter.containsKey("to");
        var notMet = new ArrayList<Checkpoint>();
        checkpoints.values().forEach(notMet::addAll);
        for (var checkpoint : notMet) {
            if (!isGenuine(checkpoint)) continue;
            boolean rolledBack = ended && toTheEnd && checkpoint.seq >= expected && !isBefore(header.get("exportedAt"), checkpoint.at);
            if (rolledBack)
                faults.add("The checkpoint of " + checkpoint.at + " (" + checkpoint.file + ") already had entry " + checkpoint.seq
                        + ", but this later export ends with entry " + (expected - 1) + ": entries were removed at the source.");
            else
                unproven.add("the checkpoint " + checkpoint.file + " is about entry " + checkpoint.seq
                        + ", which is not in this file: export a period that contains it");
        }
        String fingerprint = String.valueOf(header.get("fingerprint"));
        if (!expectedKeys.isEmpty() && !expectedKeys.contains(fingerprint))
            faults.add("The file is signed by key " + fingerprint + ", which is not the key that you expect: it was forged, or comes from another installation.");
        out.println(file);
        out.println("  Workspace   " + header.get("workspaceId"));
        out.println("  Exported    " + header.get("exportedAt") + " by " + header.get("exportedBy"));
        out.println("  Filter      " + (header.get("filter") instanceof Map<?, ?> map && !map.isEmpty() ? map : "none"));
        out.println("  Entries     " + entries + (firstAt == null ? "" : " from " + firstAt + " to " + lastAt)
                + ", of the chain from " + header.get("firstSeq") + " to " + (expected - 1));
        if (omitted > 0) out.println("              " + omitted + " others are left out by the filter; their place in the chain was checked");
        if (erased > 0) out.println("              " + erased + " without names and changes: they were erased before the export");
        out.println("  Signed by   " + fingerprint);
        out.println();
        if (!faults.isEmpty()) {
            out.println("CHANGED: this file is not as it was exported.");
            faults.stream().limit(MOST_FAULTS).forEach(fault -> out.println("  - " + fault));
            if (faults.size() > MOST_FAULTS) out.println("  - and " + (faults.size() - MOST_FAULTS) + " more");
            return 1;
        }
        out.println("OK: no entry was changed, removed, added or moved since the export.");
        if (expectedKeys.isEmpty())
            out.println("Not proven: that key " + fingerprint.substring(0, 16) + "... is the key of your installation. Anyone can sign a file"
                    + " with a key of their own. Compare it with the fingerprint that you keep, or run this again with --key.");
        if (!unproven.isEmpty()) {
            out.println("Not checked:");
            unproven.forEach(one -> out.println("  - " + one));
            return 2;
        }
        return 0;
    }

    private static boolean isBefore(Object first, String second) {
        try {
            return Instant.parse(String.valueOf(first)).isBefore(Instant.parse(second));
        } catch (java.time.DateTimeException malformed) {
            return true;
        }
    }

    private void fault(String text) {
        faults.add("Line " + Math.max(line, 1) + " " + text + ".");
    }

    // ---- values

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Map<?, ?> members) {
        return (Map<String, Object>) members;
    }

    private static void requireMembers(Map<String, Object> members, Set<String> names) {
        for (String name : members.keySet()) if (!names.contains(name)) throw new BadJson("it has an unknown member " + name);
        for (String name : names) if (!members.containsKey(name)) throw new BadJson("its member " + name + " is missing");
    }

    private static Map<String, Object> objectOf(Map<String, Object> members, String name, Set<String> names) {
        if (!(members.get(name) instanceof Map<?, ?> object)) throw new BadJson("its member " + name + " is no object");
        requireMembers(cast(object), names);
        return cast(object);
    }

    private static String textOf(Map<String, Object> members, String name) {
        if (members.get(name) instanceof String text) return text;
        throw new BadJson("its member " + name + " is no text");
    }

    private static long longOf(Map<String, Object> members, String name) {
        try {
            if (members.get(name) instanceof BigDecimal number) return number.longValueExact();
        } catch (ArithmeticException fraction) {
            // Said below.
        }
        throw new BadJson("its member " + name + " is no whole number");
    }

    private static Map<String, Object> sorted(String first, Object one, String second, Object two) {
        var members = new TreeMap<String, Object>();
        members.put(first, one);
        members.put(second, two);
        return members;
    }

    /** JSON without white space, members sorted by name. In what people wrote, a number is the text # with its shortest form. */
    private static String canonical(Object value, boolean written) {
        var text = new StringBuilder(256);
        canonical(value, written, text);
        return text.toString();
    }

    private static void canonical(Object value, boolean written, StringBuilder text) {
        switch (value) {
            case null -> text.append("null");
            case Map<?, ?> members -> {
                char before = '{';
                for (var member : new TreeMap<>(cast(members)).entrySet()) {
                    text.append(before);
                    quoted(member.getKey(), text);
                    text.append(':');
                    canonical(member.getValue(), written, text);
                    before = ',';
                }
                text.append(before == '{' ? "{}" : "}");
            }
            case List<?> items -> {
                char before = '[';
                for (Object item : items) {
                    text.append(before);
                    canonical(item, written, text);
                    before = ',';
                }
                text.append(before == '[' ? "[]" : "]");
            }
            case BigDecimal number -> {
                if (written) quoted("#" + (number.signum() == 0 ? "0" : number.stripTrailingZeros().toString()), text);
                else text.append(number.toPlainString());
            }
            case Boolean truth -> text.append(truth);
            default -> quoted(value.toString(), text);
        }
    }

    private static void quoted(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\f' -> text.append("\\f");
                case '\r' -> text.append("\\r");
                default -> {
                    if (c < 0x20) text.append(String.format("\\u%04X", (int) c));
                    else text.append(c);
                }
            }
        }
        text.append('"');
    }

    private void cover(String text) {
        covered.update((text + "\n").getBytes(UTF_8));
    }

    private String hex(String text) {
        return hex(text.getBytes(UTF_8));
    }

    private String hex(byte[] bytes) {
        return HexFormat.of().formatHex(hasher.digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static PublicKey key(String encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(encoded)));
    }

    private static boolean isSigned(String encoded, String text, String signature) {
        try {
            var check = Signature.getInstance("Ed25519");
            check.initVerify(key(encoded));
            check.update(text.getBytes(UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    // ---- JSON and CSV

    private static final class BadJson extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadJson(String message) {
            super(message, null, false, false);
        }
    }

    /** Strict JSON; a member that appears twice is an error, because programs differ in which of the two they read. */
    private static final class Json {
        private static final int DEEPEST = 500;

        private final String text;
        private int at;
        private int depth;

        Json(String text) {
            this.text = text;
        }

        Object document() {
            Object value = value();
            space();
            if (at != text.length()) throw new BadJson("there is something behind the JSON");
            return value;
        }

        private Object value() {
            space();
            return switch (peek()) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> string();
                case 't' -> word("true", Boolean.TRUE);
                case 'f' -> word("false", Boolean.FALSE);
                case 'n' -> word("null", null);
                default -> number();
            };
        }

        private Map<String, Object> object() {
            var members = new LinkedHashMap<String, Object>();
            at++;
            enter();
            space();
            if (peek() == '}') at++;
            else
                while (true) {
                    space();
                    if (peek() != '"') throw new BadJson("a name is missing");
                    String name = string();
                    space();
                    take(':');
                    if (members.containsKey(name)) throw new BadJson("the member " + name + " appears twice");
                    members.put(name, value());
                    space();
                    if (peek() == '}') break;
                    take(',');
                }
            if (!members.isEmpty()) at++;
            depth--;
            return members;
        }

        private List<Object> array() {
            var items = new ArrayList<Object>();
            at++;
            enter();
            space();
            if (peek() == ']') {
                at++;
                depth--;
                return items;
            }
            while (true) {
                items.add(value());
                space();
                if (peek() == ']') break;
                take(',');
            }
            at++;
            depth--;
            return items;
        }

        private void enter() {
            if (++depth > DEEPEST) throw new BadJson("it is nested too deeply");
        }

        private String string() {
            var value = new StringBuilder();
            at++;
            while (true) {
                char c = peek();
                at++;
                if (c == '"') return value.toString();
                if (c < 0x20) throw new BadJson("a text contains a control character");
                if (c != '\\') {
                    value.append(c);
                    continue;
                }
                char escaped = peek();
                at++;
                switch (escaped) {
                    case '"', '\\', '/' -> value.append(escaped);
                    case 'b' -> value.append('\b');
                    case 'f' -> value.append('\f');
                    case 'n' -> value.append('\n');
                    case 'r' -> value.append('\r');
                    case 't' -> value.append('\t');
                    case 'u' -> {
                        if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) throw new BadJson("an escape is malformed");
                        value.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                        at += 4;
                    }
                    default -> throw new BadJson("an escape is malformed");
                }
            }
        }

        private BigDecimal number() {
            int start = at;
            while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at++;
            String digits = text.substring(start, at);
            if (!digits.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,6})?")) throw new BadJson("a value is malformed");
            return new BigDecimal(digits);
        }

        private Object word(String word, Object value) {
            if (!text.startsWith(word, at)) throw new BadJson("a value is malformed");
            at += word.length();
            return value;
        }

        private void space() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
        }

        private char peek() {
            if (at >= text.length()) throw new BadJson("it ends too early");
            return text.charAt(at);
        }

        private void take(char c) {
            if (peek() != c) throw new BadJson("a " + c + " is missing");
            at++;
        }
    }

    /** CSV with quotes where they are needed or everywhere, separated by commas, semicolons or tabs, as spreadsheets save it. */
    private static final class Table {
        private final Reader reader;
        private char separator;
        private int pushed = -1;
        private long next = 1;
        /** The line that the last row began in. */
        long line;

        Table(Reader reader) {
            this.reader = reader;
        }

        /** The next row; null at the end. */
        List<String> row() throws IOException {
            int c = read();
            if (c < 0) return null;
            line = next;
            var row = new ArrayList<String>();
            var cell = new StringBuilder();
            boolean quoted = false;
            while (true) {
                if (quoted) {
                    if (c < 0) throw new Unusable("line " + line + " has a quote that does not end: the file was edited or cut");
                    if (c != '"') cell.append((char) c);
                    else {
                        c = read();
                        if (c != '"') {
                            quoted = false;
                            continue;
                        }
                        cell.append('"');
                    }
                } else if (c == '"' && cell.isEmpty()) quoted = true;
                else if (c < 0 || c == '\n' || c == '\r') {
                    if (c == '\r') {
                        int after = read();
                        if (after != '\n') pushed = after;
                    }
                    row.add(cell.toString());
                    next++;
                    return row;
                } else if (isSeparator((char) c)) {
                    row.add(cell.toString());
                    cell.setLength(0);
                } else cell.append((char) c);
                if (quoted && c == '\n') next++;
                c = read();
            }
        }

        /** The first one that appears separates. */
        private boolean isSeparator(char c) {
            if (separator == 0 && (c == ',' || c == ';' || c == '\t')) separator = c;
            return c == separator;
        }

        private int read() throws IOException {
            int c = pushed;
            pushed = -1;
            return c >= 0 ? c : reader.read();
        }
    }
}
