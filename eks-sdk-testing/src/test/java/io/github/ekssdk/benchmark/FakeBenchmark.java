package io.github.ekssdk.benchmark;

import io.github.ekssdk.spi.Time;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.FakeAwsServer;
import io.github.ekssdk.testing.HttpDoor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * Prints what calls to the fake cost: over HTTP side by side with moto's server where that is installed, in memory, with many
 * clusters and VPCs in the account, and how soon further doors open.
 */
public final class FakeBenchmark {
    private static final int SECONDS = Integer.getInteger("benchmark.seconds", 5);
    private static final int CLUSTERS = Integer.getInteger("benchmark.items", 10_000);
    private static final String ROLE = "arn:aws:iam::123456789012:role/made-up";

    private FakeBenchmark() {}

    /** Runs all of it; takes a minute or two. */
    public static void main(String[] args) throws Exception {
        say(
                "in memory, first door %.0f ms, second %.1f ms",
                millis(FakeBenchmark::memoryDoor), millis(FakeBenchmark::memoryDoor));
        try (FakeAws first = FakeAws.lenient();
                HttpDoor kept = first.openHttp()) {
            say(
                    "HTTP fakes with a server each in one JVM: the first answers after %.0f ms, the next after %.1f ms",
                    millis(() -> httpDoor(kept)), millis(() -> httpDoor(kept)));
        }
        inMemory();
        curve();
        sideBySide();
    }

    @SuppressWarnings("SystemOut")
    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static double millis(Callable<?> work) throws Exception {
        Stopwatch watch = Stopwatch.start();
        work.call();
        return watch.millis();
    }

    private static int memoryDoor() {
        try (FakeAws aws = FakeAws.lenient()) {
            return aws.client(EksClient.builder()).listClusters().clusters().size();
        }
    }

    private static String httpDoor(HttpDoor other) throws IOException {
        try (FakeAws aws = FakeAws.builder().acceptAnyCredentials().build();
                HttpDoor door = aws.openHttp(settings -> settings.requestJournal(1))) {
            HttpURLConnection connection =
                    (HttpURLConnection) door.url().resolve("/clusters").toURL().openConnection();
            connection.setRequestProperty("Authorization", authorization("eks"));
            return other.url() + " " + connection.getResponseCode();
        }
    }

    private static void createCluster(EksClient eks, String name) {
        eks.createCluster(request ->
                request.name(name).roleArn(ROLE).resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1", "subnet-2")));
    }

    private static void inMemory() throws Exception {
        FakeAws aws = small();
        EksClient eks = aws.client(EksClient.builder());
        createCluster(eks, "demo");
        Callable<Object> call = () -> eks.describeCluster(request -> request.name("demo"));
        rate(2, call);
        rate(2, call);
        say("in memory, DescribeCluster: %.0f calls/s on one thread, %.0f on two", rate(1, call), rate(2, call));
    }

    private static FakeAws small() {
        return FakeAws.builder()
                .strictness(io.github.ekssdk.testing.Strictness.LENIENT)
                .ledgerSize(1_000)
                .build()
                .rateLimits(false)
                .quota("eks.clusters", 1_000_000)
                .quota("ec2.vpcs", 1_000_000)
                .quota("ec2.securityGroupsPerInterface", 16);
    }

    private static void curve() throws Exception {
        FakeAws aws = small();
        EksClient eks = aws.client(EksClient.builder());
        Ec2Client ec2 = aws.client(Ec2Client.builder());
        String vpc = "";
        int made = 0;
        for (int size = 10; size <= CLUSTERS; size *= size == 10 ? 100 : 10) {
            for (; made < size; made++) {
                createCluster(eks, "cluster-" + made);
                vpc = ec2.createVpc(request -> request.cidrBlock("10.0.0.0/16"))
                        .vpc()
                        .vpcId();
            }
            String last = vpc;
            String name = "cluster-" + (made - 1);
            say(
                    "with %6d clusters and VPCs: DescribeCluster %.3f ms, a page of ListClusters %.3f ms,"
                            + " DescribeVpcs by id %.3f ms, a page of DescribeVpcs %.3f ms",
                    size,
                    each(() -> eks.describeCluster(request -> request.name(name))),
                    each(() -> eks.listClusters(request -> request.maxResults(100))),
                    each(() -> ec2.describeVpcs(request -> request.vpcIds(last))),
                    each(() -> ec2.describeVpcs(request -> request.maxResults(100))));
        }
    }

    private static double each(Callable<?> call) throws Exception {
        for (int i = 0; i < 200; i++) {
            call.call();
        }
        Stopwatch watch = Stopwatch.start();
        for (int i = 0; i < 300; i++) {
            call.call();
        }
        return watch.millis() / 300;
    }

    private static double rate(int threads, Callable<?> call) throws Exception {
        return Load.run(threads, SECONDS, () -> call).perSecond();
    }

    private static void sideBySide() throws Exception {
        int port = freePort();
        Process fake = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-Xmx96m",
                        "-Xss256k",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeAwsServer.class.getName(),
                        "--port",
                        String.valueOf(port),
                        "--strictness",
                        "lenient",
                        "--ledger",
                        "1000")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        double[] ours = measure("fake", port, fake);
        int motoPort = freePort();
        Optional<Process> moto = moto(motoPort);
        if (moto.isEmpty()) {
            say("moto_server is not installed: nothing to compare with");
            return;
        }
        double[] theirs = measure("moto", motoPort, moto.get());
        say("fake / moto: %.1f x with one connection, %.1f x with eight", ours[0] / theirs[0], ours[1] / theirs[1]);
    }

    private static Optional<Process> moto(int port) {
        try {
            return Optional.of(new ProcessBuilder("moto_server", "-p", String.valueOf(port))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
    }

    private static double[] measure(String who, int port, Process process) throws Exception {
        try {
            Stopwatch watch = Stopwatch.start();
            awaitAnswer(port);
            double first = watch.millis();
            long idle = rss(process);
            String create = "{\"name\":\"demo\",\"roleArn\":\"" + ROLE
                    + "\",\"resourcesVpcConfig\":{\"subnetIds\":[\"subnet-1\",\"subnet-2\"]}}";
            try (Wire wire = new Wire(port)) {
                wire.call("POST", "/clusters", "eks", create);
            }
            Callable<Callable<?>> describe = () -> {
                Wire wire = new Wire(port);
                return () -> wire.call("GET", "/clusters/demo", "eks", "");
            };
            Load.run(2, SECONDS, describe);
            Load.Result one = Load.run(1, SECONDS, describe);
            Load.Result eight = Load.run(8, SECONDS, describe);
            Load.Result mixed = Load.run(8, SECONDS, () -> mixed(port));
            say(
                    "%s: first answer %.0f ms, DescribeCluster %.0f/s (c=1), %.0f/s (c=8);"
                            + " mixed writes (c=8) %.0f/s, %d of %d failed; RSS %d MiB idle, %d MiB in use",
                    who,
                    first,
                    one.perSecond(),
                    eight.perSecond(),
                    mixed.perSecond(),
                    mixed.failed(),
                    mixed.done(),
                    idle,
                    rss(process));
            return new double[] {one.perSecond(), eight.perSecond()};
        } finally {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    /** Roles and security groups that come and go. */
    private static Callable<?> mixed(int port) throws IOException {
        Wire wire = new Wire(port);
        String name = "role-" + System.identityHashCode(wire);
        String trust =
                "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal"
                        + "%22%3A%7B%22Service%22%3A%22eks.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D";
        return () -> {
            wire.call(
                    "POST",
                    "/",
                    "iam",
                    "Action=CreateRole&Version=2010-05-08&RoleName=" + name + "&AssumeRolePolicyDocument=" + trust);
            String made = wire.call(
                    "POST",
                    "/",
                    "ec2",
                    "Action=CreateSecurityGroup&Version=2016-11-15&GroupDescription=made+up&GroupName=" + name);
            int at = made.indexOf("<groupId>") + "<groupId>".length();
            String group = made.substring(at, made.indexOf('<', at));
            wire.call("POST", "/", "ec2", "Action=DeleteSecurityGroup&Version=2016-11-15&GroupId=" + group);
            wire.call("POST", "/", "iam", "Action=DeleteRole&Version=2010-05-08&RoleName=" + name);
            return made;
        };
    }

    private static void awaitAnswer(int port) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            try (Wire wire = new Wire(port)) {
                wire.call("GET", "/clusters", "eks", "");
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    /** Memory of a process and its children in MiB. */
    private static long rss(Process process) throws IOException {
        List<Long> ids = new ArrayList<>(List.of(process.pid()));
        process.descendants().forEach(child -> ids.add(child.pid()));
        long kilobytes = 0;
        for (long id : ids) {
            Path status = Path.of("/proc/" + id + "/status");
            if (Files.exists(status)) {
                kilobytes += Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
            }
        }
        return kilobytes / 1024;
    }

    private static int freePort() throws IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String authorization(String service) {
        return "AWS4-HMAC-SHA256 Credential=AKIABENCHMARK/20260101/eu-west-1/" + service
                + "/aws4_request, SignedHeaders=host, Signature=0";
    }

    /** So many threads that call for some seconds. */
    private static final class Load {
        private Load() {}

        static Result run(int threads, int seconds, Callable<Callable<?>> caller) throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                Instant end = Time.system().now().plusSeconds(seconds);
                List<Future<int[]>> workers = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    Callable<?> call = caller.call();
                    workers.add(pool.submit(() -> work(call, end)));
                }
                int done = 0;
                int failed = 0;
                for (Future<int[]> worker : workers) {
                    done += worker.get()[0];
                    failed += worker.get()[1];
                }
                return new Result(done, failed, (double) done / seconds);
            } finally {
                pool.shutdownNow();
            }
        }

        private static int[] work(Callable<?> call, Instant end) {
            int done = 0;
            int failed = 0;
            while (Time.system().now().isBefore(end)) {
                try {
                    call.call();
                } catch (Exception e) {
                    failed++;
                }
                done++;
            }
            return new int[] {done, failed};
        }

        record Result(int done, int failed, double perSecond) {}
    }

    /** One connection, kept open where the server lets it, with as little work on this side as can be. */
    private static final class Wire implements AutoCloseable {
        private final int port;
        private Socket socket;
        private InputStream in;

        Wire(int port) throws IOException {
            this.port = port;
            this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
            this.in = new java.io.BufferedInputStream(socket.getInputStream());
            socket.setTcpNoDelay(true);
        }

        String call(String method, String path, String service, String body) throws IOException {
            if (socket.isClosed()) {
                socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                in = new java.io.BufferedInputStream(socket.getInputStream());
            }
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            String type = service.equals("eks") ? "application/json" : "application/x-www-form-urlencoded";
            String head =
                    method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + authorization(service)
                            + "\r\nContent-Type: " + type + "\r\nContent-Length: " + content.length + "\r\n\r\n";
            OutputStream out = socket.getOutputStream();
            byte[] start = head.getBytes(StandardCharsets.US_ASCII);
            byte[] all = java.util.Arrays.copyOf(start, start.length + content.length);
            System.arraycopy(content, 0, all, start.length, content.length);
            out.write(all);
            return answer();
        }

        private String answer() throws IOException {
            String status = line();
            int length = -1;
            boolean close = false;
            boolean chunked = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                String lower = line.toLowerCase(Locale.ROOT);
                length = lower.startsWith("content-length:")
                        ? Integer.parseInt(line.substring(15).trim())
                        : length;
                close |= lower.equals("connection: close");
                chunked |= lower.equals("transfer-encoding: chunked");
            }
            String body = new String(
                    chunked ? chunks() : length < 0 ? in.readAllBytes() : in.readNBytes(length),
                    StandardCharsets.UTF_8);
            if (close || (length < 0 && !chunked)) {
                socket.close();
            }
            if (!status.contains(" 200 ")) {
                throw new IOException(status + " " + body);
            }
            return body;
        }

        private byte[] chunks() throws IOException {
            java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                bytes.write(in.readNBytes(size));
                line();
            }
            line();
            return bytes.toByteArray();
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the connection ended");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
