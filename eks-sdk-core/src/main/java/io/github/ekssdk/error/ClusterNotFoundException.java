package io.github.ekssdk.error;

import static java.util.Objects.requireNonNull;

/**
 * There is no cluster of that name in the account and region that were asked.
 *
 * @since 0.1
 */
public class ClusterNotFoundException extends EksSdkException {

    private final String clusterName;
    private final String region;

    /** Reports that {@code region} has no cluster called {@code clusterName}. */
    public ClusterNotFoundException(String clusterName, String region) {
        super(
                "There is no EKS cluster '" + clusterName + "' in " + region
                        + ". Check the name, the region and the account of the credentials.",
                null);
        this.clusterName = requireNonNull(clusterName, "clusterName");
        this.region = requireNonNull(region, "region");
    }

    /** The name that was looked for. */
    public String clusterName() {
        return clusterName;
    }

    /** The region that was asked, for example {@code eu-west-1}. */
    public String region() {
        return region;
    }
}
