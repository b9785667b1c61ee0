package io.github.ekssdk.examples;

import io.github.ekssdk.internal.DurationText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the quick start was asked to do.
 *
 * @param aws whether to use a real account
 * @param yes whether a real account may be changed
 * @param keep whether the cluster stays
 * @param help whether only to say what there is
 * @param name the cluster's name
 * @param region the region, or that of the environment
 * @param speed how fast the fake account's clock runs
 */
record Options(
        boolean aws, boolean yes, boolean keep, boolean help, String name, Optional<String> region, double speed) {

    static final String USAGE = """
            Plans, creates, shows and deletes an EKS cluster; on a fake AWS account unless told otherwise.

              --name NAME      the cluster's name (demo)
              --region REGION  the region (eu-west-1; on AWS that of your environment)
              --keep           leave the cluster there; the fake account then stays open until you press Enter
              --speed FACTOR   how many times faster than yours the fake account's clock runs (200)
              --aws            use your own account, by the default credentials chain, and only plan
              --yes            with --aws: also create and delete, which costs money""";

    /** Ends the program if there is nothing to do or if what was asked cannot be understood. */
    static Options parseOrExit(String[] args, Screen screen) {
        try {
            Options options = parse(args);
            if (options.help()) {
                screen.print(USAGE);
                System.exit(0);
            }
            return options;
        } catch (IllegalArgumentException mistake) {
            screen.error(mistake.getMessage() + "\n\n" + USAGE);
            System.exit(2);
            throw mistake;
        }
    }

    static Options parse(String... args) {
        Parser parser = new Parser();
        Stream<String> words = Arrays.stream(args).flatMap(arg -> Stream.of(arg.split("=", 2)));
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            parser.take(rest.next(), rest);
        }
        return parser.options();
    }

    /** Where to write the kubeconfig: among the files of the build if this runs in one. */
    Path kubeconfig() {
        Path target = Path.of("target");
        return Files.isDirectory(target) ? target.resolve(name + ".kubeconfig").toAbsolutePath() : temporaryFile();
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("eks-sdk-", ".kubeconfig");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How fast the fake account's clock runs. */
    String pace() {
        String real = DurationText.of(Duration.ofMillis((long) (60_000 / speed)));
        return "A minute of its time takes " + real + " of yours.";
    }

    /** Collects the arguments. */
    private static final class Parser {
        private boolean aws;
        private boolean yes;
        private boolean keep;
        private boolean help;
        private String name = "demo";
        private Optional<String> region = Optional.empty();
        private double speed = 200;

        void take(String arg, Iterator<String> rest) {
            switch (arg) {
                case "--aws" -> aws = true;
                case "--yes" -> yes = true;
                case "--keep" -> keep = true;
                case "--help", "-h" -> help = true;
                case "--name" -> name = value(arg, rest);
                case "--region" -> region = Optional.of(value(arg, rest));
                case "--speed" -> speed = factor(value(arg, rest));
                default -> throw new IllegalArgumentException("There is no option " + arg + ".");
            }
        }

        private static String value(String arg, Iterator<String> rest) {
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(arg + " needs a value.");
            }
            return rest.next();
        }

        private static double factor(String text) {
            try {
                double factor = Double.parseDouble(text);
                if (factor > 0 && factor <= 10_000) {
                    return factor;
                }
            } catch (NumberFormatException noNumber) {
                // Refused below, like a number out of range.
            }
            throw new IllegalArgumentException("--speed needs a number above 0 and up to 10000, not " + text + ".");
        }

        Options options() {
            return new Options(aws, yes, keep, help, name, region, speed);
        }
    }
}
