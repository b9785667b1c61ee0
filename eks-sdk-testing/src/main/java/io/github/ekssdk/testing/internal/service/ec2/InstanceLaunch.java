package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance that a service of AWS launches for the account.
 *
 * @param subnetId subnet that it goes into
 * @param securityGroupIds security groups of its interface
 * @param instanceType such as {@code m7g.large}
 * @param imageId id of its AMI
 * @param spot whether it runs on spare capacity
 * @param instanceProfileArn instance profile that gives it its role, if any
 * @param tags tags of the instance, keys that begin with {@code aws:} included
 * @param placementGroup name of the placement group that it goes into, if any
 * @param cards the interfaces it starts with, the primary one first; one of the usual kind where there are none
 */
public record InstanceLaunch(
        String subnetId,
        List<String> securityGroupIds,
        String instanceType,
        String imageId,
        boolean spot,
        @Nullable String instanceProfileArn,
        Map<String, String> tags,
        @Nullable String placementGroup,
        List<Card> cards) {

    /**
     * An interface that is named by itself.
     *
     * @param networkCard index of the network card
     * @param device index of the device on the card
     * @param type such as {@code efa}
     * @param securityGroupIds its security groups
     */
    public record Card(int networkCard, int device, String type, List<String> securityGroupIds) {}

    /** An instance in no placement group. */
    public InstanceLaunch(
            String subnetId,
            List<String> securityGroupIds,
            String instanceType,
            String imageId,
            boolean spot,
            @Nullable String instanceProfileArn,
            Map<String, String> tags) {
        this(subnetId, securityGroupIds, instanceType, imageId, spot, instanceProfileArn, tags, null, List.of());
    }

    /** Copies the collections. */
    public InstanceLaunch {
        securityGroupIds = List.copyOf(securityGroupIds);
        cards = List.copyOf(cards);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }
}
