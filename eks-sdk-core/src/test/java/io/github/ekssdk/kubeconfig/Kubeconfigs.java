package io.github.ekssdk.kubeconfig;

/** Kubeconfigs to write in tests. */
final class Kubeconfigs {

    private Kubeconfigs() {}

    static String arn(String clusterName) {
        return "arn:aws:eks:eu-west-1:123456789012:cluster/" + clusterName;
    }

    static Kubeconfig of(String clusterName) {
        return Kubeconfig.builder(clusterName)
                .region("eu-west-1")
                .endpoint("https://" + clusterName + ".gr7.eu-west-1.eks.amazonaws.com")
                .certificateAuthorityData("LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==")
                .arn(arn(clusterName))
                .build();
    }
}
