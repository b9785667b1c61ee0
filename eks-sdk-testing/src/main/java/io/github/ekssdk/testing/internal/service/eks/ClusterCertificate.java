package io.github.ekssdk.testing.internal.service.eks;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The certificate authority of every fake control plane: a real certificate whose private key nobody has. */
final class ClusterCertificate {
    private static final String PEM = """
            -----BEGIN CERTIFICATE-----
            MIIBZjCCAQugAwIBAgIJAIy2j7Ub9FXLMAoGCCqGSM49BAMCMBUxEzARBgNVBAMT
            Cmt1YmVybmV0ZXMwIBcNMjAwMTAxMDAwMDAwWhgPMjExOTEyMDgwMDAwMDBaMBUx
            EzARBgNVBAMTCmt1YmVybmV0ZXMwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATt
            vRdCiXs4jTI9At1w4kMjuzGKaopRTjQBrrB9EvRh5tFe1kIH+pwPRQOPuLnzAv7y
            O0PXlIHU2BFLyXhBUNhxo0IwQDAdBgNVHQ4EFgQUCxEIsV7KuvZw4LZhE9jxsgb3
            ddgwDgYDVR0PAQH/BAQDAgKkMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID
            SQAwRgIhAPrKTaDWkxw25472N3sRttRWvxg1NWY7xDGlg8mSkr6qAiEA2rNCbnBj
            jP0pNb/6MPZH7yV4YELe49Z4i+pYxUBjzr0=
            -----END CERTIFICATE-----
            """;

    private ClusterCertificate() {}

    /** The certificate as EKS answers it: the PEM text once more in Base64. */
    static String base64Pem() {
        return Base64.getEncoder().encodeToString(PEM.getBytes(StandardCharsets.UTF_8));
    }
}
