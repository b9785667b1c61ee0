package io.github.ekssdk.testing;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.FakeService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eks.model.Certificate;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterResponse;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;
import software.amazon.awssdk.services.eks.model.ListClustersRequest;
import software.amazon.awssdk.services.eks.model.ListClustersResponse;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;
import software.amazon.awssdk.services.eks.model.TagResourceResponse;
import software.amazon.awssdk.services.eks.model.UntagResourceRequest;
import software.amazon.awssdk.services.eks.model.UntagResourceResponse;
import software.amazon.awssdk.services.eks.model.VpcConfigResponse;

/** The smallest EKS with which the wire can be tried: keeps what it got and answers it back. */
final class ProbeEks implements FakeService {
    static final Instant CREATED = Instant.parse("2026-01-01T00:00:00.250Z");

    final List<CreateClusterRequest> created = new ArrayList<>();
    final List<Object> tagged = new ArrayList<>();
    Runnable onCreate = () -> {};

    @Override
    public String name() {
        return "eks";
    }

    @Override
    public List<Resource> inventory() {
        return created.stream()
                .map(cluster -> new Resource("eks:cluster", cluster.name(), "ACTIVE", Map.of(), cluster.tags()))
                .toList();
    }

    public CreateClusterResponse createCluster(CreateClusterRequest request) {
        if (request.name().equals("zoned")) {
            throw new AwsRefusal(400, "UnsupportedAvailabilityZoneException", "Not in that zone")
                    .with("clusterName", "zoned")
                    .with("validZones", List.of("eu-west-1a", "eu-west-1b"));
        }
        if (request.name().equals("bug")) {
            throw new IllegalStateException("a mistake in a handler");
        }
        onCreate.run();
        created.add(request);
        return CreateClusterResponse.builder().cluster(cluster(request)).build();
    }

    public DescribeClusterResponse describeCluster(DescribeClusterRequest request, Call call) {
        CreateClusterRequest found = created.stream()
                .filter(cluster -> cluster.name().equals(request.name()))
                .findFirst()
                .orElseThrow(() -> new AwsRefusal(
                                404, "ResourceNotFoundException", "No cluster found for name: " + request.name() + ".")
                        .with("clusterName", request.name()));
        return DescribeClusterResponse.builder().cluster(cluster(found)).build();
    }

    public ListClustersResponse listClusters(ListClustersRequest request) {
        return ListClustersResponse.builder()
                .clusters(created.stream().map(CreateClusterRequest::name).toList())
                .nextToken(request.nextToken())
                .build();
    }

    public TagResourceResponse tagResource(TagResourceRequest request) {
        tagged.add(request);
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        tagged.add(request);
        return UntagResourceResponse.builder().build();
    }

    private static Cluster cluster(CreateClusterRequest request) {
        return Cluster.builder()
                .name(request.name())
                .status("A_STATUS_OF_TOMORROW")
                .createdAt(CREATED)
                .roleArn(request.roleArn())
                .certificateAuthority(Certificate.builder().data("LS0t").build())
                .resourcesVpcConfig(VpcConfigResponse.builder()
                        .subnetIds(request.resourcesVpcConfig().subnetIds())
                        .endpointPublicAccess(true)
                        .build())
                .tags(request.tags())
                .build();
    }
}
