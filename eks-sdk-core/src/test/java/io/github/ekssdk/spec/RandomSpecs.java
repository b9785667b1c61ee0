package io.github.ekssdk.spec;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Valid specs, as varied as the rules allow; the same seed gives the same ones. */
final class RandomSpecs {

    private static final List<String> INTEL = List.of("m7i.large", "c7i.2xlarge", "r7a.xlarge", "t3.medium");
    private static final List<String> GRAVITON = List.of("m7g.large", "c7gn.xlarge", "t4g.small", "r8g.medium");

    private final Random random;

    RandomSpecs(Random random) {
        this.random = random;
    }

    ClusterSpec cluster() {
        ClusterSpec.Builder cluster = ClusterSpec.builder("cluster-" + random.nextInt(1000));
        maybe(() -> cluster.version("1." + (30 + random.nextInt(8))));
        maybe(() -> cluster.vpc(this::describe));
        maybe(() -> cluster.endpointAccess(this::describe));
        for (LogType type : LogType.values()) {
            maybe(() -> cluster.addLogging(type));
        }
        maybe(() -> cluster.addLogging(LogType.API).logRetentionDays(30));
        maybe(() -> cluster.addLogging(LogType.AUDIT)
                .logKmsKeyArn("arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"));
        maybe(() -> cluster.authenticationMode(AuthenticationMode.API_AND_CONFIG_MAP));
        maybe(() -> cluster.logging(LogType.API).logGroupClass(any(LogGroupClass.values())));
        maybe(() -> cluster.karpenter(true));
        maybe(() -> cluster.creatorAdmin(false));
        maybe(() -> cluster.deletionProtection(true));
        times(4, index -> cluster.managedNodeGroup("group-" + index, this::describe));
        times(
                3,
                index -> cluster.fargateProfile(
                        "profile-" + index,
                        profile -> profile.selector("jobs-*").selector("ops", Map.of("team", "a"))));
        times(3, index -> cluster.accessEntry("arn:aws:iam::123456789012:role/team-" + index, this::describe));
        times(5, index -> cluster.tag("tag-" + random.nextInt(100), "value " + index));
        return cluster.build();
    }

    private void describe(VpcSpec.Builder vpc) {
        maybe(() -> vpc.cidr("10." + random.nextInt(256) + ".0.0/" + (16 + random.nextInt(5))));
        maybe(() -> vpc.availabilityZones(2 + random.nextInt(4)));
        maybe(() -> vpc.availabilityZones("eu-west-1c", "eu-west-1a"));
        maybe(() -> vpc.natGateways(random.nextBoolean() ? NatGateways.SINGLE : NatGateways.ONE_PER_ZONE));
        times(3, index -> vpc.tag("vpc-tag-" + index, ""));
    }

    private void describe(AccessEntrySpec.Builder entry) {
        maybe(() -> entry.policy(AccessPolicy.EDIT, "web-*"));
        maybe(() -> entry.kubernetesGroup("viewers"));
        maybe(() -> entry.username("team"));
        maybe(() -> entry.tag("cost", ""));
    }

    private void describe(EndpointAccess.Builder access) {
        if (random.nextBoolean()) {
            access.publicAccessCidrs(IntStream.rangeClosed(0, random.nextInt(10))
                    .mapToObj(index -> "203.0." + index + ".0/24")
                    .toArray(String[]::new));
        } else {
            access.publicEndpoint(false);
        }
    }

    private void describe(ManagedNodeGroupSpec.Builder group) {
        if (random.nextInt(4) == 0) {
            group.instanceSelector(this::describe);
            return;
        }
        boolean graviton = random.nextBoolean();
        List<String> types = graviton ? GRAVITON : INTEL;
        maybe(() -> group.instanceTypes(types.subList(0, 1 + random.nextInt(types.size())))
                .amiType(graviton ? AmiType.BOTTLEROCKET_ARM_64 : AmiType.AL2023_X86_64_STANDARD));
        maybe(() -> {
            int min = random.nextInt(3);
            int desired = min + random.nextInt(3);
            group.scaling(min, desired, desired + 1 + random.nextInt(3));
        });
        if (random.nextInt(6) == 0) {
            group.instanceTypes("c5n.18xlarge")
                    .amiType(AmiType.BOTTLEROCKET_X86_64)
                    .availabilityZones("eu-west-1a")
                    .efaEnabled(true);
            return;
        }
        maybe(() -> group.diskSize(20 + random.nextInt(200)));
        maybe(() -> group.additionalVolume("/dev/sdf", volume -> volume.size(20 + random.nextInt(200))));
        maybe(group::spot);
        times(4, index -> group.label("label-" + random.nextInt(100), "v" + index));
        times(3, index -> group.taint("key-" + index, index == 0 ? "" : "v", any(TaintEffect.values())));
        maybe(() -> group.maxUnavailablePercentage(1 + random.nextInt(100)));
        maybe(() -> group.publicSubnets(random.nextBoolean()));
        times(3, index -> group.tag("group-tag-" + index, "v"));
    }

    private void describe(InstanceSelectorSpec.Builder types) {
        maybe(() -> types.vCpus(2 + random.nextInt(4), 8 + random.nextInt(8)));
        maybe(() -> types.memoryGib(1 << random.nextInt(6)));
        maybe(() -> types.architecture(any(Architecture.values())));
        maybe(() -> types.deny("t\\d.*"));
        maybe(() -> types.gpus(random.nextInt(2)));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private void maybe(Runnable setting) {
        if (random.nextBoolean()) {
            setting.run();
        }
    }

    private void times(int bound, Consumer<Integer> setting) {
        IntStream.range(0, random.nextInt(bound)).forEach(setting::accept);
    }
}
