package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.AwsRefusal;

/** Whether an account may use EC2 yet: its sign-up may not be finished, or not be verified. */
final class Activation {
    private static final String NOT_SIGNED_UP = "OptInRequired";
    private static final String NOT_VERIFIED = "PendingVerification";

    private String refusal = "";

    void be(String anotherRefusal) {
        refusal = anotherRefusal;
    }

    /** Refuses any call of an account that is not signed up. */
    void admit() {
        if (refusal.equals(NOT_SIGNED_UP)) {
            throw new AwsRefusal(
                    401,
                    NOT_SIGNED_UP,
                    "You are not subscribed to this service. Please go to http://aws.amazon.com to subscribe.");
        }
    }

    /** Refuses launches of an account that may not launch anything yet. */
    void admitLaunch() {
        admit();
        if (refusal.equals(NOT_VERIFIED)) {
            throw Refusals.badRequest(
                    NOT_VERIFIED,
                    "Your account is currently being verified. Verification normally takes less than 2 hours. Until"
                            + " your account is verified, you may not be able to launch additional instances or create"
                            + " additional volumes.");
        }
    }
}
