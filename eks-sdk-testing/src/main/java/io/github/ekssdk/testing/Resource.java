package io.github.ekssdk.testing;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * One live thing of the fake account, as {@code inventory()} lists it.
 *
 * @param type service and kind, such as {@code ec2:subnet}
 * @param id what AWS calls the thing: an id, or the name where AWS has only names
 * @param status state as AWS words it, empty where the kind has none
 * @param attributes what tells the thing from others of its kind, sorted by name
 * @param tags tags, sorted by key
 * @since 0.1
 */
public record Resource(String type, String id, String status, Map<String, String> attributes, Map<String, String> tags)
        implements Comparable<Resource> {
    private static final Comparator<Resource> ORDER =
            Comparator.comparing(Resource::type).thenComparing(Resource::id);

    /** Keeps sorted copies of the attributes and tags. */
    public Resource {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    @Override
    public int compareTo(Resource other) {
        return ORDER.compare(this, other);
    }
}
