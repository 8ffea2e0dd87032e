package io.fanfare.kernel.files;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Turns {@code \"} within quoted cells into {@code ""}, the form of RFC 4180. An even number of backslashes is text. */
final class BackslashReader extends FilterReader {
    private static final int NONE = -2;

    private boolean quoted;
    private boolean doubled;
    private int backslashes;
    private int peeked = NONE;

    BackslashReader(Reader in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        if (doubled) {
            doubled = false;
            return '"';
        }
        int c = peeked == NONE ? in.read() : peeked;
        peeked = NONE;
        if (c == '"') quoted = !quoted;
        if (c != '\\' || !quoted) return c;
        int next = in.read();
        backslashes++;
        if (next == '"' && backslashes % 2 == 1) {
            backslashes = 0;
            doubled = true;
            return '"';
        }
        if (next != '\\') backslashes = 0;
        peeked = next;
        return c;
    }

    @Override
    public int read(char[] into, int from, int count) throws IOException {
        int n = 0;
        for (; n < count; n++) {
            int c = read();
            if (c < 0) return n == 0 ? -1 : n;
            into[from + n] = (char) c;
        }
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
