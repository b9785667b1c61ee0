package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What priority classes, webhooks and API services must hold. */
final class ContentRules {
    private static final int HIGHEST_PRIORITY = 1_000_000_000;
    private static final int LONGEST_TIMEOUT = 30;

    private ContentRules() {}

    static void priorityClass(ObjectNode one, Problems problems) {
        boolean ofSystem = Trees.name(one).startsWith("system-");
        boolean known =
                List.of("system-node-critical", "system-cluster-critical").contains(Trees.name(one));
        if (ofSystem && !known) {
            problems.forbidden(
                    "metadata.name",
                    "priority class names with 'system-' prefix are reserved for system use only. error: "
                            + Trees.name(one) + " is not a known system priority class");
        } else if (!ofSystem && Trees.number(one, 0, "value") > HIGHEST_PRIORITY) {
            problems.forbidden("value", "maximum allowed value of a user defined priority is " + HIGHEST_PRIORITY);
        }
    }

    static void webhook(ObjectNode webhook, String path, Problems problems) {
        String name = Trees.text(webhook, "name");
        if (!name.isEmpty() && name.split("\\.").length < 3) {
            problems.invalid(
                    path + ".name",
                    Trees.valueOf(name),
                    "should be a domain with at least three segments separated by dots");
        }
        JsonNode client = webhook.path("clientConfig");
        String url = Trees.text(client, "url");
        if (url.isEmpty() == !client.hasNonNull("service")) {
            problems.required(path + ".clientConfig", "exactly one of url or service is required");
        } else if (!url.isEmpty() && !url.startsWith("https://")) {
            problems.invalid(
                    path + ".clientConfig.url",
                    Trees.valueOf(url.replaceAll(":.*", "")),
                    "'https' is the only allowed URL scheme; desired format: https://host[/path]");
        }
        int timeout = Trees.number(webhook, 10, "timeoutSeconds");
        if (timeout < 1 || timeout > LONGEST_TIMEOUT) {
            problems.invalid(
                    path + ".timeoutSeconds",
                    Trees.valueOf(timeout),
                    "the timeout value must be between 1 and 30 seconds");
        }
        JsonNode versions = webhook.path("admissionReviewVersions");
        List<String> given = Trees.list(versions);
        if (!given.isEmpty() && !given.contains("v1") && !given.contains("v1beta1")) {
            problems.invalid(path + ".admissionReviewVersions", versions, "must include at least one of v1, v1beta1");
        }
    }

    static void apiService(ObjectNode service, Problems problems) {
        String expected = Trees.text(service, "spec", "version") + "." + Trees.text(service, "spec", "group");
        if (!Trees.name(service).equals(expected)) {
            problems.invalid(
                    "metadata.name",
                    Trees.valueOf(Trees.name(service)),
                    "must be `spec.version+\".\"+spec.group`: \"" + expected + "\"");
        }
        boolean trusts = !Trees.text(service, "spec", "caBundle").isEmpty();
        if (trusts && Trees.at(service, "spec", "insecureSkipTLSVerify").asBoolean()) {
            problems.invalid(
                    "spec.insecureSkipTLSVerify", Trees.valueOf(true), "may not be true if caBundle is present");
        }
    }
}
