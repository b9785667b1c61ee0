package io.github.ekssdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

class LenientTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/made-up";

    private final EksClient eks = FakeAws.lenient().client(EksClient.builder());

    @Test
    void a_cluster_with_made_up_subnets_and_role_is_ready_by_the_next_call() {
        createCluster("demo");

        assertThat(eks.describeCluster(request -> request.name("demo"))
                        .cluster()
                        .status())
                .isEqualTo(ClusterStatus.ACTIVE);
        assertThat(eks.describeCluster(request -> request.name("demo"))
                        .cluster()
                        .resourcesVpcConfig()
                        .subnetIds())
                .containsExactly("subnet-1", "subnet-2");
    }

    @Test
    void a_node_group_with_made_up_references_is_ready_by_the_next_call_and_goes_again() {
        createCluster("demo");

        eks.createNodegroup(request -> request.clusterName("demo")
                .nodegroupName("general")
                .nodeRole(ROLE)
                .subnets("subnet-9", "subnet-1")
                .launchTemplate(template -> template.id("lt-made-up")));

        assertThat(nodegroupStatus()).isEqualTo(NodegroupStatus.ACTIVE);
        eks.updateNodegroupConfig(request -> request.clusterName("demo")
                .nodegroupName("general")
                .scalingConfig(size -> size.minSize(1).desiredSize(3).maxSize(3)));
        assertThat(nodegroupStatus()).isEqualTo(NodegroupStatus.ACTIVE);
        eks.deleteNodegroup(request -> request.clusterName("demo").nodegroupName("general"));
        eks.deleteCluster(request -> request.name("demo"));
        assertThat(eks.listClusters().clusters()).isEmpty();
    }

    @Test
    void what_EKS_itself_holds_is_checked_all_the_same() {
        createCluster("demo");

        assertThatThrownBy(() -> createCluster("demo")).isInstanceOf(ResourceInUseException.class);
        assertThatThrownBy(() -> createCluster("no good name")).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> eks.describeNodegroup(
                        request -> request.clusterName("demo").nodegroupName("none")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void the_version_moves_on_and_access_entries_take_any_role() {
        createCluster("demo");

        eks.updateClusterConfig(request ->
                request.name("demo").accessConfig(access -> access.authenticationMode("API_AND_CONFIG_MAP")));
        eks.createAccessEntry(request -> request.clusterName("demo").principalArn(ROLE));

        assertThat(eks.listAccessEntries(request -> request.clusterName("demo")).accessEntries())
                .contains(ROLE);
    }

    private NodegroupStatus nodegroupStatus() {
        return eks.describeNodegroup(request -> request.clusterName("demo").nodegroupName("general"))
                .nodegroup()
                .status();
    }

    private void createCluster(String name) {
        eks.createCluster(request -> request.name(name)
                .roleArn(ROLE)
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1", "subnet-2").securityGroupIds("sg-made-up")));
    }
}
