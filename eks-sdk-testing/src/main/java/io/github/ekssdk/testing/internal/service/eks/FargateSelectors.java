package io.github.ekssdk.testing.internal.service.eks;

import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eks.model.FargateProfileSelector;

/** Which pods a Fargate profile takes: 1 to 5 selectors, each with a namespace and up to 5 labels, with wildcards. */
final class FargateSelectors {
    private static final int MOST_LABELS = 5;
    private static final int LONGEST_NAMESPACE = 63;
    private static final int LONGEST_LABEL = 63;
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9*?]([-a-z0-9*?]*[a-z0-9*?])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9*?]([-A-Za-z0-9_.*?]*[A-Za-z0-9*?])?)?");
    private static final Pattern LABEL_KEY =
            Pattern.compile("([a-z0-9*?]([-a-z0-9.*?]*[a-z0-9*?])?/)?[A-Za-z0-9*?]([-A-Za-z0-9_.*?]*[A-Za-z0-9*?])?");

    private FargateSelectors() {}

    static void check(List<FargateProfileSelector> selectors, int most) {
        if (selectors.isEmpty()) {
            throw EksRefusals.invalidParameter("At least one selector must be specified for a Fargate profile.");
        }
        if (selectors.size() > most) {
            throw EksRefusals.invalidParameter(
                    "A Fargate profile has at most " + most + " selectors, not " + selectors.size());
        }
        selectors.forEach(FargateSelectors::check);
    }

    private static void check(FargateProfileSelector selector) {
        String namespace = EksInput.required("selectors.namespace", selector.namespace());
        if (namespace.length() > LONGEST_NAMESPACE
                || !NAMESPACE.matcher(namespace).matches()) {
            throw EksRefusals.invalidParameter("The namespace of a Fargate profile selector is invalid: " + namespace);
        }
        if (selector.labels().size() > MOST_LABELS) {
            throw EksRefusals.invalidParameter("A Fargate profile selector has at most " + MOST_LABELS + " labels, not "
                    + selector.labels().size());
        }
        selector.labels().forEach(FargateSelectors::checkLabel);
    }

    private static void checkLabel(String key, String value) {
        String name = key.substring(key.indexOf('/') + 1);
        if (name.length() > LONGEST_LABEL || !LABEL_KEY.matcher(key).matches()) {
            throw EksRefusals.invalidParameter("The label key of a Fargate profile selector is invalid: " + key);
        }
        if (value.length() > LONGEST_LABEL || !LABEL_VALUE.matcher(value).matches()) {
            throw EksRefusals.invalidParameter("The label value of a Fargate profile selector is invalid: " + value);
        }
    }
}
