package io.github.ekssdk.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What AWS says of one resource.
 *
 * @param id the resource's id in plans and events, such as {@code subnet/private-a}
 * @param physicalId what AWS calls it, such as {@code subnet-0a1b} or an ARN
 * @param status AWS's word for its state, in AWS's spelling; {@code available} where AWS keeps no state
 * @param properties its settings, by the names that plans use
 * @param outputs what other resources need of it, such as an endpoint or an ARN
 * @param issues what AWS reports to be wrong with it; empty when it is healthy
 * @since 0.1
 */
public record ResourceState(
        String id,
        String physicalId,
        String status,
        Map<String, Object> properties,
        Map<String, String> outputs,
        List<String> issues) {

    /** Copies the collections. */
    public ResourceState {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        issues = Collections.unmodifiableList(new ArrayList<>(issues));
    }

    /** Returns the kind of the resource, the part of its id before the slash. */
    public String kind() {
        return id.substring(0, id.indexOf('/'));
    }

    /** Returns an output, or nothing if the resource does not have it (yet). */
    public Optional<String> output(String name) {
        return Optional.ofNullable(outputs.get(name));
    }
}
