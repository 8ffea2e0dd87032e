package io.fanfare.kernel.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Encrypts a stream with AES-256-GCM in pieces of 64 KB, so that no file has to fit into memory. The nonce of a piece holds its number and
 * whether it is the last one: pieces that are missing, repeated or in another order are found, as is every changed bit.
 *
 * <p>A file is {@code FANFARE1}, 16 bytes of salt, 7 of nonce, 16 that tell a wrong key from a damaged file, and the pieces. The key is
 * derived from the passphrase by Argon2id (64 MB, 3 passes).
 */
final class Seal {
    static final int PIECE = 64 * 1024;
    private static final byte[] MAGIC = "FANFARE1".getBytes(UTF_8);
    private static final int SALT = 16;
    private static final int NONCE = 7;
    private static final int PROOF = 16;
    private static final int TAG = 16;
    private static final int HEADER = MAGIC.length + SALT + NONCE + PROOF;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] header;
    private final SecretKeySpec key;
    private final byte[] buffer = new byte[PIECE + TAG];
    private int piece;

    private Seal(byte[] header, byte[] derived) {
        this.header = header;
        this.key = new SecretKeySpec(derived, 0, 32, "AES");
    }

    static OutputStream sealing(OutputStream out, String passphrase) throws IOException {
        var header = new byte[HEADER];
        var random = new byte[SALT + NONCE];
        RANDOM.nextBytes(random);
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        System.arraycopy(random, 0, header, MAGIC.length, random.length);
        var derived = derive(passphrase, salt(header));
        System.arraycopy(derived, 32, header, HEADER - PROOF, PROOF);
        out.write(header);
        return new Seal(header, derived).new Sealing(out);
    }

    static InputStream opening(InputStream in, String passphrase) throws IOException {
        var header = in.readNBytes(HEADER);
        if (header.length < HEADER || !Arrays.equals(MAGIC, 0, MAGIC.length, header, 0, MAGIC.length))
            throw new BackupFailed("This file is not a backup of Fanfare, or its beginning is missing.");
        var derived = derive(passphrase, salt(header));
        if (!MessageDigest.isEqual(
                Arrays.copyOfRange(derived, 32, 48), Arrays.copyOfRange(header, HEADER - PROOF, HEADER)))
            throw new BackupFailed("The key does not match: this backup was encrypted with another one. Set"
                    + " FANFARE_BACKUP_KEY or --key-file to the key it was made with.");
        return new Seal(header, derived).new Opening(in);
    }

    private static byte[] salt(byte[] header) {
        return Arrays.copyOfRange(header, MAGIC.length, MAGIC.length + SALT);
    }

    private static byte[] derive(String passphrase, byte[] salt) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withSalt(salt)
                .withMemoryAsKB(64 * 1024)
                .withIterations(3)
                .withParallelism(1)
                .build());
        var derived = new byte[48];
        generator.generateBytes(passphrase.getBytes(UTF_8), derived);
        return derived;
    }

    private Cipher cipher(int mode, boolean last) throws IOException {
        try {
            var nonce = ByteBuffer.allocate(12)
                    .put(header, MAGIC.length + SALT, NONCE)
                    .putInt(piece++)
                    .put((byte) (last ? 1 : 0));
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce.array()));
            cipher.updateAAD(header);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private final class Sealing extends OutputStream {
        private final OutputStream out;
        private int filled;
        private boolean closed;

        Sealing(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int at = from;
            int left = length;
            while (left > 0) {
                // A full piece waits until it is known whether it is the last one.
                if (filled == PIECE) seal(false);
                int some = Math.min(left, PIECE - filled);
                System.arraycopy(bytes, at, buffer, filled, some);
                filled += some;
                at += some;
                left -= some;
            }
        }

        private void seal(boolean last) throws IOException {
            try {
                out.write(cipher(Cipher.ENCRYPT_MODE, last).doFinal(buffer, 0, filled));
                filled = 0;
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            if (closed) return;
            closed = true;
            try (out) {
                seal(true);
            }
        }
    }

    private final class Opening extends InputStream {
        private final InputStream in;
        private byte[] plain = new byte[0];
        private int at;
        private int ahead;
        private boolean last;

        Opening(InputStream in) throws IOException {
            this.in = in;
            this.ahead = in.read();
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            while (at == plain.length) {
                if (last) return -1;
                open();
            }
            int some = Math.min(length, plain.length - at);
            System.arraycopy(plain, at, bytes, from, some);
            at += some;
            return some;
        }

        private void open() throws IOException {
            if (ahead < 0) throw damaged(null);
            buffer[0] = (byte) ahead;
            int length = 1 + in.readNBytes(buffer, 1, buffer.length - 1);
            ahead = in.read();
            last = ahead < 0;
            try {
                plain = cipher(Cipher.DECRYPT_MODE, last).doFinal(buffer, 0, length);
                at = 0;
            } catch (GeneralSecurityException e) {
                throw damaged(e);
            }
        }

        private static BackupFailed damaged(@org.jspecify.annotations.Nullable Throwable cause) {
            return new BackupFailed(
                    "This backup is incomplete or was changed: copy it again, or use an earlier one.", cause);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
