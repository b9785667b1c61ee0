package io.github.ekssdk.error;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A limit that AWS sets on an account.
 *
 * @param service the service by its Service Quotas code, for example {@code vpc}
 * @param name what is limited, for example {@code VPCs per Region}
 * @param code the Service Quotas code, for example {@code L-F678F1CE}; empty when not known
 * @param limit the value in force, empty when AWS did not say
 * @since 0.1
 */
public record Quota(String service, String name, Optional<String> code, OptionalLong limit) {

    /** Takes the parts as they are. */
    public Quota {
        requireNonNull(service, "service");
        requireNonNull(name, "name");
        requireNonNull(code, "code");
        requireNonNull(limit, "limit");
    }

    /** The page of the Service Quotas console where an increase is asked for; choose the region there. */
    public String increaseLink() {
        return "https://console.aws.amazon.com/servicequotas/home/services/" + service + "/quotas"
                + code.map(id -> "/" + id).orElse("");
    }
}
