package io.github.ekssdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;

/** Programs that are not ours, if they are installed: the {@code aws} command and boto3. */
class OutsideClientsTest {
    private static final Path SCRIPT = Path.of("src/test/python/outside_client.py");
    private static final Path LIFE = Path.of("src/test/python/eks_life.py");
    private static final Path LIFE_BY_COMMANDS = Path.of("src/test/python/aws_life.py");

    private final FakeAws aws = FakeAws.create();
    private final HttpDoor door = aws.openHttp();

    @TempDir
    Path directory;

    @BeforeEach
    void make_a_cluster_with_a_node_group() {
        IamClient iam = aws.client(IamClient.builder());
        EksClient eks = aws.client(EksClient.builder());
        String clusterRole = role(iam, "cluster", "eks.amazonaws.com", "AmazonEKSClusterPolicy");
        String nodeRole = role(
                iam,
                "node",
                "ec2.amazonaws.com",
                "AmazonEKSWorkerNodePolicy",
                "AmazonEC2ContainerRegistryPullOnly",
                "AmazonEKS_CNI_Policy");
        List<String> subnets = subnets(aws.client(Ec2Client.builder()));
        eks.createCluster(request -> request.name("prod")
                .roleArn(clusterRole)
                .resourcesVpcConfig(vpc -> vpc.subnetIds(subnets))
                .tags(Map.of("team", "käse")));
        eks.createNodegroup(request -> request.clusterName("prod")
                .nodegroupName("general")
                .nodeRole(nodeRole)
                .subnets(subnets)
                .instanceTypes("m7g.large")
                .amiType("AL2023_ARM_64_STANDARD"));
    }

    @AfterEach
    void close() {
        door.close();
        aws.close();
    }

    private static String role(IamClient iam, String name, String service, String... policies) {
        String trust = WireContract.TRUST.replace("eks.amazonaws.com", service);
        String arn = iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(trust))
                .role()
                .arn();
        Stream.of(policies)
                .forEach(policy -> iam.attachRolePolicy(
                        request -> request.roleName(name).policyArn("arn:aws:iam::aws:policy/" + policy)));
        return arn;
    }

    private static List<String> subnets(Ec2Client ec2) {
        return ec2.describeSubnets().subnets().stream()
                .map(subnet -> subnet.subnetId())
                .limit(2)
                .toList();
    }

    @Test
    void the_aws_command_describes_a_cluster_and_waits_for_it() throws Exception {
        assumeTrue(runs("aws", "--version"), "the aws command is not installed");

        assertThat(run("aws", "eks", "wait", "cluster-active", "--name", "prod"))
                .isEmpty();
        assertThat(aws("eks", "describe-cluster", "--name", "prod", "--query", "cluster.[name,status,tags.team]"))
                .isEqualTo("prod\tACTIVE\tkäse");
        assertThat(aws(
                        "eks",
                        "describe-nodegroup",
                        "--cluster-name",
                        "prod",
                        "--nodegroup-name",
                        "general",
                        "--query",
                        "nodegroup.[status,amiType,instanceTypes[0]]"))
                .isEqualTo("ACTIVE\tAL2023_ARM_64_STANDARD\tm7g.large");
        assertThat(aws("eks", "get-token", "--cluster-name", "prod", "--query", "status.token"))
                .startsWith("k8s-aws-v1.");
        assertThat(aws("sts", "get-caller-identity", "--query", "Account")).isEqualTo("123456789012");
        assertThat(aws("iam", "get-role", "--role-name", "node", "--query", "Role.AssumeRolePolicyDocument.Version"))
                .isEqualTo("2012-10-17");
        assertThat(aws("eks", "describe-cluster", "--name", "nobody")).contains("ResourceNotFoundException");
    }

    @Test
    void the_aws_command_writes_a_kubeconfig() throws Exception {
        assumeTrue(runs("aws", "--version"), "the aws command is not installed");
        Path kubeconfig = directory.resolve("kubeconfig");

        run("aws", "eks", "update-kubeconfig", "--name", "prod", "--kubeconfig", kubeconfig.toString());

        assertThat(kubeconfig)
                .content()
                .contains("arn:aws:eks:eu-west-1:123456789012:cluster/prod", "certificate-authority-data");
    }

    @Test
    void boto3_reads_lists_maps_timestamps_pages_and_typed_errors() throws Exception {
        assumeTrue(runs("python3", "-c", "import boto3"), "boto3 is not installed");

        assertThat(run("python3", SCRIPT.toString())).isEqualTo("all is well");
    }

    @Test
    void boto3_lives_through_all_that_an_eks_setup_is_made_of_and_leaves_nothing() throws Exception {
        assumeTrue(runs("python3", "-c", "import boto3"), "boto3 is not installed");

        livesAndLeavesNothing(LIFE);
    }

    @Test
    void the_aws_command_lives_through_it_too() throws Exception {
        assumeTrue(runs("aws", "--version"), "the aws command is not installed");
        assumeTrue(runs("python3", "--version"), "python3, which runs the commands one by one, is not installed");

        livesAndLeavesNothing(LIFE_BY_COMMANDS);
    }

    private void livesAndLeavesNothing(Path script) throws IOException, InterruptedException {
        FakeAws fresh = FakeAws.create();
        List<Resource> before = fresh.inventory();

        try (HttpDoor open = fresh.openHttp()) {
            assertThat(run(fresh, open, "python3", script.toString())).isEqualTo("all is well");
        }

        assertThat(fresh.inventory())
                .filteredOn(resource -> !resource.id().contains("AWSServiceRoleFor"))
                .filteredOn(resource -> !resource.type().equals("logs:log-group"))
                .isEqualTo(before);
        fresh.close();
    }

    private String aws(String... arguments) throws IOException, InterruptedException {
        return run(Stream.concat(Stream.of("aws"), Stream.concat(Stream.of(arguments), Stream.of("--output", "text")))
                .toArray(String[]::new));
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String run(String... command) throws IOException, InterruptedException {
        return run(aws, door, command);
    }

    private String run(FakeAws account, HttpDoor open, String... command) throws IOException, InterruptedException {
        AwsCredentials credentials = account.credentials().resolveCredentials();
        Path output = directory.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", open.url().toString(),
                        "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
                        "AWS_REGION", aws.region(),
                        "AWS_DEFAULT_REGION", aws.region(),
                        "AWS_CONFIG_FILE", directory.resolve("config").toString(),
                        "AWS_SHARED_CREDENTIALS_FILE",
                                directory.resolve("credentials").toString(),
                        "AWS_PAGER", "",
                        "PYTHONIOENCODING", "utf-8"));
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output, StandardCharsets.UTF_8).strip();
    }
}
