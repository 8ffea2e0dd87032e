package io.fanfare.kernel;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Which addresses are on the public internet, by the special-purpose registries of IANA (RFC 6890 and its successors). */
public final class PublicAddresses {
    private static final List<Prefix> NOT_PUBLIC_4 = List.of(
            Prefix.v4(0, 0, 0, 0, 8),
            Prefix.v4(10, 0, 0, 0, 8),
            Prefix.v4(100, 64, 0, 0, 10),
            Prefix.v4(127, 0, 0, 0, 8),
            Prefix.v4(169, 254, 0, 0, 16),
            Prefix.v4(172, 16, 0, 0, 12),
            Prefix.v4(192, 0, 0, 0, 24),
            Prefix.v4(192, 0, 2, 0, 24),
            Prefix.v4(192, 88, 99, 0, 24),
            Prefix.v4(192, 168, 0, 0, 16),
            Prefix.v4(198, 18, 0, 0, 15),
            Prefix.v4(198, 51, 100, 0, 24),
            Prefix.v4(203, 0, 113, 0, 24),
            Prefix.v4(224, 0, 0, 0, 4),
            Prefix.v4(240, 0, 0, 0, 4));

    private static final Prefix GLOBAL_6 = Prefix.v6("20", 3);
    private static final List<Prefix> NOT_PUBLIC_6 =
            List.of(Prefix.v6("20010000", 23), Prefix.v6("20010db8", 32), Prefix.v6("3fff00", 20));
    private static final Prefix SIX_TO_FOUR = Prefix.v6("2002", 16);
    private static final Prefix NAT64 = Prefix.v6("0064ff9b0000000000000000", 96);
    private static final Prefix MAPPED = Prefix.v6("00000000000000000000ffff", 96);

    private PublicAddresses() {}

    public static boolean isPublic(InetAddress address) {
        var bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        return NOT_PUBLIC_4.stream().noneMatch(prefix -> prefix.holds(bytes));
    }

    /** An address that embeds an IPv4 address leads there, so that one is checked. */
    private static boolean isPublic6(byte[] bytes) {
        if (NAT64.holds(bytes) || MAPPED.holds(bytes)) {
            return isPublic4(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (SIX_TO_FOUR.holds(bytes)) {
            return isPublic4(Arrays.copyOfRange(bytes, 2, 6));
        }
        return GLOBAL_6.holds(bytes) && NOT_PUBLIC_6.stream().noneMatch(prefix -> prefix.holds(bytes));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Prefix(byte[] start, int bits) {
        static Prefix v4(int a, int b, int c, int d, int bits) {
            return new Prefix(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d}, bits);
        }

        static Prefix v6(String hex, int bits) {
            return new Prefix(Arrays.copyOf(HexFormat.of().parseHex(hex), 16), bits);
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit += 8) {
                int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
                if (((start[bit / 8] ^ address[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
