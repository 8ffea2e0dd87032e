package io.fanfare.social.platforms;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;

/** Identifiers of the AT protocol that can be computed. */
final class BlueskyIds {
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final String SORTABLE = "234567abcdefghijklmnopqrstuvwxyz";

    private BlueskyIds() {}

    /** The record key of a delivery: time and random bits of its id, written as a TID. */
    static String key(UUID delivery) {
        long millis = delivery.getMostSignificantBits() >>> 16;
        long random = delivery.getLeastSignificantBits();
        long micros = millis * 1000 + Long.remainderUnsigned(random >>> 10, 1000);
        long value = micros << 10 | random & 1023;
        var key = new StringBuilder();
        for (int shift = 60; shift >= 0; shift -= 5) key.append(SORTABLE.charAt((int) (value >>> shift & 31)));
        return key.toString();
    }

    /** The reference to an uploaded blob: a CID of version 1, raw, of the SHA-256. */
    static String link(String sha256) {
        byte[] cid = ByteBuffer.allocate(36)
                .put(new byte[] {1, 0x55, 0x12, 32})
                .put(HexFormat.of().parseHex(sha256))
                .array();
        var text = new StringBuilder("b");
        int buffer = 0;
        int bits = 0;
        for (byte each : cid) {
            buffer = (buffer << 8 | each & 0xff) & 0xffff;
            bits += 8;
            while (bits >= 5) {
                text.append(BASE32.charAt(buffer >>> bits - 5 & 31));
                bits -= 5;
            }
        }
        if (bits > 0) text.append(BASE32.charAt(buffer << 5 - bits & 31));
        return text.toString();
    }
}
