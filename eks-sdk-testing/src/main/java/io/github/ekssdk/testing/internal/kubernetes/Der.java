package io.github.ekssdk.testing.internal.kubernetes;

import java.io.ByteArrayOutputStream;

/** The few forms of DER that a certificate takes. */
final class Der {
    private static final int SEQUENCE = 0x30;
    private static final int BOOLEAN = 1;
    private static final int SHORT = 128;

    private Der() {}

    static byte[] of(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < SHORT) {
            out.write(content.length);
        } else if (content.length < 256) {
            out.write(0x81);
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length & 0xff);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        return of(SEQUENCE, join(parts));
    }

    static byte[] bool(boolean value) {
        return of(BOOLEAN, new byte[] {(byte) (value ? 0xff : 0)});
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
