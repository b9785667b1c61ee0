package io.github.ekssdk.testing.internal.service.eks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What Kubernetes and EKS accept as labels of nodes. */
final class NodeLabels {
    private static final int LONGEST = 63;
    private static final int MOST = 50;
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final Pattern PREFIX =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final List<String> RESERVED = List.of("kubernetes.io/", "k8s.io/", "eks.amazonaws.com/");

    private NodeLabels() {}

    static void check(Map<String, String> labels) {
        checkCount(labels.size());
        labels.forEach((key, value) -> {
            checkKey(key, "label");
            if (value == null || value.isEmpty() || !isValue(value)) {
                throw EksRefusals.invalidParameter(
                        "The value '" + value + "' of label " + key
                                + " must have 1 to 63 letters, digits, '-', '_' or '.', and begin and end with a letter or digit");
            }
        });
    }

    static void checkCount(int labels) {
        if (labels > MOST) {
            throw EksRefusals.invalidParameter("At most " + MOST + " labels can be specified, not " + labels);
        }
    }

    static void checkKeys(Collection<String> keys) {
        keys.forEach(key -> checkKey(key, "label"));
    }

    /** Checks a key of a label or a taint. */
    static void checkKey(String key, String what) {
        int slash = key.indexOf('/');
        String prefix = slash < 0 ? "" : key.substring(0, slash);
        String name = key.substring(slash + 1);
        boolean prefixed = slash < 0 || PREFIX.matcher(prefix).matches();
        if (key.isEmpty() || key.length() > LONGEST || !prefixed || !isValue(name)) {
            throw EksRefusals.invalidParameter(
                    "The " + what + " key '" + key + "' is invalid: keys have 1 to 63 characters,"
                            + " an optional DNS prefix and '/', then letters, digits, '-', '_' or '.'");
        }
        if (what.equals("label") && RESERVED.stream().anyMatch(key::startsWith)) {
            throw EksRefusals.invalidParameter("Label cannot contain reserved prefixes " + RESERVED);
        }
    }

    static boolean isValue(String value) {
        return value.length() <= LONGEST && VALUE.matcher(value).matches();
    }
}
