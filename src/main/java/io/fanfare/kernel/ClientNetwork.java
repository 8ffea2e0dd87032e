package io.fanfare.kernel;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** The network that limits for a client address count by: one IPv4 address, or the /64 of an IPv6 address. */
public final class ClientNetwork {
    private static final int BYTES_OF_64_BITS = 8;

    private ClientNetwork() {}

    /** The remote address of a request, as the servlet container gives it. */
    public static String of(String address) {
        if (!address.contains(":")) return address;
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            // Java turns an IPv4 address that is written as IPv6 (::ffff:192.0.2.1) back into IPv4.
            if (bytes.length == 4) return InetAddress.ofLiteral(address).getHostAddress();
            return HexFormat.ofDelimiter(":").formatHex(Arrays.copyOf(bytes, BYTES_OF_64_BITS)) + "/64";
        } catch (IllegalArgumentException unknown) {
            return address;
        }
    }
}
