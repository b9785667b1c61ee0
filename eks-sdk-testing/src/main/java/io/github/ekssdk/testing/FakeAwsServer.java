package io.github.ekssdk.testing;

import io.github.ekssdk.spi.Time;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * A fake AWS account as a program, for the {@code aws} command, boto3, Terraform or tests in any language.
 *
 * <pre>
 * java -cp ... io.github.ekssdk.testing.FakeAwsServer --port 5055 --profile typical --speed real*60
 * </pre>
 *
 * <p>It prints the environment variables to set, and ends when it is interrupted. Everything below {@code /_fake-aws/} is about
 * the account itself; see {@link HttpDoor}.
 *
 * @since 0.1
 */
public final class FakeAwsServer implements AutoCloseable {
    private static final String USAGE = """
        Options, each with its default:
          --port 5055            port to listen at, 0 for a free one
          --host 127.0.0.1       address to listen at
          --profile instant      how long things take: instant, fast, typical or slow
          --speed virtual        virtual: time moves by POST /_fake-aws/advance?by=PT10M only;
                                 real: as the computer's; real*60: sixty times as fast
          --region eu-west-1     region of the account
          --account 123456789012 number of the account
          --strictness realistic realistic or lenient
          --seed 1               seed of ids and durations
          --ledger 10000         how many calls are remembered
          --journal 0            how many requests WireMock keeps for its verify
          --kubernetes           opens the Kubernetes API of each cluster that is described, and prints where
        """;
    private static final String KUBERNETES = "kubernetes";
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("port", "5055"),
            Map.entry("host", "127.0.0.1"),
            Map.entry("profile", "instant"),
            Map.entry("speed", "virtual"),
            Map.entry("region", "eu-west-1"),
            Map.entry("account", "123456789012"),
            Map.entry("strictness", "realistic"),
            Map.entry("seed", "1"),
            Map.entry("ledger", "10000"),
            Map.entry("journal", "0"),
            Map.entry(KUBERNETES, "false"));
    private static final Duration LONG = Duration.ofDays(3650);

    private final FakeAws aws;
    private final HttpDoor door;
    private final Thread driver;

    private FakeAwsServer(FakeAws aws, HttpDoor door, Thread driver) {
        this.aws = aws;
        this.door = door;
        this.driver = driver;
    }

    /**
     * Starts a server with options as on the command line.
     *
     * @throws IllegalArgumentException if an option is unknown or has a bad value; the message lists those that there are
     */
    public static FakeAwsServer start(String... options) {
        return start(line -> {}, options);
    }

    static FakeAwsServer start(Consumer<String> say, String... options) {
        Map<String, String> chosen = options(options);
        FakeClock clock = clock(value(chosen, "speed"));
        FakeAws.Builder account = FakeAws.builder()
                .time(clock)
                .latency(LatencyProfile.named(value(chosen, "profile")))
                .region(value(chosen, "region"))
                .accountId(value(chosen, "account"))
                .strictness(strictness(value(chosen, "strictness")))
                .seed(Long.parseLong(value(chosen, "seed")))
                .ledgerSize(number(chosen, "ledger"))
                .acceptAnyCredentials();
        if (value(chosen, KUBERNETES).equals("true")) {
            account.kubernetes(opened -> say.accept("Kubernetes API of " + opened.name() + " in " + opened.region()
                    + ": " + opened.url() + " (aws eks update-kubeconfig --name " + opened.name() + " --region "
                    + opened.region() + ")"));
        }
        FakeAws aws = account.build();
        HttpDoor door = aws.openHttp(settings -> settings.host(value(chosen, "host"))
                .port(number(chosen, "port"))
                .requestJournal(number(chosen, "journal")));
        Thread driver = new Thread(() -> drive(clock), "fake-aws-time");
        driver.setDaemon(true);
        if (!value(chosen, "speed").equals("virtual")) {
            driver.start();
        }
        return new FakeAwsServer(aws, door, driver);
    }

    private static void drive(FakeClock clock) {
        try {
            clock.advance(LONG);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> options(String... options) {
        Map<String, String> chosen = new TreeMap<>(DEFAULTS);
        List<String> words = List.of(options);
        for (int i = 0; i < words.size(); i += 2) {
            String name = words.get(i).startsWith("--") ? words.get(i).substring(2) : "";
            if (name.equals(KUBERNETES)) {
                chosen.put(KUBERNETES, "true");
                i--;
                continue;
            }
            if (!DEFAULTS.containsKey(name) || i + 1 == words.size()) {
                throw new IllegalArgumentException(
                        "'" + words.get(i) + "' is no option, or lacks its value.\n" + USAGE);
            }
            chosen.put(name, words.get(i + 1));
        }
        return chosen;
    }

    private static String value(Map<String, String> chosen, String name) {
        return chosen.getOrDefault(name, "");
    }

    private static int number(Map<String, String> chosen, String name) {
        try {
            return Integer.parseInt(value(chosen, name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " takes a number, not '" + value(chosen, name) + "'.", e);
        }
    }

    private static Strictness strictness(String word) {
        return switch (word) {
            case "realistic" -> Strictness.REALISTIC;
            case "lenient" -> Strictness.LENIENT;
            default -> throw new IllegalArgumentException("--strictness is realistic or lenient, not '" + word + "'.");
        };
    }

    private static FakeClock clock(String speed) {
        Instant now = Time.system().now();
        if (speed.equals("virtual")) {
            return new FakeClock(now);
        }
        return FakeClock.shown(now, factor(speed));
    }

    private static double factor(String speed) {
        try {
            if (speed.equals("real")) {
                return 1;
            }
            if (speed.startsWith("real*")) {
                return Double.parseDouble(speed.substring("real*".length()));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--speed real*60 takes a number, not '" + speed + "'.", e);
        }
        throw new IllegalArgumentException("--speed is virtual, real or real*60, not '" + speed + "'.");
    }

    /** The account. */
    public FakeAws aws() {
        return aws;
    }

    /** The way to it. */
    public HttpDoor door() {
        return door;
    }

    /** What to set so that clients find the server, one variable a line. */
    public String environment() {
        AwsCredentials credentials = aws.credentials().resolveCredentials();
        return String.join(
                "\n",
                "export AWS_ENDPOINT_URL=" + door.url(),
                "export AWS_ACCESS_KEY_ID=" + credentials.accessKeyId(),
                "export AWS_SECRET_ACCESS_KEY=" + credentials.secretAccessKey(),
                "export AWS_DEFAULT_REGION=" + aws.region(),
                "export AWS_REGION=" + aws.region());
    }

    /** Stops the server and its time. */
    @Override
    public void close() {
        driver.interrupt();
        door.close();
        aws.close();
    }

    /** Starts a server and tells how to reach it; ends with the process. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        System.exit(run(System.out, args));
    }

    /** Runs until the process is told to end; returns its exit code. */
    static int run(PrintStream out, String... args) {
        if (List.of(args).contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        FakeAwsServer server;
        try {
            server = start(
                    line -> {
                        out.println(line);
                        out.flush();
                    },
                    args);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return 2;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "fake-aws-end"));
        out.printf(
                Locale.ROOT,
                "Fake AWS account %s listens at %s%n%n%s%n%nAbout itself: %s/_fake-aws/time%n",
                server.aws.accountId(),
                server.door.url(),
                server.environment(),
                server.door.url());
        out.flush();
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            server.close();
        }
        return 0;
    }
}
