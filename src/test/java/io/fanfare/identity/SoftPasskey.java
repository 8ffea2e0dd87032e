package io.fanfare.identity;

import io.fanfare.Api;
import io.fanfare.kernel.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.cbor.CBORMapper;

/** An authenticator in software: one ES256 key, which says what it is made to say. */
final class SoftPasskey {
    private static final CBORMapper CBOR = new CBORMapper();
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final KeyPair key;
    private final byte[] id = new byte[32];
    private byte[] user = new byte[16];
    long count;
    boolean verifies = true;
    String origin = Api.url();
    String rpId = "localhost";

    SoftPasskey() {
        new SecureRandom().nextBytes(id);
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            key = generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Registers it for a person. */
    Api.Answer register(Api person, String name) {
        var options = person.post("/api/auth/me/passkeys/options").expect(200).json();
        return person.post("/api/auth/me/passkeys", Map.of("name", name, "credential", created(options)));
    }

    Map<String, Object> created(JsonNode options) {
        user = Base64.getUrlDecoder().decode(options.at("/user/id").asString());
        var point = (ECPublicKey) key.getPublic();
        var cose = new LinkedHashMap<Integer, Object>();
        cose.put(1, 2);
        cose.put(3, -7);
        cose.put(-1, 1);
        cose.put(-2, coordinate(point.getW().getAffineX().toByteArray()));
        cose.put(-3, coordinate(point.getW().getAffineY().toByteArray()));
        var attested = new ByteArrayOutputStream();
        attested.writeBytes(new byte[16]);
        attested.writeBytes(ByteBuffer.allocate(2).putShort((short) id.length).array());
        attested.writeBytes(id);
        attested.writeBytes(CBOR.writeValueAsBytes(cose));
        var object = new LinkedHashMap<String, Object>();
        object.put("fmt", "none");
        object.put("attStmt", Map.of());
        object.put("authData", data(ATTESTED, attested.toByteArray()));
        return Map.of(
                "id",
                text(id),
                "rawId",
                text(id),
                "type",
                "public-key",
                "clientExtensionResults",
                Map.of(),
                "response",
                Map.of(
                        "clientDataJSON",
                        text(client("webauthn.create", options)),
                        "attestationObject",
                        text(CBOR.writeValueAsBytes(object))));
    }

    /** Its response to the options of a sign-in. */
    Map<String, Object> used(JsonNode options) {
        try {
            byte[] data = data(0, new byte[0]);
            byte[] client = client("webauthn.get", options);
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update(data);
            signature.update(sha256(client));
            return Map.of(
                    "id",
                    text(id),
                    "rawId",
                    text(id),
                    "type",
                    "public-key",
                    "clientExtensionResults",
                    Map.of(),
                    "response",
                    Map.of(
                            "clientDataJSON",
                            text(client),
                            "authenticatorData",
                            text(data),
                            "signature",
                            text(signature.sign()),
                            "userHandle",
                            text(user)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] client(String type, JsonNode options) {
        return Json.of(Map.of(
                        "type",
                        type,
                        "challenge",
                        options.at("/challenge").asString(),
                        "origin",
                        origin,
                        "crossOrigin",
                        false))
                .text()
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] data(int flags, byte[] more) {
        int all = PRESENT | flags | (verifies ? VERIFIED : 0);
        return ByteBuffer.allocate(37 + more.length)
                .put(sha256(rpId.getBytes(StandardCharsets.UTF_8)))
                .put((byte) all)
                .putInt((int) count)
                .put(more)
                .array();
    }

    private static byte[] coordinate(byte[] number) {
        var fixed = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
