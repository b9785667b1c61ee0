package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.ConnectorConfigRequest;
import software.amazon.awssdk.services.eks.model.DeregisterClusterRequest;
import software.amazon.awssdk.services.eks.model.DeregisterClusterResponse;
import software.amazon.awssdk.services.eks.model.RegisterClusterRequest;
import software.amazon.awssdk.services.eks.model.RegisterClusterResponse;

/** Kubernetes clusters that run elsewhere and show themselves in EKS through its connector. */
public final class ConnectedClusters {
    private static final String CONNECTOR = "eks-connector.amazonaws.com";
    private static final String CONNECTOR_ROLE = "AWSServiceRoleForAmazonEKSConnector";
    private static final Duration ACTIVATION = Duration.ofDays(3);

    private final ClusterStore store;
    private final Account account;
    private final RoleChecks roles;
    private final ClientTokens<ConnectedCluster> tokens = new ClientTokens<>();
    private @Nullable Instant roleKnownAt;

    ConnectedClusters(ClusterStore store, RoleChecks roles) {
        this.store = store;
        this.account = store.account();
        this.roles = roles;
    }

    public RegisterClusterResponse register(RegisterClusterRequest request, Call call) {
        EksTags tags = EksTags.ofCreate(request.tags());
        RegisterClusterRequest parameters = request.copy(b -> b.clientRequestToken(null));
        Optional<ConnectedCluster> earlier = tokens.earlier(request.clientRequestToken(), parameters);
        ConnectedCluster cluster = earlier.isPresent() ? earlier.get() : made(request, tags, call.now());
        tokens.remember(request.clientRequestToken(), parameters, cluster);
        return RegisterClusterResponse.builder().cluster(cluster.describe()).build();
    }

    public DeregisterClusterResponse deregister(DeregisterClusterRequest request) {
        String name = EksInput.required("name", request.name());
        ConnectedCluster cluster =
                Optional.ofNullable(store.connected().remove(name)).orElseThrow(() -> EksRefusals.noCluster(name));
        tokens.forget(cluster);
        cluster.change(b -> b.status(ClusterStatus.DELETING));
        return DeregisterClusterResponse.builder().cluster(cluster.describe()).build();
    }

    private ConnectedCluster made(RegisterClusterRequest request, EksTags tags, Instant now) {
        String name = EksInput.required("name", request.name());
        ConnectorConfigRequest connector = EksInput.required("connectorConfig", request.connectorConfig());
        EksInput.required("provider", connector.providerAsString());
        EksInput.roleArn("roleArn", connector.roleArn());
        refuseTakenOrTooMany(name);
        requireConnectorRole(now);
        if (!account.lenient() && roles.iam().sight(connector.roleArn(), now).isEmpty()) {
            throw EksRefusals.invalidParameter("Role with arn: " + connector.roleArn()
                    + ", could not be assumed because it does not exist or the trusted entity is not correct");
        }
        Cluster model = Cluster.builder()
                .name(name)
                .arn(account.arn("eks", "cluster/" + name))
                .createdAt(now)
                .status(ClusterStatus.PENDING)
                .connectorConfig(config -> config.activationId(account.ids().uuid())
                        .activationCode(account.ids().unique("A").substring(1))
                        .activationExpiry(now.plus(ACTIVATION))
                        .provider(connector.providerAsString())
                        .roleArn(connector.roleArn()))
                .build();
        ConnectedCluster cluster = new ConnectedCluster(model, tags);
        store.connected().put(name, cluster);
        return cluster;
    }

    /** The first registration of an account makes the role of the connector, and has to come again once it is known. */
    private void requireConnectorRole(Instant now) {
        if (roleKnownAt == null) {
            boolean known = roles.iam().arnOf(CONNECTOR_ROLE).isPresent() || account.lenient();
            roles.iam().serviceLinkedRole(CONNECTOR, now);
            roleKnownAt = known ? now : now.plus(account.latencies().peek("iam.role.usable", CONNECTOR_ROLE));
        }
        if (now.isBefore(roleKnownAt)) {
            throw new AwsRefusal(
                    428,
                    "ResourcePropagationDelayException",
                    "Required resources (such as service-linked roles) were created and are still propagating."
                            + " Retry later.");
        }
    }

    private void refuseTakenOrTooMany(String name) {
        if (store.find(name).isPresent() || store.connected().containsKey(name)) {
            throw EksRefusals.inUse("Cluster already exists with name: " + name).with("clusterName", name);
        }
        int most = account.quotas().limit("eks.connectedClusters");
        if (store.connected().size() >= most) {
            throw EksRefusals.limitExceeded("The number of connected clusters is limited to " + most + ".")
                    .with("clusterName", name);
        }
    }
}
