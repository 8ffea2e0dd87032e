package io.fanfare.identity;

import java.net.IDN;
import java.util.Locale;

/** The part of an address that a company can prove is its own. */
final class EmailDomain {
    private EmailDomain() {}

    /** In lower case and as DNS writes it; empty for a text that is no address. */
    static String of(String email) {
        int at = email.lastIndexOf('@');
        return at < 0 ? "" : normal(email.substring(at + 1));
    }

    static String normal(String domain) {
        String plain = domain.strip().toLowerCase(Locale.ROOT);
        try {
            return IDN.toASCII(plain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException unwritable) {
            return plain;
        }
    }
}
