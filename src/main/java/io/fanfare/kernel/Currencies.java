package io.fanfare.kernel;

import java.util.Currency;

/** Currencies by their ISO 4217 codes. */
public final class Currencies {
    /** What to write into a field of a currency. */
    public static final String EXPECTED = "must be an ISO 4217 code, e.g. EUR";

    private Currencies() {}

    /** Refuses a code that is not one of ISO 4217 by the name of its field. */
    public static void require(String field, String code) {
        if (!known(code)) throw Refused.invalid(field, EXPECTED);
    }

    public static boolean known(String code) {
        try {
            Currency.getInstance(code);
            return true;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }
}
