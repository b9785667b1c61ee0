package io.github.ekssdk.k8s.offender;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.github.ekssdk.k8s.offender.internal.KnowsItsUser;
import software.amazon.awssdk.services.eks.model.ClusterStatus;

/** Makes a client that cannot renew its login, and knows what AWS calls things. */
public final class ConnectsOnItsOwn {

    private ConnectsOnItsOwn() {}

    static String offend(KnowsItsUser user) {
        Config config = Config.autoConfigure(null);
        new KubernetesClientBuilder().withConfig(config).build().close();
        return user.toString() + ClusterStatus.ACTIVE + SSLUtils.isHttpsAvailable(config);
    }
}
