package io.github.ekssdk.k8s.internal.check;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.KubernetesObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks over what all components of a spec want inside the cluster, without asking anybody. */
public final class ObjectChecks {

    private ObjectChecks() {}

    /**
     * Says what cannot work, and what may not.
     *
     * @param byComponent the objects by the name of the component, in order
     * @param spec the cluster they go into, with what the components add to it
     * @param version the Kubernetes version where it is known
     * @param missingTags tags that subnets of an existing VPC lack and will not be given, each as the id of the subnet and the key
     *     with a blank between them
     */
    public static Findings check(
            Map<String, List<KubernetesObject>> byComponent,
            ClusterSpec spec,
            Optional<String> version,
            List<String> missingTags) {
        Findings findings = new Findings();
        ObjectSet objects = ObjectSet.of(byComponent);
        CustomKinds custom = new CustomKinds(objects, spec);
        new NameChecks(objects, custom, findings).run();
        new KindChecks(objects, custom, version, findings).run();
        new FargateChecks(objects, spec, findings).run();
        new StorageChecks(objects, spec, custom, findings).run();
        new LoadBalancerChecks(objects, spec, missingTags, findings).run();
        new PodSecurityGroupChecks(objects, spec, findings).run();
        new AwsAuthChecks(objects, spec, findings).run();
        return findings;
    }
}
