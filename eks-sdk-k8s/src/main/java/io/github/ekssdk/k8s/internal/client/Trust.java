package io.github.ekssdk.k8s.internal.client;

import io.github.ekssdk.error.KubernetesUntrustedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Trusts a cluster's own certificate authority and nobody else. Fabric8 would add it to those that the JDK trusts, and read them all
 * each time.
 */
final class Trust {

    private Trust() {}

    static TrustManager[] in(Endpoint endpoint) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates(endpoint)) {
                trusted.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            return managers.getTrustManagers();
        } catch (GeneralSecurityException | IOException | IllegalArgumentException unreadable) {
            throw new KubernetesUntrustedException(
                    endpoint.clusterName(),
                    "The certificate authority of the cluster " + endpoint.clusterName() + " cannot be read: "
                            + unreadable.getMessage() + ". Read the cluster again.",
                    unreadable);
        }
    }

    private static Collection<? extends Certificate> certificates(Endpoint endpoint) throws GeneralSecurityException {
        byte[] pem = Base64.getDecoder().decode(endpoint.certificateAuthority());
        Collection<? extends Certificate> certificates =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("it holds no certificate");
        }
        return certificates;
    }
}
