package io.github.ekssdk.error;

import static java.util.Objects.requireNonNull;

/**
 * A resource of the wanted name exists and does not belong to this SDK: it lacks the ownership tags. It was not
 * touched.
 *
 * @since 0.1
 */
public class ForeignResourceException extends EksSdkException {

    private final String stepId;
    private final String resource;

    /**
     * Refuses to touch a resource.
     *
     * @param stepId the resource as plans name it, for example {@code cluster/prod}
     * @param resource the ARN, id or name under which AWS knows it
     * @param howToAdopt a sentence that says what to do to give it into the SDK's care, or how to stay clear of it
     */
    public ForeignResourceException(String stepId, String resource, String howToAdopt) {
        super(
                resource + " stands where " + stepId
                        + " should be, but this SDK does not own it, so it was left alone. " + howToAdopt,
                null);
        this.stepId = requireNonNull(stepId, "stepId");
        this.resource = requireNonNull(resource, "resource");
    }

    /** The resource as plans name it. */
    public String stepId() {
        return stepId;
    }

    /** The ARN, id or name under which AWS knows the resource. */
    public String resource() {
        return resource;
    }
}
