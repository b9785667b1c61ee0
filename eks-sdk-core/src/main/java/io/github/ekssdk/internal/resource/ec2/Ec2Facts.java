package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CapacityReservation;
import software.amazon.awssdk.services.ec2.model.CapacityReservationState;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.PlacementGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** What there is in EC2 of that which others made. */
public final class Ec2Facts {

    private Ec2Facts() {}

    /** Returns those names that no key pair has. */
    public static Set<String> missingKeyPairs(Aws aws, Collection<String> names) {
        return without(
                names,
                aws.ec2().describeKeyPairs(request -> request.filters(filter("key-name", names))).keyPairs().stream()
                        .map(KeyPairInfo::keyName));
    }

    /** Returns those ids that no security group has. */
    public static Set<String> missingSecurityGroups(Aws aws, Collection<String> ids) {
        return without(
                ids,
                aws
                        .ec2()
                        .describeSecurityGroupsPaginator(request -> request.filters(filter("group-id", ids)))
                        .securityGroups()
                        .stream()
                        .map(software.amazon.awssdk.services.ec2.model.SecurityGroup::groupId));
    }

    /** Returns those ids that no subnet has. */
    public static Set<String> missingSubnets(Aws aws, Collection<String> ids) {
        return without(
                ids,
                aws
                        .ec2()
                        .describeSubnetsPaginator(request -> request.filters(filter("subnet-id", ids)))
                        .subnets()
                        .stream()
                        .map(Subnet::subnetId));
    }

    /** Returns those names that no placement group has. */
    public static Set<String> missingPlacementGroups(Aws aws, Collection<String> names) {
        return without(
                names,
                aws
                        .ec2()
                        .describePlacementGroups(request -> request.filters(filter("group-name", names)))
                        .placementGroups()
                        .stream()
                        .map(PlacementGroup::groupName));
    }

    /** Returns those ids that no capacity reservation has which can be used, now or later. */
    public static Set<String> missingReservations(Aws aws, Collection<String> ids) {
        Set<String> missing = new TreeSet<>();
        ids.stream().filter(id -> !reserved(aws, id)).forEach(missing::add);
        return missing;
    }

    private static boolean reserved(Aws aws, String id) {
        return AwsFault.found(() -> aws.ec2()
                        .describeCapacityReservations(request -> request.capacityReservationIds(id))
                        .capacityReservations())
                .filter(found -> found.stream().anyMatch(Ec2Facts::usable))
                .isPresent();
    }

    private static boolean usable(CapacityReservation reservation) {
        return reservation.state() != CapacityReservationState.EXPIRED
                && reservation.state() != CapacityReservationState.CANCELLED
                && reservation.state() != CapacityReservationState.FAILED;
    }

    /** Returns the architectures of those images that can be used. */
    public static Map<String, String> imageArchitectures(Aws aws, Collection<String> ids) {
        Map<String, String> architectures = new TreeMap<>();
        aws.ec2().describeImages(request -> request.filters(filter("image-id", ids))).images().stream()
                .filter(image -> image.state() == ImageState.AVAILABLE)
                .forEach(image -> architectures.put(image.imageId(), image.architectureAsString()));
        return architectures;
    }

    private static Filter filter(String name, Collection<String> values) {
        return Ec2Kind.filter(name, values.toArray(String[]::new));
    }

    private static Set<String> without(Collection<String> asked, Stream<String> found) {
        Set<String> missing = new TreeSet<>(asked);
        found.forEach(missing::remove);
        return missing;
    }
}
