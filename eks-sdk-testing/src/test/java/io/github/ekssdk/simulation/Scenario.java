package io.github.ekssdk.simulation;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.fixture.Everything;
import io.github.ekssdk.simulation.Simulation.Point;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.IpFamily;
import io.github.ekssdk.spec.LogType;
import io.github.ekssdk.spec.NatGateways;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Something a user does, after something else has been done. */
enum Scenario {
    CREATE((world, eks) -> {}, Specs.BEFORE),
    NOTHING((world, eks) -> world.apply(eks, Specs.BEFORE), Specs.BEFORE),
    CHANGE((world, eks) -> world.apply(eks, Specs.BEFORE), Specs.AFTER),
    DELETE((world, eks) -> world.apply(eks, Specs.BEFORE), null),
    CREATE_AGAIN(
            (world, eks) -> {
                world.apply(eks, Specs.BEFORE);
                world.delete(eks);
            },
            Specs.BEFORE),
    CREATE_IN_EXISTING_VPC((world, eks) -> world.furnish(), Specs.IN_EXISTING_VPC),
    DELETE_IN_EXISTING_VPC(
            (world, eks) -> {
                world.furnish();
                world.apply(eks, Specs.IN_EXISTING_VPC);
            },
            null),
    CREATE_PRIVATE((world, eks) -> {}, Specs.PRIVATE),
    DELETE_PRIVATE((world, eks) -> world.apply(eks, Specs.PRIVATE), null),
    ADD_NODES((world, eks) -> world.apply(eks, Specs.WITHOUT_NODES), Specs.WITH_NODES),
    CREATE_ENCRYPTED((world, eks) -> {}, Specs.ENCRYPTED),
    ENCRYPT((world, eks) -> world.apply(eks, Specs.PLAIN), Specs.ENCRYPTED),
    END_AUTO_MODE((world, eks) -> world.apply(eks, Specs.ENCRYPTED), Specs.WITHOUT_AUTO_MODE),
    CREATE_WORKLOADS((world, eks) -> {}, Specs.WORKLOADS),
    CREATE_EVERYTHING((world, eks) -> world.furnishWithRoles(), Everything.BEFORE),
    NOTHING_OF_EVERYTHING(Scenario::everything, Everything.BEFORE),
    CHANGE_EVERYTHING(Scenario::everything, Everything.AFTER),
    DELETE_EVERYTHING(Scenario::everything, null);

    private static final int SHARE = Integer.getInteger("simulation.share", 12);

    /** A cluster that uses everything takes many calls, most of which the smaller scenarios try, too. */
    private static final int SHARE_OF_EVERYTHING = Integer.getInteger("simulation.share", 120);

    private final BiConsumer<World, EksManager> prelude;
    private final @Nullable ClusterSpec wanted;

    Scenario(BiConsumer<World, EksManager> prelude, @Nullable ClusterSpec wanted) {
        this.prelude = prelude;
        this.wanted = wanted;
    }

    private static void everything(World world, EksManager eks) {
        world.furnishWithRoles();
        world.apply(eks, Everything.BEFORE);
    }

    void prepare(World world) {
        world.process(eks -> prelude.accept(world, eks));
    }

    void act(World world, EksManager eks) {
        ClusterSpec spec = wanted;
        if (spec == null) {
            world.delete(eks);
        } else {
            world.apply(eks, spec);
        }
    }

    /**
     * Returns the points to try: all of the first slice's, and of what came later one in so many, another one with each seed, and
     * those of a cluster that uses everything where something new may be left behind; {@code -Dsimulation.share=1} tries all.
     */
    List<Point> sample(List<Point> points, long seed) {
        int share = compareTo(CREATE_AGAIN) <= 0 ? 1 : compareTo(CREATE_EVERYTHING) < 0 ? SHARE : SHARE_OF_EVERYTHING;
        Set<String> tried = new HashSet<>();
        return IntStream.range(0, points.size())
                .filter(i -> (i + seed) % share == 0 || isNew(points.get(i), tried))
                .mapToObj(points::get)
                .toList();
    }

    /** The answer to a first call of an operation is lost: the effect stands, and nobody has seen it. */
    private boolean isNew(Point point, Set<String> tried) {
        return compareTo(CREATE_EVERYTHING) >= 0
                && point.mutating()
                && (point.fault().equals(Fault.LIVES_UNANSWERED)
                        || point.fault().equals(Fault.DIES_UNANSWERED))
                && tried.add(point.operation() + point.fault().name());
    }

    boolean deletes() {
        return wanted == null;
    }

    /** What is wanted before and after the change. */
    private static final class Specs {

        static final ClusterSpec BEFORE = Eks.cluster(World.CLUSTER)
                .version("1.34")
                .vpc(vpc -> vpc.availabilityZones(2))
                .managedNodeGroup(
                        "general",
                        ng -> ng.instanceTypes("m7g.large").scaling(1, 2, 4).label("tier", "web"))
                .managedNodeGroup("old", ng -> ng.instanceTypes("t3.medium").scaling(1))
                .tag("team", "one")
                .build();

        static final ClusterSpec AFTER = BEFORE.toBuilder()
                .changeManagedNodeGroup(
                        "general",
                        ng -> ng.scaling(2, 3, 6)
                                .label("tier", "all")
                                .taint("dedicated=web:NoSchedule")
                                .diskSize(60))
                .removeManagedNodeGroup("old")
                .managedNodeGroup(
                        "new", ng -> ng.instanceTypes("c7i.large").scaling(1).spot())
                .logging(LogType.API, LogType.AUDIT)
                .endpointAccess(access -> access.publicAccessCidrs("203.0.113.0/24"))
                .tag("team", "two")
                .build();

        /** A control plane alone, without a way out of its network. */
        static final ClusterSpec PLAIN = Eks.cluster(World.CLUSTER)
                .version("1.33")
                .vpc(vpc -> vpc.availabilityZones(2).natGateways(NatGateways.NONE))
                .iam(iam -> iam.path("/team/"))
                .defaultAddons(false)
                .build();

        static final ClusterSpec ENCRYPTED =
                PLAIN.toBuilder().version("1.35").secretsEncryption().autoMode().build();

        static final ClusterSpec WITHOUT_AUTO_MODE =
                PLAIN.toBuilder().version("1.35").secretsEncryption().build();

        static final ClusterSpec IN_EXISTING_VPC = Eks.cluster(World.CLUSTER)
                .version("1.34")
                .vpc(vpc -> vpc.existing(existing ->
                        existing.tag("net", "shared").subnetTag("net", "shared").addMissingTags(true)))
                .managedNodeGroup("general", ng -> ng.scaling(1))
                .build();

        static final ClusterSpec PRIVATE = Eks.cluster(World.CLUSTER)
                .version("1.34")
                .vpc(vpc -> vpc.availabilityZones(2)
                        .isolated()
                        .endpoints("ec2", "ecr.api", "ecr.dkr", "s3", "sts")
                        .secondaryCidrs("100.64.0.0/16")
                        .karpenterDiscovery(true))
                .ipFamily(IpFamily.IPV6)
                .endpointAccess(access -> access.publicEndpoint(false))
                .managedNodeGroup("general", ng -> ng.scaling(1))
                .build();

        /** Roles for Pods in every way there is, and an add-on that has one. */
        static final ClusterSpec WORKLOADS = Eks.cluster(World.CLUSTER)
                .version("1.34")
                .vpc(vpc -> vpc.availabilityZones(2).natGateways(NatGateways.NONE))
                .addon("aws-ebs-csi-driver")
                .podIdentity("web", "shop", pods -> pods.managedPolicy("AmazonS3ReadOnlyAccess"))
                .iamServiceAccount("batch", "import-*", pods -> pods.managedPolicy("AmazonS3ReadOnlyAccess"))
                .build();

        static final ClusterSpec WITHOUT_NODES = Eks.cluster(World.CLUSTER)
                .version("1.34")
                .vpc(vpc -> vpc.availabilityZones(2).natGateways(NatGateways.NONE))
                .build();

        static final ClusterSpec WITH_NODES = WITHOUT_NODES.toBuilder()
                .selfManagedNodeGroup(
                        "web",
                        group -> group.instanceTypes("m7g.large", "c7g.large")
                                .scaling(1, 2, 4)
                                .label("tier", "web")
                                .spot())
                .managedNodeGroup(
                        "batch",
                        group -> group.scaling(0, 1, 4)
                                .desiredManagedByAutoscaler()
                                .label("tier", "batch"))
                .build();

        private Specs() {}
    }
}
