package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.state.ResourceState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tags of EKS resources. */
final class EksTags {

    static final String TAGS = "tags";

    /** The output that tells whose a resource is: the name of the owning cluster, or nothing for a stranger's. */
    static final String OWNER = "owner";

    private EksTags() {}

    static String owner(Owner owner, Map<String, String> tags) {
        return owner.owns(tags) ? owner.cluster() : "";
    }

    static boolean foreign(ResourceState state) {
        return "".equals(state.outputs().get(OWNER));
    }

    /** Returns the outputs after a change: a resource that got our tags is ours. */
    static Map<String, String> outputs(ResourceState now, Wanted wanted, Set<String> changed) {
        Map<String, String> outputs = new LinkedHashMap<>(now.outputs());
        if (changed.contains(TAGS)) {
            outputs.put(OWNER, wanted.owner().cluster());
        }
        return outputs;
    }

    /** Sets the wanted tags, the marks of ownership and the given marks, and removes tags a former spec wanted. */
    static void retag(Aws aws, Wanted wanted, ResourceState now, Map<String, String> tags) {
        String arn = now.physicalId();
        wanted.retag(
                now,
                tags,
                set -> aws.eks().tagResource(request -> request.resourceArn(arn).tags(set)),
                keys -> aws.eks()
                        .untagResource(request -> request.resourceArn(arn).tagKeys(keys)));
    }
}
