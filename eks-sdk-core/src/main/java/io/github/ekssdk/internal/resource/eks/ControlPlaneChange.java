package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;

/** A kind of change of which EKS takes one at a time, in the order in which they are made. */
enum ControlPlaneChange {
    /** EKS goes up one minor version at a time, and back by the last one. */
    VERSION(ControlPlane.VERSION) {
        @Override
        Update start(Aws aws, Wanted wanted, ResourceState now, String history) {
            String present = Properties.of(now).string(ControlPlane.VERSION);
            String next = MinorVersion.next(present, wanted.properties().string(ControlPlane.VERSION));
            boolean force = wanted.properties().has(ControlPlane.FORCE_UPGRADE);
            Optional<Integer> timeout = rollbackTimeout(wanted.properties(), present, next);
            return aws.eks()
                    .updateClusterVersion(request -> {
                        timeout.ifPresent(minutes -> request.rollbackConfig(config -> config.timeoutMinutes(minutes)));
                        request.name(wanted.owner().cluster())
                                .version(next)
                                .force(force ? true : null)
                                .clientRequestToken(wanted.token(
                                        "UpdateClusterVersion after " + history,
                                        next
                                                + force
                                                + timeout.map(String::valueOf).orElse("")));
                    })
                    .update();
        }
    },
    /** EKS goes from CONFIG_MAP to API by way of API_AND_CONFIG_MAP only. */
    AUTHENTICATION_MODE(ControlPlane.AUTHENTICATION_MODE) {
        @Override
        void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now) {
            String target = wanted.string(ControlPlane.AUTHENTICATION_MODE);
            boolean twoSteps =
                    target.equals("API") && "CONFIG_MAP".equals(now.properties().get(ControlPlane.AUTHENTICATION_MODE));
            request.accessConfig(access -> access.authenticationMode(twoSteps ? "API_AND_CONFIG_MAP" : target));
        }
    },
    /** Compute, block storage and load balancing are switched on and off together. */
    AUTO_MODE(ControlPlane.AUTO_MODE, ControlPlane.NODE_POOLS, ControlPlane.NODE_ROLE_ARN) {
        @Override
        void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now) {
            request.computeConfig(ControlPlaneSettings.compute(wanted))
                    .storageConfig(ControlPlaneSettings.storage(wanted))
                    .kubernetesNetworkConfig(network ->
                            network.elasticLoadBalancing(elb -> elb.enabled(wanted.bool(ControlPlane.AUTO_MODE))));
        }
    },
    ENCRYPTION(ControlPlane.ENCRYPTION_KEY) {
        @Override
        Update start(Aws aws, Wanted wanted, ResourceState now, String history) {
            List<EncryptionConfig> config = ControlPlaneSettings.encryption(wanted.properties());
            return aws.eks()
                    .associateEncryptionConfig(request -> request.clusterName(
                                    wanted.owner().cluster())
                            .encryptionConfig(config)
                            .clientRequestToken(wanted.token("AssociateEncryptionConfig after " + history, config)))
                    .update();
        }
    },
    LOGGING(ControlPlane.LOGGING) {
        @Override
        void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now) {
            List<String> target = wanted.strings(ControlPlane.LOGGING);
            List<String> present = present(now, ControlPlane.LOGGING);
            request.logging(ControlPlaneSettings.logging(missing(target, present), missing(present, target)));
        }
    },
    UPGRADE_POLICY(ControlPlane.UPGRADE_POLICY) {
        @Override
        void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now) {
            request.upgradePolicy(policy -> policy.supportType(wanted.string(ControlPlane.UPGRADE_POLICY)));
        }
    },
    ENDPOINT_ACCESS(ControlPlane.PUBLIC_ENDPOINT, ControlPlane.PRIVATE_ENDPOINT, ControlPlane.PUBLIC_ACCESS_CIDRS) {
        @Override
        void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now) {
            boolean open = wanted.bool(ControlPlane.PUBLIC_ENDPOINT);
            request.resourcesVpcConfig(vpc -> vpc.endpointPublicAccess(open)
                    .endpointPrivateAccess(wanted.bool(ControlPlane.PRIVATE_ENDPOINT))
                    .publicAccessCidrs(open ? wanted.strings(ControlPlane.PUBLIC_ACCESS_CIDRS) : null));
        }
    },
    EGRESS_MODE(ControlPlane.EGRESS_MODE) {
        @Override
        void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now) {
            request.resourcesVpcConfig(vpc -> vpc.controlPlaneEgressMode(wanted.string(ControlPlane.EGRESS_MODE)));
        }
    },
    NETWORK(ControlPlane.SUBNET_IDS, ControlPlane.SECURITY_GROUP_IDS) {
        @Override
        void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now) {
            request.resourcesVpcConfig(vpc -> vpc.subnetIds(wanted.strings(ControlPlane.SUBNET_IDS))
                    .securityGroupIds(wanted.strings(ControlPlane.SECURITY_GROUP_IDS)));
        }
    },
    REMOTE_NETWORKS(ControlPlane.REMOTE_NODE_NETWORKS, ControlPlane.REMOTE_POD_NETWORKS) {
        @Override
        void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now) {
            request.remoteNetworkConfig(ControlPlaneSettings.remoteNetworks(wanted));
        }
    },
    ZONAL_SHIFT(ControlPlane.ZONAL_SHIFT) {
        @Override
        void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now) {
            request.zonalShiftConfig(shift -> shift.enabled(wanted.bool(ControlPlane.ZONAL_SHIFT)));
        }
    },
    TIER(ControlPlane.TIER) {
        @Override
        void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now) {
            request.controlPlaneScalingConfig(scaling -> scaling.tier(wanted.string(ControlPlane.TIER)));
        }
    },
    DELETION_PROTECTION(ControlPlane.DELETION_PROTECTION) {
        @Override
        void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now) {
            request.deletionProtection(wanted.bool(ControlPlane.DELETION_PROTECTION));
        }
    };

    /** From so many seconds on there is no point in asking often. */
    private static final long SLOW = 600;

    /** In minutes; EKS's own. */
    private static final int USUAL_ROLLBACK_TIMEOUT = 720;

    private final Set<String> properties;

    ControlPlaneChange(String... properties) {
        this.properties = Set.of(properties);
    }

    /** Writes the change down; those that another call makes have nothing to write. */
    void fill(UpdateClusterConfigRequest.Builder request, Properties wanted, ResourceState now) {}

    /**
     * Makes the call that starts the change.
     *
     * @param history the {@linkplain Updates#history updates so far}
     */
    Update start(Aws aws, Wanted wanted, ResourceState now, String history) {
        return aws.eks().updateClusterConfig(request(wanted, now, history)).update();
    }

    /** Returns what it takes to change some properties: a call for each kind of change, one after the other. */
    static Work work(Collection<String> differences, Properties wanted, ResourceState now) {
        Set<String> calls = new LinkedHashSet<>();
        long seconds = 0;
        for (ControlPlaneChange change : values()) {
            if (change.properties.stream().anyMatch(differences::contains)) {
                calls.add(change.call());
                seconds += change.seconds(wanted, now);
            }
        }
        if (differences.contains(ControlPlane.TAGS)) {
            calls.add("eks:TagResource");
            calls.add("eks:UntagResource");
        }
        boolean slow = seconds >= SLOW;
        return Work.brief(calls.toArray(String[]::new))
                .lasting(
                        Math.max(seconds, 1),
                        slow ? 120 : 20,
                        slow ? 15 : 5,
                        75 + seconds / 30 + nodesGoBack(differences, wanted, now));
    }

    /** Returns for how many minutes EKS may be busy with the nodes of Auto Mode before it takes the control plane back. */
    private static long nodesGoBack(Collection<String> differences, Properties wanted, ResourceState now) {
        boolean back = differences.contains(ControlPlane.VERSION)
                && Boolean.TRUE.equals(now.properties().get(ControlPlane.AUTO_MODE))
                && MinorVersion.isBack(
                        Properties.of(now).string(ControlPlane.VERSION), wanted.string(ControlPlane.VERSION));
        return back ? wanted.optionalInteger(ControlPlane.ROLLBACK_TIMEOUT).orElse(USUAL_ROLLBACK_TIMEOUT) : 0;
    }

    private static Optional<Integer> rollbackTimeout(Properties wanted, String present, String next) {
        return MinorVersion.isBack(present, next)
                ? wanted.optionalInteger(ControlPlane.ROLLBACK_TIMEOUT)
                : Optional.empty();
    }

    private String call() {
        return switch (this) {
            case VERSION -> "eks:UpdateClusterVersion";
            case ENCRYPTION -> "eks:AssociateEncryptionConfig";
            default -> "eks:UpdateClusterConfig";
        };
    }

    /** Returns how long the change takes, as a rule. */
    private long seconds(Properties wanted, ResourceState now) {
        return switch (this) {
            case VERSION ->
                600L
                        * MinorVersion.distance(
                                Properties.of(now).string(ControlPlane.VERSION), wanted.string(ControlPlane.VERSION));
            case ENCRYPTION -> 900;
            case AUTO_MODE, TIER -> 300;
            default -> 60;
        };
    }

    /** Returns the properties that this kind of change brings to what is wanted. */
    Set<String> properties() {
        return properties;
    }

    /** Returns the first kind of change that the differences ask for. */
    static ControlPlaneChange first(Set<String> differences) {
        for (ControlPlaneChange change : values()) {
            if (change.properties.stream().anyMatch(differences::contains)) {
                return change;
            }
        }
        throw new IllegalArgumentException("Nothing can change " + differences + " of a cluster in place.");
    }

    private UpdateClusterConfigRequest request(Wanted wanted, ResourceState now, String history) {
        UpdateClusterConfigRequest.Builder request =
                UpdateClusterConfigRequest.builder().name(wanted.owner().cluster());
        fill(request, wanted.properties(), now);
        String token = wanted.token("UpdateClusterConfig after " + history, request.build());
        return request.clientRequestToken(token).build();
    }

    private static List<String> missing(List<String> all, List<String> present) {
        return all.stream().filter(item -> !present.contains(item)).toList();
    }

    private static List<String> present(ResourceState now, String property) {
        return Properties.of(now).strings(property);
    }
}
