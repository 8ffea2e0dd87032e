package io.fanfare.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Currencies by their ISO 4217 codes. */
public final class Currencies {
    /** What to write into a field of a currency. */
    public static final String EXPECTED = "must be an ISO 4217 code, e.g. EUR";

    private Currencies() {}

    /** Refuses a code that is not one of ISO 4217 by the name of its field. */
    public static void require(String field, String code) {
        if (!known(code)) throw Refused.invalid(field, EXPECTED);
    }

    /** An amount within a sentence: "12,000 EUR" or "259.50 EUR". */
    public static String amount(BigDecimal amount, @Nullable String code) {
        var rounded = amount.setScale(2, RoundingMode.HALF_UP);
        boolean even = rounded.stripTrailingZeros().scale() <= 0;
        return String.format(Locale.ENGLISH, even ? "%,.0f" : "%,.2f", rounded) + (code == null ? "" : " " + code);
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
