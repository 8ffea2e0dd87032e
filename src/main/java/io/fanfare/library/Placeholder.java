package io.fanfare.library;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * An empty shared library for Linux. The bundled ffmpeg is linked to libraries of sound cards and displays, which
 * servers do not have; without files of these names it does not start.
 */
final class Placeholder {
    private static final int HEADERS = 64 + 3 * 56;
    private static final int DYNAMIC = 7 * 16;
    private static final int SYMBOLS = 24;
    private static final int HASH = 16;

    private Placeholder() {}

    static byte[] of(String name, String arch) {
        byte[] names = ("\0" + name + "\0").getBytes(StandardCharsets.US_ASCII);
        int symbols = HEADERS + DYNAMIC;
        int hash = symbols + SYMBOLS;
        int strings = hash + HASH;
        int size = strings + names.length;
        var elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        // A shared object, followed by its three program headers.
        elf.putShort((short) 3)
                .putShort((short) (arch.equals("arm64") ? 183 : 62))
                .putInt(1);
        elf.putLong(0).putLong(64).putLong(0).putInt(0);
        elf.putShort((short) 64).putShort((short) 56).putShort((short) 3);
        elf.putShort((short) 64).putShort((short) 0).putShort((short) 0);
        // Everything is loaded readable and writable; then the dynamic section; then a stack that is not executable.
        segment(elf, 1, 0, size, 0x1000);
        segment(elf, 2, HEADERS, DYNAMIC, 8);
        segment(elf, 0x6474e551, 0, 0, 16);
        entry(elf, 4, hash);
        entry(elf, 5, strings);
        entry(elf, 6, symbols);
        entry(elf, 10, names.length);
        entry(elf, 11, SYMBOLS);
        entry(elf, 14, 1);
        entry(elf, 0, 0);
        elf.position(hash);
        elf.putInt(1).putInt(1).putInt(0).putInt(0);
        return elf.put(names).array();
    }

    private static void segment(ByteBuffer elf, int type, long at, long size, long align) {
        elf.putInt(type)
                .putInt(6)
                .putLong(at)
                .putLong(at)
                .putLong(at)
                .putLong(size)
                .putLong(size)
                .putLong(align);
    }

    private static void entry(ByteBuffer elf, long tag, long value) {
        elf.putLong(tag).putLong(value);
    }
}
