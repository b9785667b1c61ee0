package io.github.ekssdk.kubeconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Our tokens and files against those of the aws tool itself. */
class AwsToolParityTest {

    private static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Pattern TOKEN = Pattern.compile("\"token\": \"k8s-aws-v1\\.([A-Za-z0-9_-]+)\"");
    private static final Pattern SIGNED_AT = Pattern.compile("X-Amz-Date=(\\d{8}T\\d{6}Z)");
    private static final Pattern EXPIRY = Pattern.compile("\"expirationTimestamp\": \"[^\"]+\"");
    private static final String ARN = "arn:aws:eks:eu-west-1:123456789012:cluster/demo";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"eu-west-1, demo, ''", "cn-north-1, Prod_2-blue, 'IQoJb3JpZ2luX2Vj//EXAMPLE+token/with+all==='"})
    void a_token_is_byte_for_byte_that_of_the_aws_tool(String region, String cluster, String session) throws Exception {
        Map<String, String> keys =
                Map.of("AWS_ACCESS_KEY_ID", KEY_ID, "AWS_SECRET_ACCESS_KEY", SECRET, "AWS_SESSION_TOKEN", session);

        String printed = Tool.onThePath("aws")
                .run(keys, "--region", region, "eks", "get-token", "--cluster-name", cluster, "--output", "json");
        BearerToken ours = BearerTokens.forCluster(
                        cluster, region, StaticCredentialsProvider.create(credentials(session)), clockOf(printed))
                .token();

        assertThat(withoutExpiry(ours.toExecCredential().strip())).isEqualTo(withoutExpiry(printed.strip()));
    }

    @Test
    void a_new_file_is_byte_for_byte_that_of_the_aws_tool() throws Exception {
        Path theirs = directory.resolve("theirs");
        Path ours = directory.resolve("ours");

        updateKubeconfig(theirs, "--name", "demo");
        kubeconfig().writeTo(ours);

        assertThat(ours).hasSameTextualContentAs(theirs);
    }

    @Test
    void a_merged_file_is_byte_for_byte_that_of_the_aws_tool() throws Exception {
        String others = """
                apiVersion: v1
                clusters:
                - cluster:
                    server: https://10.0.0.1:6443
                  name: home
                contexts:
                - context:
                    cluster: home
                    user: me
                  name: home
                current-context: home
                kind: Config
                preferences: {}
                users:
                - name: me
                  user:
                    token: abc
                """;
        Path theirs = Files.writeString(directory.resolve("theirs"), others);
        Path ours = Files.writeString(directory.resolve("ours"), others);
        String role = "arn:aws:iam::123456789012:role/ops";

        updateKubeconfig(theirs, "--name", "demo", "--alias", "d", "--user-alias", "u", "--role-arn", role);
        Kubeconfig kubeconfig = kubeconfig().toBuilder()
                .alias("d")
                .userAlias("u")
                .execPlugin(exec -> exec.roleArn(role))
                .build();
        kubeconfig.writeTo(ours, WriteOption.USE_CONTEXT);

        assertThat(ours).hasSameTextualContentAs(theirs);
    }

    private static Kubeconfig kubeconfig() {
        return Kubeconfig.builder("demo")
                .region("eu-west-1")
                .endpoint("https://ABCDEF.gr7.eu-west-1.eks.amazonaws.com")
                .certificateAuthorityData("LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==")
                .arn(ARN)
                .build();
    }

    /** Lets the tool write a kubeconfig for the cluster that {@link #kubeconfig()} is of. */
    private static void updateKubeconfig(Path file, String... arguments) throws IOException, InterruptedException {
        Tool aws = Tool.onThePath("aws");
        HttpServer eks = describeClusterServer();
        try {
            Map<String, String> settings = Map.of(
                    "AWS_ACCESS_KEY_ID",
                    KEY_ID,
                    "AWS_SECRET_ACCESS_KEY",
                    SECRET,
                    "AWS_ENDPOINT_URL",
                    "http://127.0.0.1:" + eks.getAddress().getPort());
            String[] command = {"--region", "eu-west-1", "eks", "update-kubeconfig", "--kubeconfig", file.toString()};
            aws.run(settings, concat(command, arguments));
        } finally {
            eks.stop(0);
        }
    }

    private static HttpServer describeClusterServer() throws IOException {
        byte[] answer = """
                {"cluster": {"name": "demo", "status": "ACTIVE", "arn": "%s",
                  "endpoint": "https://ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
                  "certificateAuthority": {"data": "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg=="}}}
                """.formatted(ARN).getBytes(UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/clusters/demo", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static AwsCredentials credentials(String session) {
        return session.isEmpty()
                ? AwsBasicCredentials.create(KEY_ID, SECRET)
                : AwsSessionCredentials.create(KEY_ID, SECRET, session);
    }

    private static Clock clockOf(String printed) {
        String url = new String(Base64.getUrlDecoder().decode(find(TOKEN, printed)), UTF_8);
        Instant signedAt = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").parse(find(SIGNED_AT, url), Instant::from);
        return Clock.fixed(signedAt, ZoneOffset.UTC);
    }

    /** The tool reads its clock a second time for the expiry, so that may be a second later. */
    private static String withoutExpiry(String credential) {
        return EXPIRY.matcher(credential).replaceFirst("");
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern.pattern()).isTrue();
        return matcher.group(1);
    }

    private static String[] concat(String[] first, String[] second) {
        return Stream.of(first, second).flatMap(Arrays::stream).toArray(String[]::new);
    }
}
