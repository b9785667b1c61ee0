package io.github.ekssdk.k8s.anycluster;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
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
                try {
                    return open(Files.readString(kubeconfig, UTF_8), Time.system());
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
        };
    }

    /** A fake, reached by a kubeconfig like any other. */
    static ClusterParameter ofFake() {
        return new ClusterParameter() {
            private final Account account = new Account();

            @Override
            AnyCluster open() {
                return open(account.kubernetes().kubeconfig(), account.aws.time());
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

    static AnyCluster open(String kubeconfig, Time time) {
        KubernetesClient client = client(kubeconfig, "default");
        Namespace namespace = client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withGenerateName("eks-sdk-test-")
                        .addToLabels("eks-sdk/test", "true")
                        .endMetadata()
                        .build())
                .create();
        String name = namespace.getMetadata().getName();
        account(client, name);
        client.close();
        return new AnyCluster(client(kubeconfig, name), name, time);
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

    private static KubernetesClient client(String kubeconfig, String namespace) {
        Config config = new ConfigBuilder(Config.fromKubeconfig(kubeconfig))
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
            opened.client().namespaces().withName(opened.namespace()).delete();
            opened.client().close();
        }
    }
}
