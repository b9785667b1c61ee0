package io.github.ekssdk.internal.lower;

import java.util.Map;

/** What the parts of a network are called, and their tags. */
record NetworkNames(LoweringContext context) {

    /** Returns the tags of a part of the network with its name. */
    Map<String, String> tags(String name) {
        Map<String, String> tags = context.tags(context.spec().vpc().tags());
        tags.putIfAbsent("Name", name);
        return tags;
    }

    /** Returns the letter of a zone, or its whole name where it does not begin with the region's. */
    String suffix(String zone) {
        String region = context.owner().region();
        return zone.startsWith(region) && zone.length() > region.length() ? zone.substring(region.length()) : zone;
    }
}
