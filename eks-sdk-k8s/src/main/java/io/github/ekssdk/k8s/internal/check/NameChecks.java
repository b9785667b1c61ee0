package io.github.ekssdk.k8s.internal.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How objects are called, and whether two are the same.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">Object names in Kubernetes</a>
 */
final class NameChecks {

    private static final String LABEL = "[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?";
    private static final Pattern DNS_LABEL = Pattern.compile(LABEL);
    private static final Pattern DNS_SUBDOMAIN = Pattern.compile("[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?");
    private static final Pattern SERVICE = Pattern.compile("[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?");
    private static final int LONGEST = 253;

    private static final String OF_ROLES = "rbac.authorization.k8s.io";

    /** Namespaces that every cluster has. */
    private static final Set<String> PRESENT = Set.of("default", "kube-system", "kube-public", "kube-node-lease");

    private final ObjectSet objects;
    private final CustomKinds custom;
    private final Findings findings;
    private final Set<String> namespaces;

    NameChecks(ObjectSet objects, CustomKinds custom, Findings findings) {
        this.objects = objects;
        this.namespaces = objects.of("", "Namespace")
                .map(namespace -> namespace.object().name())
                .collect(Collectors.toSet());
        this.custom = custom;
        this.findings = findings;
    }

    void run() {
        Map<String, Described> seen = new HashMap<>();
        for (Described object : objects.all()) {
            name(object);
            namespace(object);
            Described first = seen.putIfAbsent(identity(object), object);
            if (first != null) {
                findings.problem(
                        object,
                        first.component().equals(object.component())
                                ? "The component describes it twice."
                                : "The component '" + first.component() + "' describes it too.",
                        "An object is described once; take it out of one of the places.");
            }
        }
    }

    private static String identity(Described object) {
        return object.object().group() + " " + object.object().kind() + " " + object.namespace() + " "
                + object.object().name();
    }

    private void name(Described object) {
        String name = object.object().name();
        if (name.contains("${")) {
            return;
        }
        if (object.object().group().equals(OF_ROLES)) {
            if (name.contains("/") || name.contains("%") || name.equals(".") || name.equals("..")) {
                findings.problem(object, "'" + name + "' cannot be a part of a path.", "Write no '/' and no '%'.");
            }
        } else if (object.is("", "Namespace")) {
            fits(
                    object,
                    DNS_LABEL,
                    "Write at most 63 lower-case letters, digits and hyphens, a letter or digit at both" + " ends.");
        } else if (object.is("", "Service")) {
            fits(
                    object,
                    SERVICE,
                    "Write at most 63 lower-case letters, digits and hyphens, a letter first and a letter"
                            + " or digit last.");
        } else {
            fits(
                    object,
                    DNS_SUBDOMAIN,
                    "Write at most 253 lower-case letters, digits, hyphens and dots, a letter or"
                            + " digit at both ends.");
        }
    }

    private void fits(Described object, Pattern form, String hint) {
        String name = object.object().name();
        if (name.length() > LONGEST || !form.matcher(name).matches()) {
            findings.problem(object, "Kubernetes does not take the name '" + name + "'.", hint);
        }
    }

    private void namespace(Described object) {
        Optional<Boolean> namespaced = BuiltInKinds.namespaced(object)
                .or(() -> custom.namespaced(
                        object.object().group(), object.object().kind()));
        Optional<String> namespace = object.object().namespace();
        if (namespaced.equals(Optional.of(false)) && namespace.isPresent()) {
            findings.problem(
                    object,
                    "Objects of the kind " + object.object().kind() + " are in no namespace.",
                    "Leave metadata.namespace out.");
        } else if (namespaced.equals(Optional.of(true)) && namespace.isEmpty()) {
            findings.warning(object, "No namespace is named, so it goes to the one called 'default'.");
        }
        namespace
                .filter(name -> !PRESENT.contains(name) && !namespaces.contains(name))
                .ifPresent(name -> findings.warning(
                        object, "No component describes the namespace '" + name + "'; it has to be there already."));
    }
}
