package io.github.ekssdk.k8s.anycluster;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.ekssdk.k8s.Account;
import io.github.ekssdk.spi.Time;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test its cluster and deletes the test's namespace afterwards. */
class ClusterParameter implements ParameterResolver, AfterEachCallback {

    private @Nullable AnyCluster cluster;

    /** The cluster of a kubeconfig. */
    static ClusterParameter of(Path kubeconfig) {
        return new ClusterParameter() {
            @Override
            AnyCluster open() {
                return open(Config.fromKubeconfig(kubeconfig.toFile()), Time.system());
            }
        };
    }

    /** A fake, reached by a kubeconfig like any other. */
    static ClusterParameter ofFake() {
        return new ClusterParameter() {
            private final Account account = new Account();

            @Override
            AnyCluster open() {
                return open(Config.fromKubeconfig(account.kubernetes().kubeconfig()), account.aws.time());
            }

            @Override
            public void afterEach(ExtensionContext context) {
                super.afterEach(context);
                account.close();
            }
        };
    }

    AnyCluster open() {
        throw new IllegalStateException("There is no cluster.");
    }

    static AnyCluster open(Config config, Time time) {
        try (KubernetesClient client = client(config, "default")) {
            String name = client.resource(namespace()).create().getMetadata().getName();
            try {
                account(client, name);
                return new AnyCluster(client(config, name), name, time);
            } catch (KubernetesClientException refused) {
                client.namespaces().withName(name).delete();
                throw refused;
            }
        }
    }

    /** Tests make pods of every sort, whatever the cluster asks of pods elsewhere. */
    private static Namespace namespace() {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withGenerateName("eks-sdk-test-")
                .addToLabels("eks-sdk/test", "true")
                .addToLabels("pod-security.kubernetes.io/enforce", "privileged")
                .endMetadata()
                .build();
    }

    /** Pods need it, and the controller that makes it may be slower than the test, or not there. */
    private static void account(KubernetesClient client, String namespace) {
        try {
            client.serviceAccounts()
                    .inNamespace(namespace)
                    .resource(new ServiceAccountBuilder()
                            .withNewMetadata()
                            .withName("default")
                            .endMetadata()
                            .build())
                    .create();
        } catch (KubernetesClientException faster) {
            if (faster.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw faster;
            }
        }
    }

    private static KubernetesClient client(Config known, String namespace) {
        Config config = new ConfigBuilder(known)
                .withNamespace(namespace)
                .withRequestRetryBackoffLimit(0)
                .withOnlyHttpWatches(true)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == AnyCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        AnyCluster opened = open();
        cluster = opened;
        return opened;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        AnyCluster opened = cluster;
        if (opened != null) {
            try (KubernetesClient client = opened.client()) {
                client.namespaces().withName(opened.namespace()).delete();
            }
        }
    }
}
