package io.github.ekssdk.testing.internal.service.eks;

import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.Capability;
import software.amazon.awssdk.services.eks.model.CapabilityStatus;
import software.amazon.awssdk.services.eks.model.CapabilitySummary;

/** One capability of a cluster. */
final class CapabilityState {
    private final EksTags tags;
    private Capability capability;

    CapabilityState(Capability capability, EksTags tags) {
        this.capability = capability;
        this.tags = tags;
    }

    String name() {
        return capability.capabilityName();
    }

    String arn() {
        return capability.arn();
    }

    EksTags tags() {
        return tags;
    }

    Capability model() {
        return capability;
    }

    CapabilityStatus status() {
        return capability.status();
    }

    /** What updates of the capability are kept under. */
    String target() {
        return Updates.capability(name());
    }

    void change(Consumer<Capability.Builder> change) {
        capability = capability.copy(change);
    }

    Capability describe() {
        return capability.copy(b -> b.tags(tags.asMap()));
    }

    CapabilitySummary summary() {
        return CapabilitySummary.builder()
                .capabilityName(capability.capabilityName())
                .arn(capability.arn())
                .type(capability.type())
                .status(capability.status())
                .version(capability.version())
                .createdAt(capability.createdAt())
                .modifiedAt(capability.modifiedAt())
                .build();
    }
}
