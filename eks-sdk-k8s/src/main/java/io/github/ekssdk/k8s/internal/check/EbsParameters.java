package io.github.ekssdk.k8s.internal.check;

import io.github.ekssdk.spec.VolumeType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Whether EC2 would make the volumes that a StorageClass of EBS describes. How many IOPS there are for a size shows with each claim only.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html">CreateVolume in the EC2 API</a>
 * @see <a href="https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md">Parameters of the driver</a>
 */
final class EbsParameters {

    private static final Set<String> OTHER_TYPES = Set.of("standard", "sbg1", "sbp1");
    private static final int LEAST_THROUGHPUT = 125;
    private static final int MOST_THROUGHPUT = 2000;
    private static final int IOPS_FOR_ONE = 4;

    private final Described object;
    private final Findings findings;

    EbsParameters(Described object, Findings findings) {
        this.object = object;
        this.findings = findings;
    }

    void check() {
        String name = parameter("type").orElse("gp3").toLowerCase(Locale.ROOT);
        Optional<VolumeType> type = Arrays.stream(VolumeType.values())
                .filter(known -> known.value().equals(name))
                .findFirst();
        if (type.isPresent()) {
            checkIops(type.get());
            checkThroughput(type.get());
        } else if (!OTHER_TYPES.contains(name)) {
            problem("EBS has no volumes of the type '" + name + "'.", "Use gp3, gp2, io1, io2, st1 or sc1.");
        }
    }

    private void checkIops(VolumeType type) {
        Optional<String> iops = parameter("iops");
        OptionalInt number = number(iops);
        if (iops.isEmpty() && parameter("iopsPerGB").isEmpty() && type.needsIops()) {
            problem(type.value() + " needs a number of IOPS.", "Give iops, " + type.leastIops() + " at least.");
        } else if (iops.isPresent() && type.mostIops() == 0) {
            problem(type.value() + " takes no IOPS.", "Leave iops out, or use gp3, io1 or io2.");
        } else if (iops.isPresent()
                && (number.isEmpty() || number.getAsInt() < type.leastIops() || number.getAsInt() > type.mostIops())) {
            problem(
                    "A " + type.value() + " volume cannot have " + iops.get() + " IOPS.",
                    "Give " + type.leastIops() + " to " + type.mostIops() + ".");
        }
    }

    private void checkThroughput(VolumeType type) {
        Optional<String> throughput = parameter("throughput");
        if (throughput.isEmpty()) {
            return;
        }
        OptionalInt number = number(throughput);
        if (type != VolumeType.GP3) {
            problem(type.value() + " takes no throughput.", "Leave throughput out, or use gp3.");
        } else if (number.isEmpty() || number.getAsInt() < LEAST_THROUGHPUT || number.getAsInt() > MOST_THROUGHPUT) {
            problem(
                    "The throughput is " + throughput.get() + " MiB per second.",
                    "Give " + LEAST_THROUGHPUT + " to " + MOST_THROUGHPUT + ".");
        } else if (parameter("iopsPerGB").isEmpty()
                && number.getAsInt() * IOPS_FOR_ONE > number(parameter("iops")).orElse(type.leastIops())) {
            problem(
                    "A throughput of " + number.getAsInt() + " MiB per second needs " + number.getAsInt() * IOPS_FOR_ONE
                            + " IOPS.",
                    "Give so many IOPS, or less throughput.");
        }
    }

    private Optional<String> parameter(String name) {
        return object.text("parameters", name);
    }

    private static OptionalInt number(Optional<String> text) {
        return text.filter(digits -> digits.matches("\\d{1,9}"))
                .map(digits -> OptionalInt.of(Integer.parseInt(digits)))
                .orElseGet(OptionalInt::empty);
    }

    private void problem(String what, String hint) {
        findings.problem(object, what, hint);
    }
}
