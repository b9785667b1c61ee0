package io.github.ekssdk.eksctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.EksctlConfigException;
import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.AccessEntryType;
import io.github.ekssdk.spec.AccessPolicy;
import io.github.ekssdk.spec.AddonSpec;
import io.github.ekssdk.spec.AmiType;
import io.github.ekssdk.spec.Architecture;
import io.github.ekssdk.spec.ArgoCdRole;
import io.github.ekssdk.spec.ArgoCdRoleMapping;
import io.github.ekssdk.spec.AuthenticationMode;
import io.github.ekssdk.spec.CapacityType;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ControlPlaneEgressMode;
import io.github.ekssdk.spec.ControlPlaneTier;
import io.github.ekssdk.spec.EndpointAccess;
import io.github.ekssdk.spec.InstanceSelectorSpec;
import io.github.ekssdk.spec.LaunchTemplateChoice;
import io.github.ekssdk.spec.LogType;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import io.github.ekssdk.spec.NatGateways;
import io.github.ekssdk.spec.TaintEffect;
import io.github.ekssdk.spec.UpgradePolicy;
import io.github.ekssdk.spec.VolumeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EksctlConfigTest {

    private static final String SMALLEST = """
        apiVersion: eksctl.io/v1alpha5
        kind: ClusterConfig
        metadata:
          name: demo
          region: eu-west-1
        """;

    @TempDir
    private Path directory;

    @Test
    void karpenter_gets_what_it_takes_of_aws_and_its_chart_is_told() {
        EksctlConfig config = EksctlConfig.parse(SMALLEST + """
            iam: {withOIDC: true}
            karpenter: {version: "1.8.1"}
            """);

        ClusterSpec spec = config.spec();
        assertThat(spec.karpenter()).isTrue();
        assertThat(spec.vpc().karpenterDiscovery()).isTrue();
        assertThat(spec.iamServiceAccounts())
                .extracting(account -> account.namespace() + "/" + account.name())
                .containsExactly("karpenter/karpenter");
        assertThat(config.notCarriedOver()).extracting(NotCarriedOver::path).containsExactly("karpenter.version");
    }

    @Test
    void hybrid_nodes_and_rollbacks_go_both_ways() throws IOException {
        EksctlConfig config = EksctlConfig.parse("""
            apiVersion: eksctl.io/v1alpha5
            kind: ClusterConfig
            metadata: {name: demo, region: eu-west-1, version: "1.34", rollbackConfig: {timeoutMinutes: 240}}
            remoteNetworkConfig: {iam: {provider: ssm}, remoteNodeNetworks: [{cidrs: [10.80.0.0/16]}]}
            managedNodeGroups: [{name: general, ssh: {enableSsm: true}}]
            """);

        ClusterSpec spec = config.spec();
        assertThat(config.notCarriedOver()).isEmpty();
        assertThat(spec.hybridNodes()).isPresent();
        assertThat(spec.versionRollback()).isTrue();
        assertThat(spec.rollbackTimeout()).contains(Duration.ofHours(4));
        assertThat(spec.iam().nodeManagedPolicies()).containsExactly("AmazonSSMManagedInstanceCore");
        Path file = directory.resolve("back.yaml");
        EksctlConfig.write(spec, "eu-west-1", file);
        assertThat(EksctlConfig.read(file)).isEqualTo(spec);
    }

    @Test
    void a_role_of_hybrid_nodes_that_is_there_is_let_in() {
        ClusterSpec spec = EksctlConfig.parse(SMALLEST + """
            remoteNetworkConfig:
              iam: {roleARN: "arn:aws:iam::123456789012:role/hybrid"}
              remoteNodeNetworks: [{cidrs: [10.80.0.0/16]}]
            """).spec();

        assertThat(spec.hybridNodes()).isEmpty();
        assertThat(spec.accessEntries())
                .extracting(AccessEntrySpec::principalArn, AccessEntrySpec::type)
                .containsExactly(tuple("arn:aws:iam::123456789012:role/hybrid", AccessEntryType.HYBRID_LINUX));
    }

    @Test
    void settings_of_bottlerocket_become_toml() {
        EksctlConfig config = EksctlConfig.parse(SMALLEST + """
            managedNodeGroups:
              - name: hard
                amiFamily: Bottlerocket
                maxPodsPerNode: 50
                bottlerocket:
                  enableAdminContainer: true
                  settings:
                    motd: say "hello"
                    host-containers: {admin: {superpowered: false}}
                    kubernetes: {eviction-hard: {memory.available: 15%}, allowed-unsafe-sysctls: [net.core.somaxconn]}
            """);

        assertThat(config.notCarriedOver()).isEmpty();
        assertThat(config.spec()
                        .managedNodeGroups()
                        .get(0)
                        .userData()
                        .orElseThrow()
                        .bottlerocketSettings())
                .contains("""
                    [settings]
                    motd = "say \\"hello\\""
                    [settings.host-containers.admin]
                    superpowered = false
                    enabled = true
                    [settings.kubernetes]
                    allowed-unsafe-sysctls = ["net.core.somaxconn"]
                    max-pods = 50
                    [settings.kubernetes.eviction-hard]
                    "memory.available" = "15%"
                    """);
    }

    @Test
    void what_is_left_out_is_as_eksctl_would_have_it() {
        EksctlConfig config = EksctlConfig.parse(SMALLEST + "managedNodeGroups: [{name: general}]\n");

        ClusterSpec spec = config.spec();
        assertThat(config.region()).isEqualTo("eu-west-1");
        assertThat(config.notCarriedOver()).isEmpty();
        assertThat(spec.version()).isEmpty();
        assertThat(spec.vpc().cidr()).isEqualTo("192.168.0.0/16");
        assertThat(spec.vpc().natGateways()).isEqualTo(NatGateways.SINGLE);
        assertThat(spec.authenticationMode()).isEqualTo(AuthenticationMode.API_AND_CONFIG_MAP);
        assertThat(spec.endpointAccess()).isEqualTo(new EndpointAccess(true, false, List.of("0.0.0.0/0")));
        assertThat(spec.managedNodeGroups()).singleElement().satisfies(group -> {
            assertThat(group.instanceTypes()).containsExactly("m5.large");
            assertThat(group.scaling().min()).isEqualTo(2);
            assertThat(group.scaling().desired()).isEqualTo(2);
            assertThat(group.scaling().max()).isEqualTo(2);
            assertThat(group.diskSize()).isEqualTo(80);
            assertThat(group.publicSubnets()).isTrue();
        });
    }

    @Test
    void every_part_arrives() {
        ClusterSpec spec = EksctlConfig.parse("""
            apiVersion: eksctl.io/v1alpha5
            kind: ClusterConfig
            metadata: {name: demo, region: eu-west-1, version: "1.34", tags: {team: platform}}
            availabilityZones: [eu-west-1a, eu-west-1b]
            accessConfig:
              authenticationMode: API
              bootstrapClusterCreatorAdminPermissions: false
              accessEntries:
              - principalARN: arn:aws:iam::111122223333:role/dev
                kubernetesGroups: [devs]
                kubernetesUsername: dev
                accessPolicies:
                - policyARN: arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy
                  accessScope: {type: namespace, namespaces: [shop]}
            cloudWatch: {clusterLogging: {enableTypes: [api, audit], logRetentionInDays: 30}}
            vpc:
              cidr: 10.7.0.0/16
              nat: {gateway: HighlyAvailable}
              clusterEndpoints: {publicAccess: true, privateAccess: true}
              publicAccessCIDRs: [198.51.100.0/24]
            managedNodeGroups:
            - name: general
              instanceTypes: [m7g.large, m6g.large]
              spot: yes
              minSize: 1
              desiredCapacity: 2
              maxSize: 5
              volumeSize: 50
              privateNetworking: true
              labels: {tier: web}
              taints: [{key: spot, value: "true", effect: NoSchedule}]
              tags: {cost: low}
              updateConfig: {maxUnavailablePercentage: 25}
            fargateProfiles:
            - name: ops
              selectors: [{namespace: ops, labels: {fargate: "true"}}]
              tags: {cost: high}
            addonsConfig: {disableDefaultAddons: true}
            """).spec();

        assertThat(spec)
                .isEqualTo(Eks.cluster("demo")
                        .version("1.34")
                        .defaultAddons(false)
                        .tag("team", "platform")
                        .authenticationMode(AuthenticationMode.API)
                        .creatorAdmin(false)
                        .accessEntry(
                                "arn:aws:iam::111122223333:role/dev",
                                who -> who.kubernetesGroup("devs")
                                        .username("dev")
                                        .policy(AccessPolicy.VIEW, "shop"))
                        .logging(LogType.API, LogType.AUDIT)
                        .logRetentionDays(30)
                        .vpc(vpc -> vpc.cidr("10.7.0.0/16")
                                .availabilityZones("eu-west-1a", "eu-west-1b")
                                .natGateways(NatGateways.ONE_PER_ZONE))
                        .endpointAccess(access -> access.publicAccessCidrs("198.51.100.0/24"))
                        .managedNodeGroup(
                                "general",
                                group -> group.instanceTypes("m7g.large", "m6g.large")
                                        .spot()
                                        .scaling(1, 2, 5)
                                        .diskSize(50)
                                        .publicSubnets(false)
                                        .label("tier", "web")
                                        .taint("spot", "true", TaintEffect.NO_SCHEDULE)
                                        .tag("cost", "low")
                                        .maxUnavailablePercentage(25))
                        .fargateProfile(
                                "ops",
                                profile -> profile.selector("ops", java.util.Map.of("fargate", "true"))
                                        .tag("cost", "high"))
                        .build());
    }

    @Test
    void described_instance_types_are_read_and_written() {
        EksctlConfig config = EksctlConfig.parse("""
            apiVersion: eksctl.io/v1alpha5
            kind: ClusterConfig
            metadata: {name: demo, region: eu-west-1}
            managedNodeGroups:
            - name: general
              instanceSelector: {vCPUs: 4, memory: 16GiB, cpuArchitecture: arm64, deny: "t4g.*"}
            """);
        ManagedNodeGroupSpec group = config.spec().managedNodeGroups().get(0);

        assertThat(config.notCarriedOver()).isEmpty();
        assertThat(group.instanceTypes()).isEmpty();
        assertThat(group.amiType()).isEqualTo(AmiType.AL2023_ARM_64_STANDARD);
        assertThat(group.instanceSelector().orElseThrow())
                .isEqualTo(InstanceSelectorSpec.builder()
                        .vCpus(4)
                        .memoryGib(16)
                        .architecture(Architecture.ARM_64)
                        .deny("t4g.*")
                        .build());
        assertThat(EksctlConfig.parse(
                                EksctlConfig.of(config.spec(), "eu-west-1").yaml())
                        .spec()
                        .managedNodeGroups())
                .isEqualTo(config.spec().managedNodeGroups());
    }

    @Test
    void why_ubuntu_is_not_carried_over_is_told() {
        EksctlConfig config = EksctlConfig.parse("""
            apiVersion: eksctl.io/v1alpha5
            kind: ClusterConfig
            metadata: {name: demo, region: eu-west-1}
            managedNodeGroups: [{name: old, amiFamily: Ubuntu2204}]
            """);

        assertThat(config.notCarriedOver()).singleElement().satisfies(loss -> {
            assertThat(loss.path()).isEqualTo("managedNodeGroups[0].amiFamily");
            assertThat(loss.reason()).startsWith("EKS has no type for images of Ubuntu");
        });
    }

    @Test
    void amazon_linux_2_is_picked_for_the_instance_types_and_written_back() throws IOException {
        ClusterSpec spec = EksctlConfig.parse("""
            apiVersion: eksctl.io/v1alpha5
            kind: ClusterConfig
            metadata: {name: demo, region: eu-west-1, version: "1.32"}
            managedNodeGroups:
            - {name: arm, amiFamily: AmazonLinux2, instanceType: m7g.large}
            - {name: gpu, amiFamily: AmazonLinux2, instanceType: p4d.24xlarge}
            """).spec();
        Path file = directory.resolve("old.yaml");

        EksctlConfig.write(spec, "eu-west-1", file);

        assertThat(spec.managedNodeGroups())
                .extracting(group -> group.amiType().value())
                .containsExactly("AL2_ARM_64", "AL2_x86_64_GPU");
        assertThat(EksctlConfig.read(file)).isEqualTo(spec);
    }

    @Test
    void json_is_read_too() {
        EksctlConfig config = EksctlConfig.parse("""
            {"apiVersion": "eksctl.io/v1alpha5", "kind": "ClusterConfig", "metadata": {"name": "demo", "region": "eu-west-1"}}
            """);

        assertThat(config.spec().name()).isEqualTo("demo");
    }

    @Test
    void what_is_written_reads_the_same() throws IOException {
        ClusterSpec spec = EksctlConfig.parse(
                        SMALLEST + "managedNodeGroups: [{name: general, taints: {a: \"b:NoExecute\"}}]\n")
                .spec();
        Path file = directory.resolve("cluster.yaml");

        EksctlConfig.write(spec, "eu-west-1", file);

        assertThat(EksctlConfig.read(file)).isEqualTo(spec);
        assertThat(Files.readString(file)).startsWith("apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\n");
    }

    @Test
    void what_cannot_be_carried_over_is_told_with_its_place() throws IOException {
        String yaml = SMALLEST + "gitops:\n  flux:\n    gitProvider: github\n";
        Path file = Files.writeString(directory.resolve("cluster.yaml"), yaml);

        assertThat(EksctlConfig.load(file).notCarriedOver()).singleElement().satisfies(loss -> {
            assertThat(loss.path()).isEqualTo("gitops.flux.gitProvider");
            assertThat(loss.line()).isEqualTo(8);
            assertThat(loss.column()).isEqualTo(5);
        });
        assertThatThrownBy(() -> EksctlConfig.read(file))
                .isInstanceOf(EksctlConfigException.class)
                .hasMessageStartingWith(file + " has one problem.\n  line 8, column 5, gitops.flux.gitProvider: ");
    }

    @Test
    void what_the_format_cannot_say_is_told_and_no_file_is_written() {
        ClusterSpec spec = Eks.cluster("demo").deletionProtection(true).build();
        Path file = directory.resolve("cluster.yaml");

        assertThatThrownBy(() -> EksctlConfig.write(spec, "eu-west-1", file))
                .isInstanceOf(EksctlConfigException.class)
                .hasMessageContaining("deletionProtection: It cannot be carried over.");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        Path file = directory.resolve("none.yaml");

        assertThatThrownBy(() -> EksctlConfig.load(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void settings_of_a_managed_node_group_arrive() {
        EksctlConfig config = EksctlConfig.parse(SMALLEST + """
            managedNodeGroups:
            - name: gpu
              instanceTypes: [g5.xlarge]
              instanceMarketOptions: {marketType: capacity-block}
              capacityReservation: {capacityReservationTarget: {capacityReservationID: cr-0123456789abcdef0}}
              volumeSize: 200
              volumeType: io2
              volumeIOPS: 5000
              volumeKmsKeyID: alias/disks
              availabilityZones: [eu-west-1a]
              disableIMDSv1: true
              disablePodIMDS: true
              enableDetailedMonitoring: true
              preBootstrapCommands: [echo hello]
              maxPodsPerNode: 58
              iam: {instanceRoleARN: "arn:aws:iam::111122223333:role/node"}
              securityGroups: {attachIDs: [sg-0123456789abcdef0], withShared: true}
              ssh: {allow: true, publicKeyName: admins}
              propagateASGTags: true
              nodeRepairConfig:
                enabled: true
                maxParallelNodesRepairedCount: 2
                nodeRepairConfigOverrides:
                - {nodeMonitoringCondition: AcceleratedHardwareNotReady, nodeUnhealthyReason: NvidiaXID13Error, minRepairWaitTimeMins: 5, repairAction: Replace}
            - name: bottlerocket
              amiFamily: Bottlerocket
              instanceType: m7g.large
            - name: template
              launchTemplate: {id: lt-0123456789abcdef0}
            """);

        assertThat(config.notCarriedOver()).isEmpty();
        List<ManagedNodeGroupSpec> groups = config.spec().managedNodeGroups();
        assertThat(groups.get(0)).satisfies(gpu -> {
            assertThat(gpu.amiType()).isEqualTo(AmiType.AL2023_X86_64_NVIDIA);
            assertThat(gpu.capacityType()).isEqualTo(CapacityType.CAPACITY_BLOCK);
            assertThat(gpu.capacityReservation()).contains("cr-0123456789abcdef0");
            assertThat(gpu.volume().type()).isEqualTo(VolumeType.IO2);
            assertThat(gpu.volume().iops()).hasValue(5000);
            assertThat(gpu.volume().kmsKeyId()).contains("alias/disks");
            assertThat(gpu.metadataHopLimit()).isEqualTo(1);
            assertThat(gpu.detailedMonitoring()).isTrue();
            assertThat(gpu.nodeRoleArn()).contains("arn:aws:iam::111122223333:role/node");
            assertThat(gpu.securityGroupIds()).containsExactly("sg-0123456789abcdef0");
            assertThat(gpu.ec2SshKey()).contains("admins");
            assertThat(gpu.autoScalingGroupTags()).isTrue();
            assertThat(gpu.userData()).hasValueSatisfying(data -> {
                assertThat(data.shellScripts().get(0)).contains("echo hello");
                assertThat(data.nodeConfigs().get(0)).contains("maxPods: 58");
            });
            assertThat(gpu.nodeRepair())
                    .hasValueSatisfying(repair -> assertThat(repair.overrides()).hasSize(1));
        });
        assertThat(groups.get(1).amiType()).isEqualTo(AmiType.BOTTLEROCKET_ARM_64);
        assertThat(groups.get(2).launchTemplate())
                .contains(new LaunchTemplateChoice("lt-0123456789abcdef0", LaunchTemplateChoice.DEFAULT));
    }

    @Test
    void settings_of_the_control_plane_arrive() {
        EksctlConfig config = EksctlConfig.parse("""
            apiVersion: eksctl.io/v1alpha5
            kind: ClusterConfig
            metadata: {name: demo, region: eu-west-1, forceUpdateVersion: true}
            upgradePolicy: {supportType: STANDARD}
            controlPlaneScalingConfig: {tier: tier-xl}
            zonalShiftConfig: {enabled: true}
            kubernetesNetworkConfig: {ipFamily: ipv4, serviceIPv4CIDR: 10.100.0.0/16}
            remoteNetworkConfig:
              vpcGatewayID: vgw-0123456789abcdef0
              remoteNodeNetworks: [{cidrs: [172.20.0.0/16]}]
              remotePodNetworks: [{cidrs: [172.21.0.0/16]}]
            vpc: {controlPlaneEgressMode: CUSTOMER_ROUTED, controlPlaneSecurityGroupIDs: [sg-0123456789abcdef0]}
            secretsEncryption: {keyARN: "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-4444-8888-0123456789ab"}
            """);

        ClusterSpec spec = config.spec();
        assertThat(config.notCarriedOver())
                .extracting(NotCarriedOver::path)
                .containsExactly("remoteNetworkConfig.vpcGatewayID");
        assertThat(spec.forceUpgrade()).isTrue();
        assertThat(spec.upgradePolicy()).isEqualTo(UpgradePolicy.STANDARD);
        assertThat(spec.controlPlaneTier()).isEqualTo(ControlPlaneTier.TIER_XL);
        assertThat(spec.zonalShift()).isTrue();
        assertThat(spec.serviceIpv4Cidr()).contains("10.100.0.0/16");
        assertThat(spec.remoteNodeNetworks()).containsExactly("172.20.0.0/16");
        assertThat(spec.remotePodNetworks()).containsExactly("172.21.0.0/16");
        assertThat(spec.controlPlaneEgressMode()).isEqualTo(ControlPlaneEgressMode.CUSTOMER_ROUTED);
        assertThat(spec.vpc().controlPlaneSecurityGroupIds()).containsExactly("sg-0123456789abcdef0");
        assertThat(spec.secretsEncryption())
                .hasValueSatisfying(
                        encryption -> assertThat(encryption.keyArn()).isPresent());
    }

    @Test
    void a_vpc_that_is_there_arrives_by_the_ids_of_its_subnets() {
        ClusterSpec spec = EksctlConfig.parse(SMALLEST + """
            vpc:
              id: vpc-0123456789abcdef0
              subnets:
                public: {eu-west-1a: {id: subnet-0000000000000000a}, b: {id: subnet-0000000000000000b, az: eu-west-1b}}
                private: {eu-west-1a: {id: subnet-0000000000000000c}, b: {id: subnet-0000000000000000d}}
            """).spec();

        assertThat(spec.vpc().existing()).hasValueSatisfying(existing -> {
            assertThat(existing.vpcId()).contains("vpc-0123456789abcdef0");
            assertThat(existing.publicSubnetIds())
                    .containsExactly("subnet-0000000000000000a", "subnet-0000000000000000b");
            assertThat(existing.privateSubnetIds())
                    .containsExactly("subnet-0000000000000000c", "subnet-0000000000000000d");
        });
    }

    @Test
    void capabilities_and_identity_providers_arrive() {
        EksctlConfig config = EksctlConfig.parse(SMALLEST + """
            identityProviders:
            - {type: oidc, name: okta, issuerURL: "https://idp.example.com", clientID: eks, groupsClaim: groups}
            capabilities:
            - name: argo
              type: ARGOCD
              configuration:
                argocd:
                  awsIdc: {idcInstanceArn: "arn:aws:sso:::instance/ssoins-1"}
                  rbacRoleMappings: [{role: ADMIN, identities: [{id: admins, type: SSO_GROUP}]}]
            """);

        assertThat(config.notCarriedOver()).isEmpty();
        assertThat(config.spec().identityProvider())
                .hasValueSatisfying(
                        provider -> assertThat(provider.groupsClaim()).contains("groups"));
        assertThat(config.spec().capabilities())
                .singleElement()
                .satisfies(capability -> assertThat(
                                capability.argoCd().orElseThrow().roleMappings())
                        .containsExactly(new ArgoCdRoleMapping(ArgoCdRole.ADMIN, true, "admins")));
    }

    @Test
    void eksctls_own_add_ons_are_installed_unless_switched_off() {
        ClusterSpec usual = EksctlConfig.parse(SMALLEST + "addons: [{name: coredns, version: v1.11.4-eksbuild.2}]\n")
                .spec();
        ClusterSpec none = EksctlConfig.parse(SMALLEST + "addonsConfig: {disableDefaultAddons: true}\n")
                .spec();

        assertThat(usual.addons())
                .extracting(AddonSpec::name)
                .containsExactlyInAnyOrder("vpc-cni", "kube-proxy", "coredns", "metrics-server");
        assertThat(usual.defaultAddons()).isFalse();
        assertThat(none.addons()).isEmpty();
    }
}
