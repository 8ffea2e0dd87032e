package io.fanfare.kernel;

import java.util.Locale;

/**
 * What kind of entry it is in the audit trail: a change, a decision about an approval or a launch, a sign-in and what belongs to it, a
 * read of personal data, an export, or a request that was refused.
 */
public enum AuditClass {
    CHANGE,
    DECISION,
    SIGN_IN,
    ACCESS,
    EXPORT,
    REFUSAL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
