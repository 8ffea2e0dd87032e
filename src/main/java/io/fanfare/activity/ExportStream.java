package io.fanfare.activity;

import java.io.InputStream;
import java.util.Iterator;

/** A file that is made while it is read, piece by piece. */
final class ExportStream extends InputStream {
    private final Iterator<byte[]> pieces;
    private byte[] piece = {};
    private int next;

    ExportStream(Iterator<byte[]> pieces) {
        this.pieces = pieces;
    }

    @Override
    public int read() {
        return more() ? piece[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (length == 0) return 0;
        if (!more()) return -1;
        int count = Math.min(length, piece.length - next);
        System.arraycopy(piece, next, bytes, offset, count);
        next += count;
        return count;
    }

    private boolean more() {
        while (next == piece.length) {
            if (!pieces.hasNext()) return false;
            piece = pieces.next();
            next = 0;
        }
        return true;
    }
}
