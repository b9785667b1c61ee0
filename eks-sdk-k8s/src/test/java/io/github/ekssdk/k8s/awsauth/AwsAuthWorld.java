package io.github.ekssdk.k8s.awsauth;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.kubeconfig.BearerTokens;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.kubernetes.FakeKubernetes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** An account with the cluster {@code prod}, made by somebody else, and clients of its Kubernetes API. */
final class AwsAuthWorld implements AutoCloseable {

    static final String ACCOUNT = "123456789012";

    final FakeAws aws = FakeAws.lenient();
    final EksClient eks = aws.client(EksClient.builder());
    final EksManager manager = aws.connect();
    private final List<KubernetesClient> clients = new ArrayList<>();

    AwsAuthWorld(AuthenticationMode mode) {
        eks.createCluster(request -> request.name("prod")
                .roleArn(role("cluster"))
                .accessConfig(access -> access.authenticationMode(mode))
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-0a", "subnet-0b")));
        kubernetes();
    }

    FakeKubernetes kubernetes() {
        return aws.kubernetes("prod");
    }

    static String role(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + name;
    }

    static String user(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":user/" + name;
    }

    /** Makes a role in IAM. */
    String iamRole(String path, String name) {
        try (IamClient iam = aws.client(IamClient.builder())) {
            return iam.createRole(request -> request.roleName(name).path(path).assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"AWS": "123456789012"}}]}\
                """))
                    .role()
                    .arn();
        }
    }

    /** A client in system:masters that IAM knows nothing of. */
    KubernetesClient root() {
        return client(kubernetes().adminToken());
    }

    /** The same, with something that happens just before each request of a method. */
    KubernetesClient rootBefore(String method, Runnable happens) {
        Interceptor interceptor = new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                if (request.method().equals(method)) {
                    happens.run();
                }
            }
        };
        return client(kubernetes().adminToken(), http -> http.addOrReplaceInterceptor("happens", interceptor));
    }

    /** A client that logs in with a session of a role. */
    KubernetesClient as(String role, String session) {
        BearerTokens tokens = BearerTokens.forCluster(
                "prod", aws.region(), sessionOf(role, session), aws.time().clock());
        return client(tokens.token().value());
    }

    private AwsCredentialsProvider sessionOf(String role, String session) {
        if (manager.roleArn(role).isEmpty()) {
            return aws.credentialsOf("arn:aws:sts::" + ACCOUNT + ":assumed-role/" + role + "/" + session);
        }
        try (StsClient sts = aws.client(StsClient.builder())) {
            Credentials assumed = sts.assumeRole(request ->
                            request.roleArn(manager.roleArn(role).orElseThrow()).roleSessionName(session))
                    .credentials();
            return StaticCredentialsProvider.create(AwsSessionCredentials.create(
                    assumed.accessKeyId(), assumed.secretAccessKey(), assumed.sessionToken()));
        }
    }

    /** The status of a list of nodes. */
    int statusOf(KubernetesClient client) {
        try {
            client.nodes().list();
            return 200;
        } catch (KubernetesClientException refused) {
            return refused.getCode();
        }
    }

    private KubernetesClient client(String token) {
        return client(token, http -> {});
    }

    private KubernetesClient client(String token, Consumer<HttpClient.Builder> http) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(kubernetes().url().toString())
                .withCaCertData(Base64.getEncoder()
                        .encodeToString(kubernetes().certificateAuthority().getBytes(StandardCharsets.UTF_8)))
                .withOauthToken(token)
                .withRequestRetryBackoffLimit(0)
                .build();
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(http)
                .build();
        clients.add(client);
        return client;
    }

    /** Puts aws-auth there, as somebody with kubectl does. */
    void given(String mapRoles) {
        given(Map.of("mapRoles", mapRoles));
    }

    void given(Map<String, String> data) {
        ConfigMap map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("aws-auth")
                .withNamespace("kube-system")
                .endMetadata()
                .withData(data)
                .build();
        KubernetesClient root = root();
        if (root.resource(map).get() == null) {
            root.resource(map).create();
        } else {
            root.resource(map).update();
        }
    }

    /** What stands there. */
    Map<String, String> data() {
        ConfigMap map = root().configMaps()
                .inNamespace("kube-system")
                .withName("aws-auth")
                .get();
        return map == null || map.getData() == null ? Map.of() : new TreeMap<>(map.getData());
    }

    String mapRoles() {
        return data().getOrDefault("mapRoles", "");
    }

    @Override
    public void close() {
        clients.forEach(KubernetesClient::close);
        manager.close();
        eks.close();
        aws.close();
    }
}
