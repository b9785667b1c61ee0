package io.github.ekssdk.simulation;

import io.github.ekssdk.testing.FaultPoint;
import java.util.function.Consumer;

/**
 * Something that happens to one call.
 *
 * @param name what it is, for the report
 * @param crashes whether the process dies of it
 * @param refuses whether AWS does nothing and says so
 * @param inject puts it on a call
 */
record Fault(String name, boolean crashes, boolean refuses, Consumer<FaultPoint> inject) {

    static final Fault DIES_BEFORE_SENDING = new Fault("dies before it is sent", true, false, FaultPoint::crashBefore);
    static final Fault DIES_UNANSWERED =
            new Fault("takes effect, the answer is lost, the process dies", true, false, FaultPoint::crashAfterEffect);
    static final Fault LIVES_UNANSWERED =
            new Fault("takes effect, the answer is lost, the process lives", false, false, FaultPoint::loseResponse);
    static final Fault DIES_ANSWERED =
            new Fault("is answered, the process dies", true, false, FaultPoint::crashAfterResponse);

    static Fault error(io.github.ekssdk.testing.DeclaredError error) {
        return new Fault(
                "fails with " + error.code(),
                false,
                true,
                point -> point.failBefore(error.status(), error.code(), "The simulation says so"));
    }
}
