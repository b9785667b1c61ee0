package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.NodeGroupWords;
import io.github.ekssdk.spec.UserDataSpec;
import io.github.ekssdk.spec.VolumeSpec;
import io.github.ekssdk.spec.VolumeType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what managed and self-managed node groups have in common in eksctl's format. */
final class NodeGroupReader {

    private static final String DEFAULT_INSTANCE_TYPE = "m5.large";

    private static final int DEFAULT_DISK = 80;
    private static final int DEFAULT_NODES = 2;

    private NodeGroupReader() {}

    /** Reads sizes, places, marks, access and the role. */
    static void read(Section group, NodeGroupWords<?> settings) {
        scaling(group, settings);
        group.expect("disableIMDSv1", true);
        group.flag("disablePodIMDS").ifPresent(blocked -> settings.podMetadataAccess(!blocked));
        places(group, settings);
        group.textMap("labels").forEach(settings::label);
        Taints.read(group).forEach(settings::taint);
        group.textMap("tags").forEach(settings::tag);
        access(group, settings);
        group.section("iam").text("instanceRoleARN").ifPresent(settings::nodeRoleArn);
    }

    /** Reads what instances start with, and returns the family of images. Types that are named go before those described. */
    static String machine(Section group, List<String> named, NodeGroupWords<?> settings) {
        Section selector = group.section("instanceSelector");
        List<String> types;
        if (named.isEmpty() && selector.present()) {
            types = List.of(InstanceSelectors.read(selector, settings));
        } else {
            types = named.isEmpty() ? List.of(DEFAULT_INSTANCE_TYPE) : named;
            settings.instanceTypes(types);
        }
        settings.volume(volume -> volume(group, volume));
        group.textIf("ami", word -> word.startsWith("ami-")).ifPresent(settings::imageId);
        String family = family(group, types);
        AmiFamilies.amiType(family, types).ifPresent(settings::amiType);
        group.flag("enableDetailedMonitoring").ifPresent(settings::detailedMonitoring);
        group.flag("efaEnabled").ifPresent(settings::efaEnabled);
        group.flag("enclaveEnabled").ifPresent(settings::enclavesEnabled);
        group.sections("additionalVolumes")
                .forEach(volume -> volume.text("volumeName")
                        .ifPresent(device -> settings.additionalVolume(device, further -> volume(volume, further))));
        group.section("placement").text("groupName").ifPresent(settings::placementGroup);
        group.section("capacityReservation")
                .section("capacityReservationTarget")
                .text("capacityReservationID")
                .ifPresent(settings::capacityReservation);
        return family;
    }

    private static void places(Section group, NodeGroupWords<?> settings) {
        settings.publicSubnets(!group.on("privateNetworking"));
        List<String> zones = group.texts("availabilityZones");
        if (!zones.isEmpty()) {
            settings.availabilityZones(zones);
        }
        List<String> subnets = group.textsIf("subnets", id -> id.startsWith("subnet-"));
        if (!subnets.isEmpty()) {
            settings.subnetIds(subnets);
        }
    }

    private static void access(Section group, NodeGroupWords<?> settings) {
        Section groups = group.section("securityGroups");
        groups.expect("withShared", true);
        groups.expect("withLocal", true);
        List<String> ids = groups.texts("attachIDs");
        if (!ids.isEmpty()) {
            settings.securityGroupIds(ids);
        }
        Section ssh = group.section("ssh");
        if (ssh.has("allow") && !ssh.on("allow")) {
            ssh.text("publicKeyName");
            ssh.texts("sourceSecurityGroupIds");
            return;
        }
        ssh.text("publicKeyName").ifPresent(settings::ec2SshKey);
        List<String> sources = ssh.texts("sourceSecurityGroupIds");
        if (!sources.isEmpty()) {
            settings.sourceSecurityGroups(sources);
        }
    }

    /** What is left out follows from the rest, as eksctl has it. */
    private static void scaling(Section group, NodeGroupWords<?> settings) {
        Optional<Integer> min = group.integer("minSize");
        Optional<Integer> max = group.integer("maxSize");
        Optional<Integer> desired = group.integer("desiredCapacity");
        int fewest = min.or(() -> desired).orElse(DEFAULT_NODES);
        int wanted = desired.orElse(fewest);
        settings.scaling(fewest, wanted, max.orElse(Math.max(wanted, fewest)));
    }

    /** Returns the disk: encrypted unless the group says otherwise, which eksctl leaves to the account. */
    private static void volume(Section group, VolumeSpec.Builder volume) {
        volume.size(group.integer("volumeSize").orElse(DEFAULT_DISK));
        Arrays.stream(VolumeType.values())
                .filter(type -> group.says("volumeType", type.value()))
                .forEach(volume::type);
        group.integer("volumeIOPS").ifPresent(volume::iops);
        group.integer("volumeThroughput").ifPresent(volume::throughput);
        group.flag("volumeEncrypted").ifPresent(volume::encrypted);
        group.text("volumeKmsKeyID").ifPresent(volume::encryptedWith);
    }

    /** Returns the family of images; one that EKS has no image of stays unread. */
    private static String family(Section group, List<String> instanceTypes) {
        return group.textIf(
                        "amiFamily",
                        word -> AmiFamilies.amiType(word, instanceTypes).isPresent())
                .orElse(AmiFamilies.AMAZON_LINUX);
    }

    /** Tells whether the group says something that becomes user data. */
    static boolean hasUserData(Section group) {
        return group.has("preBootstrapCommands") || group.has("maxPodsPerNode");
    }

    /** Reads what the nodes run when they start. */
    static void userData(Section group, UserDataSpec.Builder data) {
        List<String> commands = group.texts("preBootstrapCommands");
        if (!commands.isEmpty()) {
            data.shellScript("#!/bin/bash\nset -euo pipefail\n" + String.join("\n", commands) + "\n");
        }
        group.integer("maxPodsPerNode").ifPresent(pods -> data.nodeConfig("""
            apiVersion: node.eks.aws/v1alpha1
            kind: NodeConfig
            spec:
              kubelet:
                config:
                  maxPods: %d
            """.formatted(pods)));
    }
}
