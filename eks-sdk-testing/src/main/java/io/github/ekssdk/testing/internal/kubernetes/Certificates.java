package io.github.ekssdk.testing.internal.kubernetes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The certificate authority of one cluster, and the certificate that its API server shows for 127.0.0.1 and localhost. */
final class Certificates {
    private static final char[] NO_SECRET = "fake".toCharArray();
    private static final byte[] ECDSA_WITH_SHA256 = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2};
    private static final byte[] COMMON_NAME = {0x55, 4, 3};
    private static final byte[] SUBJECT_ALTERNATIVE_NAME = {0x55, 0x1d, 0x11};
    private static final byte[] BASIC_CONSTRAINTS = {0x55, 0x1d, 0x13};
    private static final byte[] KEY_USAGE = {0x55, 0x1d, 0x0f};
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int IP_ADDRESS = 7;
    private static final int DNS_NAME = 2;

    private final byte[] authority;
    private final SSLContext context;

    private Certificates(byte[] authority, SSLContext context) {
        this.authority = authority;
        this.context = context;
    }

    static Certificates make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair authorityKeys = generator.generateKeyPair();
            KeyPair serverKeys = generator.generateKeyPair();
            byte[] root = sign(
                    "kubernetes",
                    authorityKeys,
                    1,
                    authorityKeys.getPrivate(),
                    Der.join(
                            extension(BASIC_CONSTRAINTS, Der.sequence(Der.bool(true))),
                            extension(KEY_USAGE, Der.of(3, new byte[] {2, (byte) 0xa4}))));
            byte[] server = sign(
                    "kube-apiserver",
                    serverKeys,
                    2,
                    authorityKeys.getPrivate(),
                    extension(SUBJECT_ALTERNATIVE_NAME, names()));
            return new Certificates(root, context(server, root, serverKeys.getPrivate()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This JVM makes no certificates: " + e.getMessage(), e);
        }
    }

    private static byte[] names() {
        return Der.sequence(
                Der.of(0x80 | IP_ADDRESS, LOOPBACK),
                Der.of(0x80 | DNS_NAME, "localhost".getBytes(StandardCharsets.US_ASCII)),
                Der.of(0x80 | DNS_NAME, "kubernetes".getBytes(StandardCharsets.US_ASCII)),
                Der.of(0x80 | DNS_NAME, "kubernetes.default.svc".getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] extension(byte[] id, byte[] value) {
        return Der.sequence(Der.of(6, id), Der.of(4, value));
    }

    private static byte[] name(String commonName) {
        byte[] text = Der.of(0x0c, commonName.getBytes(StandardCharsets.UTF_8));
        return Der.sequence(Der.of(0x31, Der.sequence(Der.of(6, COMMON_NAME), text)));
    }

    /** A certificate of X.509, version 3, valid for a century. */
    private static byte[] sign(String subject, KeyPair keys, int serial, PrivateKey signer, byte[] extensions)
            throws GeneralSecurityException {
        byte[] algorithm = Der.sequence(Der.of(6, ECDSA_WITH_SHA256));
        byte[] content = Der.sequence(
                Der.of(0xa0, Der.of(2, new byte[] {2})),
                Der.of(2, new byte[] {(byte) serial}),
                algorithm,
                name("kubernetes"),
                Der.sequence(
                        Der.of(0x17, "200101000000Z".getBytes(StandardCharsets.US_ASCII)),
                        Der.of(0x18, "21191208000000Z".getBytes(StandardCharsets.US_ASCII))),
                name(subject),
                keys.getPublic().getEncoded(),
                Der.of(0xa3, Der.sequence(extensions)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signer);
        signature.update(content);
        return Der.sequence(content, algorithm, Der.of(3, Der.join(new byte[] {0}, signature.sign())));
    }

    private static SSLContext context(byte[] server, byte[] root, PrivateKey key)
            throws GeneralSecurityException, IOException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Certificate[] chain = {
            factory.generateCertificate(new ByteArrayInputStream(server)),
            factory.generateCertificate(new ByteArrayInputStream(root))
        };
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_SECRET);
        store.setKeyEntry("server", key, NO_SECRET, chain);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NO_SECRET);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    SSLContext context() {
        return context;
    }

    /** The authority's certificate as PEM text. */
    String pem() {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(authority)
                + "\n-----END CERTIFICATE-----\n";
    }
}
