package io.github.ekssdk;

import io.github.ekssdk.client.EksConfig;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.client.EksManagers;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.function.Consumer;

/**
 * The front door. Describing a cluster is pure and calls nobody:
 *
 * <!-- snippet: DescribingAClusterTest.java#front-door -->
 * <pre>{@code
 * ClusterSpec prod = Eks.cluster("prod")
 *         .version("1.35")
 *         .vpc(vpc -> vpc.cidr("10.42.0.0/16"))
 *         .managedNodeGroup("general", ng -> ng.instanceTypes("m7g.large").scaling(2, 3, 9))
 *         .build();
 * }</pre>
 *
 * @since 0.1
 */
public final class Eks {

    private Eks() {}

    /**
     * Starts the description of a cluster; every other setting has a default.
     *
     * @param name the name in EKS: 1 to 100 letters, digits, hyphens and underscores, starting with a letter or digit;
     *     it cannot be changed later
     */
    public static ClusterSpec.Builder cluster(String name) {
        return ClusterSpec.builder(name);
    }

    /**
     * Connects to AWS with the AWS SDK's own region and credentials. Nothing is called yet.
     *
     * @throws io.github.ekssdk.error.AwsConfigurationException if no region is found
     */
    public static EksManager connect() {
        return connect(aws -> {});
    }

    /**
     * Connects to AWS. Nothing is called yet.
     *
     * @param settings chooses another region, other credentials or another transport than the AWS SDK would
     * @throws io.github.ekssdk.error.AwsConfigurationException if no region is given and none is found
     */
    public static EksManager connect(Consumer<? super EksConfig.Builder> settings) {
        EksConfig.Builder config = EksConfig.builder();
        settings.accept(config);
        return EksManagers.connect(config.build());
    }
}
