package io.fanfare.activity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fanfare.kernel.Json;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who knows the format and makes a file that is consistent in itself, signed with a key of their own. */
final class Forger {
    private Forger() {}

    static String forge(List<String> lines) throws IllegalStateException {
        return forge(lines.subList(0, lines.size() - 1), lines.getFirst(), lines.getLast());
    }

    /** @param lines the header and entries without omissions */
    static String forge(List<String> lines, String headerLine, String trailerLine) {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] publicKey = pair.getPublic().getEncoded();
            var header = (ObjectNode) Json.read(headerLine, JsonNode.class);
            String fingerprint = Json.sha256(publicKey);
            header.put("publicKey", Base64.getEncoder().encodeToString(publicKey))
                    .put("fingerprint", fingerprint);
            var covered = new StringBuilder("header ")
                    .append(Json.digest(java.util.Objects.requireNonNull(Words.canonical(header))))
                    .append('\n');
            var out = new ArrayList<String>(List.of(Json.of(header).text()));
            String previous = header.get("previous").stringValue();
            long seq = 0;
            for (String line : lines.subList(1, lines.size())) {
                var entry = (ObjectNode) Json.read(line, JsonNode.class);
                seq = entry.get("seq").longValue();
                String content = Entry.contentHash(
                        entry.get("salt").stringValue(),
                        text(entry.get("actor").get("name")),
                        text(entry.get("subject").get("title")),
                        json(entry.get("before")),
                        json(entry.get("after")));
                entry.put("contentHash", entry.get("class").stringValue() + ":" + content);
                var sealed = new LinkedHashMap<String, @Nullable Object>();
                sealed.put(
                        "actor",
                        Map.of(
                                "kind",
                                entry.get("actor").get("kind"),
                                "id",
                                entry.get("actor").get("id")));
                sealed.put(
                        "subject",
                        Map.of(
                                "kind",
                                entry.get("subject").get("kind"),
                                "id",
                                entry.get("subject").get("id")));
                for (String name : List.of("seq", "id", "at", "operation", "campaignId", "requestId", "contentHash"))
                    sealed.put(name, entry.get(name));
                previous = Entry.link(previous, Json.digest(sealed));
                entry.put("hash", previous);
                covered.append("entry ")
                        .append(seq)
                        .append(' ')
                        .append(previous)
                        .append('\n');
                out.add(Json.of(entry).text());
            }
            var trailer = (ObjectNode) Json.read(trailerLine, JsonNode.class);
            String sha256 = Json.sha256(covered.toString());
            trailer.put("entries", lines.size() - 1)
                    .put("lastSeq", seq)
                    .put("head", previous)
                    .put("sha256", sha256);
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(String.join(
                            "\n",
                            ExportPieces.FORMAT,
                            sha256,
                            String.valueOf(lines.size() - 1),
                            trailer.get("firstSeq").asString(),
                            String.valueOf(seq),
                            previous,
                            fingerprint)
                    .concat("\n")
                    .getBytes(UTF_8));
            trailer.put("signature", Base64.getEncoder().encodeToString(signature.sign()));
            out.add(Json.of(trailer).text());
            return String.join("\n", out) + "\n";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isNull() ? null : node.stringValue();
    }

    private static @Nullable String json(JsonNode node) {
        return node.isNull() ? null : node.toString();
    }
}
