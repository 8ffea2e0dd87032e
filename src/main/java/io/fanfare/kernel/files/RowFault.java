package io.fanfare.kernel.files;

import org.jspecify.annotations.Nullable;

/** Why a row can't be imported, and the column that is to blame, if it is one. */
public final class RowFault extends Exception {
    private static final long serialVersionUID = 1;
    private final @Nullable String column;

    public RowFault(@Nullable String column, String message) {
        super(message, null, false, false);
        this.column = column;
    }

    @Nullable
    String column() {
        return column;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
