package io.github.ekssdk.eksctl;

import java.util.Optional;
import java.util.regex.Pattern;

/** The words that eksctl takes for a Kubernetes version. */
final class Versions {

    private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+");

    private Versions() {}

    /** Returns the version; nothing where eksctl, or EKS, is to choose. What cannot be carried over stays unread. */
    static Optional<String> read(Section metadata) {
        metadata.expect("version", "");
        metadata.expect("version", "auto");
        return metadata.textIf("version", word -> NUMBER.matcher(word).matches());
    }
}
