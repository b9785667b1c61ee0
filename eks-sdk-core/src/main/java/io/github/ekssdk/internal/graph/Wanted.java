package io.github.ekssdk.internal.graph;

import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A resource to be made or changed, with every output it needs filled in.
 *
 * @param owner the cluster it belongs to
 * @param id its id, such as {@code subnet/private-a}
 * @param properties its settings
 * @param incarnation differs each time the resource is made anew after a failure
 */
public record Wanted(Owner owner, String id, Properties properties, String incarnation) {

    /** Returns the part of the id after the slash. */
    public String name() {
        return id.substring(id.indexOf('/') + 1);
    }

    /** Returns the wanted tags together with the marks of ownership. */
    public Map<String, String> tags() {
        return owner.tags(id, properties.map("tags"));
    }

    /**
     * Sets tags, and removes those that a former spec wanted of the resource and this one does not.
     *
     * @param tags the tags to set
     * @param set sets tags in one call
     * @param remove removes the tags of some keys in one call
     */
    public void retag(
            ResourceState now,
            Map<String, String> tags,
            Consumer<Map<String, String>> set,
            Consumer<List<String>> remove) {
        set.accept(tags);
        List<String> stale = Owner.staleTags(now, properties.map("tags"));
        if (!stale.isEmpty()) {
            remove.accept(stale);
        }
    }

    /**
     * Returns the client token for an intent: the same for the same cluster, resource, incarnation and settings, whoever
     * asks and however often; 64 characters, which both EC2 and EKS accept.
     */
    public String token(String operation, Object intent) {
        return Owner.sha256(String.join("\n", operation, owner.toString(), id, incarnation, intent.toString()));
    }

    /** Returns the client token for making the resource. */
    public String token(String operation) {
        return token(operation, properties);
    }
}
