package io.github.ekssdk.testing.internal.service.cloudformation;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;

/** One resource of a stack, as far as it has come. */
final class Made {
    private final String logicalId;
    private final Kind kind;
    private Map<String, Object> properties;
    private String physicalId = "";
    private ResourceStatus status = ResourceStatus.CREATE_IN_PROGRESS;
    private @Nullable String reason;
    private Instant changedAt;

    /** @param properties with all functions worked out */
    Made(String logicalId, Kind kind, Map<String, Object> properties, Instant now) {
        this.logicalId = logicalId;
        this.kind = kind;
        this.properties = properties;
        this.changedAt = now;
    }

    String logicalId() {
        return logicalId;
    }

    Kind kind() {
        return kind;
    }

    Map<String, Object> properties() {
        return properties;
    }

    void properties(Map<String, Object> changed) {
        properties = changed;
    }

    String physicalId() {
        return physicalId;
    }

    void physicalId(String id) {
        physicalId = id;
    }

    /** Whether there is something behind it. */
    boolean exists() {
        return !physicalId.isEmpty() && status != ResourceStatus.DELETE_COMPLETE;
    }

    ResourceStatus status() {
        return status;
    }

    @Nullable String reason() {
        return reason;
    }

    Instant changedAt() {
        return changedAt;
    }

    void turn(ResourceStatus newStatus, @Nullable String why, Instant now) {
        status = newStatus;
        reason = why;
        changedAt = now;
    }

    boolean isComplete() {
        return status == ResourceStatus.CREATE_COMPLETE || status == ResourceStatus.UPDATE_COMPLETE;
    }
}
