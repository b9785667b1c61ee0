package io.github.ekssdk.k8s.awsauth;

import java.util.List;
import java.util.Map;

/** Something that is to be done to aws-auth, whatever else stands there by then. */
interface Merge {

    /**
     * What comes of it.
     *
     * @param document the changed document
     * @param changes what changes in it
     * @param warnings what the reader should know
     */
    record Result(Document document, List<AwsAuthChange> changes, List<String> warnings) {}

    /** Merges it into what stands there now. */
    Result into(Document now);

    /** Reads what it is to be merged into. */
    default Document read(Map<String, String> data) {
        return Document.read(AwsAuth.CONFIG_MAP, data);
    }
}
