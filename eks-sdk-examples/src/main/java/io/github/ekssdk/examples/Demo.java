package io.github.ekssdk.examples;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.event.Timeline;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spi.Time;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.FakeClock;
import io.github.ekssdk.testing.HttpDoor;
import io.github.ekssdk.testing.LatencyProfile;
import java.nio.file.Path;

/**
 * Plans the cluster of an example, creates it, shows it and deletes it again: on a fake AWS account that lives in this program, or
 * with {@code --aws} on yours.
 */
final class Demo {

    private final Options options;
    private final Time time;
    private final Screen screen;
    private final Example example;

    Demo(Example example, Options options, Time time, Screen screen) {
        this.example = example;
        this.options = options;
        this.time = time;
        this.screen = screen;
    }

    /** Runs an example as the arguments say and ends the program; {@code --help} lists them. */
    static void main(Example example, String... args) {
        Screen screen = Screen.ofTerminal();
        Options options = Options.parseOrExit(args, screen);
        Time time =
                options.aws() ? Time.system() : FakeClock.shown(Time.system().now(), options.speed());
        System.exit(new Demo(example, options, time, screen).run());
    }

    /** Returns the exit code of the program. */
    int run() {
        try {
            if (options.aws()) {
                onAws();
            } else {
                onFakeAws();
            }
            return 0;
        } catch (EksSdkException failure) {
            screen.error(String.valueOf(failure.getMessage()));
            return 1;
        }
    }

    private void onFakeAws() {
        try (FakeAws aws = fakeAccount();
                HttpDoor door = aws.openHttp();
                EksManager eks = Eks.connect(config -> config.region(aws.region())
                        .credentials(aws.credentials())
                        .endpoint(door.url())
                        .time(time))) {
            example.beforehand(aws);
            screen.title("A fake AWS account at " + door.url());
            screen.print(Hints.inventory(aws) + " " + options.pace());
            create(eks, plan(eks));
            screen.title("The aws tool sees it too, while this program runs");
            screen.print(Hints.awsTool(door.url(), aws.region(), options));
            if (options.keep()) {
                screen.waitForEnter(time);
                return;
            }
            delete(eks);
            screen.title("What is left in the account");
            screen.print(Hints.inventory(aws));
        }
    }

    private FakeAws fakeAccount() {
        FakeAws.Builder account = FakeAws.builder();
        if (!example.readBack().isEmpty()) {
            account = account.kubernetes();
        }
        return account.time(time)
                .latency(LatencyProfile.typical())
                .region(options.region().orElse("eu-west-1"))
                .withoutDefaultVpc()
                .acceptAnyCredentials()
                .build();
    }

    private void onAws() {
        try (EksManager eks = Eks.connect(config -> options.region().ifPresent(config::region))) {
            screen.title("Your AWS account " + eks.accountId() + ", region " + eks.region());
            Plan plan = plan(eks);
            if (!options.yes()) {
                screen.print(Hints.costs());
                return;
            }
            create(eks, plan);
            if (options.keep()) {
                return;
            }
            delete(eks);
            screen.title("What is left in the account");
            Plan again = eks.planDelete(options.name());
            screen.print(again.isEmpty() ? "Nothing of " + options.name() + "." : again.render());
        }
    }

    private Plan plan(EksManager eks) {
        Plan plan = eks.plan(example.spec(options.name()));
        screen.title("Plan");
        screen.print(plan.render());
        return plan;
    }

    private void create(EksManager eks, Plan plan) {
        screen.title("Create");
        // tag::create
        Timeline timeline = Timeline.of(plan);
        Cluster cluster = eks.apply(plan, screen.progress(plan, time.clock()).and(timeline));
        // end::create

        screen.title("Cluster");
        screen.print(Hints.describe(cluster));
        screen.title("What ran when");
        screen.print(timeline.render());
        writeKubeconfig(cluster);
        example.show(eks, cluster, screen);
        if (!example.readBack().isEmpty()) {
            readBack(cluster);
        }
    }

    private void readBack(Cluster cluster) {
        screen.title("Read back with kubectl");
        Kubectl.find()
                .ifPresentOrElse(
                        kubectl -> example.readBack().forEach(what -> screen.print(kubectl.run(cluster, what))),
                        () -> screen.print("kubectl is not on the path, so this is skipped."));
    }

    private void writeKubeconfig(Cluster cluster) {
        Path file = options.kubeconfig();
        cluster.kubeconfig().writeTo(file);
        screen.title("Kubeconfig");
        screen.print(Hints.kubeconfig(file, options, !example.readBack().isEmpty()));
    }

    private void delete(EksManager eks) {
        screen.title("Delete");
        Plan plan = eks.planDelete(options.name());
        eks.apply(plan, screen.progress(plan, time.clock()));
    }
}
