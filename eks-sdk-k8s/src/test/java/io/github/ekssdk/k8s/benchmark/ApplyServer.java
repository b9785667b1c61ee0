package io.github.ekssdk.k8s.benchmark;

import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.spi.Time;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.FakeClock;
import io.github.ekssdk.testing.HttpDoor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** A fake account with clusters in a process of its own, so that nothing of it is measured with its clients. */
final class ApplyServer {

    private ApplyServer() {}

    /**
     * Makes clusters, tells where they are, and serves until its input ends. Time goes on to the present with each line of it.
     *
     * @param arguments the folder that kubeconfig files come into, and of each cluster its name and after how many milliseconds its
     *     API answers, such as {@code near=0}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        FakeClock clock = new FakeClock(Time.system().now().minus(Duration.ofDays(1)));
        try (FakeAws aws = FakeAws.builder()
                        .time(clock)
                        .kubernetes()
                        .acceptAnyCredentials()
                        .quota("ec2.vpcs", 100)
                        .quota("ec2.addresses", 100)
                        .quota("ec2.internetGateways", 100)
                        .quota("ec2.natGatewaysPerZone", 100)
                        .build();
                HttpDoor door = aws.openHttp()) {
            for (String cluster : List.of(arguments).subList(1, arguments.length)) {
                make(aws, cluster, folder);
            }
            AwsCredentials credentials = aws.credentials().resolveCredentials();
            System.out.println(door.url() + " " + credentials.accessKeyId() + " " + credentials.secretAccessKey());
            while (System.in.read() >= 0) {
                clock.advance(Duration.between(clock.now(), Time.system().now()));
            }
        }
    }

    private static void make(FakeAws aws, String cluster, Path folder) throws IOException {
        String[] sides = cluster.split("=", 2);
        try (EksManager eks = aws.connect()) {
            eks.apply(eks.plan(Objects.none(sides[0])), ProgressListener.none());
        }
        aws.kubernetes(sides[0]).answerAfter(Duration.ofMillis(Long.parseLong(sides[1])));
        Files.writeString(folder.resolve(sides[0]), aws.kubernetes(sides[0]).kubeconfig());
    }
}
