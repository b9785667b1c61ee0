package io.github.ekssdk.internal.engine;

import io.github.ekssdk.internal.aws.AwsFault;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Tells from an operation, a code and a message what a failure means, for AWS says the same thing in several ways. */
final class Classifier {

    /** What a failure means, and how long and how often it is worth trying again. */
    enum Meaning {
        /** A role or permission that was just made has not reached every part of AWS. */
        PROPAGATION(2, 5, 300),
        /** A resource that was just made is not visible everywhere. */
        VISIBILITY(1, 5, 300),
        /** Another update or operation is in progress. */
        IN_PROGRESS(3, 5, 3600),
        /** Something still holds on to the resource. */
        DEPENDENCY(2, 15, 1200),
        /** Too many calls. */
        THROTTLED(1, 20, 900),
        /** AWS failed, or its answer was lost; what was asked for may have happened. */
        AMBIGUOUS(1, 10, 300),
        /** What was asked for is so already; to be looked at again. */
        EXISTS(1, 2, 60),
        /** The credentials were refused; whoever provides them may be about to renew them. */
        CREDENTIALS(5, 5, 12),
        /** Who was let in a moment ago is not known everywhere in the cluster. */
        LOGIN(2, 10, 180),
        /** There is no way to the cluster; its address may not be known everywhere yet. */
        UNREACHABLE(5, 15, 180),
        /** Waiting does not help. */
        FINAL(0, 0, 0);

        private final Duration first;
        private final Duration most;
        private final Duration window;

        Meaning(long firstSeconds, long mostSeconds, long windowSeconds) {
            this.first = Duration.ofSeconds(firstSeconds);
            this.most = Duration.ofSeconds(mostSeconds);
            this.window = Duration.ofSeconds(windowSeconds);
        }

        /** Returns how long to wait before a try, given how many have failed in this way. */
        Duration delay(int failures) {
            Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, 10));
            return doubled.compareTo(most) > 0 ? most : doubled;
        }

        /** Returns for how long to go on trying. */
        Duration window() {
            return window;
        }
    }

    private static final List<String> PROPAGATING = List.of(
            "could not be assumed",
            "does not exist",
            "error in role params",
            "doesn't have the amazon eks managed policies",
            "iam role's policy must include",
            "trust policy",
            "is invalid: invalid principal",
            "does not have the required",
            "explicit deny policy or revoked grant",
            "propagat");

    private static final String KUBERNETES = "kubernetes";

    private Classifier() {}

    static Meaning classify(AwsFault fault) {
        if (fault.error().service().equals(KUBERNETES)) {
            return inside(fault);
        }
        if (throttled(fault)) {
            return Meaning.THROTTLED;
        }
        if (fault.ambiguous()) {
            return Meaning.AMBIGUOUS;
        }
        if (fault.credentialsRefused()) {
            return Meaning.CREDENTIALS;
        }
        return switch (fault.code()) {
            case "ResourceInUseException" -> inUse(fault);
            case "InvalidRequestException" ->
                mentions(fault, "in progress", "currently", "not active") ? Meaning.IN_PROGRESS : Meaning.FINAL;
            case "InvalidParameterException" ->
                PROPAGATING.stream().anyMatch(text(fault)::contains) ? Meaning.PROPAGATION : Meaning.FINAL;
            case "ValidationError" -> mentions(fault, "instance profile") ? Meaning.PROPAGATION : Meaning.FINAL;
            case "ScalingActivityInProgress", "ResourceContention", "InstanceRefreshInProgress" -> Meaning.IN_PROGRESS;
            case "ResourcePropagationDelayException" -> Meaning.PROPAGATION;
            case "DependencyViolation",
                    "DeleteConflict",
                    "InvalidIPAddress.InUse",
                    "InvalidPlacementGroup.InUse",
                    "ResourceInUse",
                    "AuthFailure" -> Meaning.DEPENDENCY;
            case "ConcurrentModification", "IncorrectState", "OperationAbortedException" -> Meaning.IN_PROGRESS;
            case "InvalidSubnet.Conflict" -> Meaning.EXISTS;
            default -> other(fault);
        };
    }

    /** The Kubernetes API says what it means by the reason of a Status. */
    private static Meaning inside(AwsFault fault) {
        if (throttled(fault)) {
            return Meaning.THROTTLED;
        }
        return switch (fault.code()) {
            case "Unreachable" -> Meaning.UNREACHABLE;
            case "Untrusted" -> Meaning.FINAL;
            case "Unauthorized" -> Meaning.LOGIN;
            case "Forbidden" -> mentions(fault, "is being terminated") ? Meaning.IN_PROGRESS : Meaning.LOGIN;
            case "NotFound" -> Meaning.VISIBILITY;
            default -> fault.ambiguous() ? Meaning.AMBIGUOUS : Meaning.FINAL;
        };
    }

    private static Meaning other(AwsFault fault) {
        if (fault.alreadySo()) {
            return Meaning.EXISTS;
        }
        return fault.notFound() ? Meaning.VISIBILITY : Meaning.FINAL;
    }

    /** Three things under one name: it exists already, it is being updated, or something is attached to it. */
    private static Meaning inUse(AwsFault fault) {
        if (mentions(fault, "already exists", "already in use")) {
            return Meaning.EXISTS;
        }
        return mentions(fault, "attached") ? Meaning.DEPENDENCY : Meaning.IN_PROGRESS;
    }

    private static boolean throttled(AwsFault fault) {
        return switch (fault.code()) {
            case "RequestLimitExceeded",
                    "Throttling",
                    "ThrottlingException",
                    "TooManyRequestsException",
                    "RequestThrottled",
                    "RequestThrottledException",
                    "SlowDown" -> true;
            default -> fault.error().statusCode() == 429;
        };
    }

    private static boolean mentions(AwsFault fault, String... phrases) {
        return List.of(phrases).stream().anyMatch(text(fault)::contains);
    }

    private static String text(AwsFault fault) {
        return fault.error().message().toLowerCase(Locale.ROOT);
    }
}
