package io.github.ekssdk.simulation;

import io.github.ekssdk.testing.FaultPoint;
import java.util.function.Consumer;

/**
 * Something that happens to one call.
 *
 * @param name what it is, for the report
 * @param crashes whether the process dies of it
 * @param inject puts it on a call
 */
record Fault(String name, boolean crashes, Consumer<FaultPoint> inject) {

    static final Fault DIES_BEFORE_SENDING = new Fault("dies before it is sent", true, FaultPoint::crashBefore);
    static final Fault DIES_UNANSWERED =
            new Fault("takes effect, the answer is lost, the process dies", true, FaultPoint::crashAfterEffect);
    static final Fault LIVES_UNANSWERED =
            new Fault("takes effect, the answer is lost, the process lives", false, FaultPoint::loseResponse);
    static final Fault DIES_ANSWERED = new Fault("is answered, the process dies", true, FaultPoint::crashAfterResponse);

    static Fault error(io.github.ekssdk.testing.DeclaredError error) {
        return new Fault(
                "fails with " + error.code(),
                false,
                point -> point.failBefore(error.status(), error.code(), "The simulation says so"));
    }
}
