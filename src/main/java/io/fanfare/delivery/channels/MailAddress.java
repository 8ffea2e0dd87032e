package io.fanfare.delivery.channels;

import io.fanfare.kernel.Texts;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sender or recipient of a mail, in a form that every server accepts: the domain as lower-case ASCII, the part before
 * the @ as given.
 */
public record MailAddress(String address, @Nullable String name) {
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST = 254;

    public MailAddress {
        var given = address;
        address = canonical(given)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Not an e-mail address: " + Texts.cut(given.replaceAll("\\p{Cntrl}", "?"), 80)));
    }

    public static MailAddress of(String address) {
        return new MailAddress(address, null);
    }

    /** The address as it is written in mails; empty if it is not valid. Quoted and non-ASCII local parts are not supported. */
    public static Optional<String> canonical(String given) {
        var at = given.lastIndexOf('@');
        if (at < 1 || at > LONGEST_LOCAL || given.length() > LONGEST) {
            return Optional.empty();
        }
        var local = given.substring(0, at);
        if (!LOCAL.matcher(local).matches()) {
            return Optional.empty();
        }
        return asciiDomain(given.substring(at + 1))
                .map(domain -> local + "@" + domain)
                .filter(address -> address.length() <= LONGEST);
    }

    private static Optional<String> asciiDomain(String domain) {
        try {
            return Optional.of(IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT))
                    .filter(ascii -> DOMAIN.matcher(ascii).matches());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
