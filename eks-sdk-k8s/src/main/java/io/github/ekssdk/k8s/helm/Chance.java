package io.github.ekssdk.k8s.helm;

import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.internal.graph.LateText;
import io.github.ekssdk.internal.graph.Output;
import io.github.ekssdk.spec.KubernetesObject;
import io.github.ekssdk.spec.ObjectOwnership;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes chance out of a chart, so that a second plan does not differ from the first, by comparing two renderings. A random Secret is
 * made once; a random certificate elsewhere, by which a webhook is trusted, is taken from the Secret that is there; and the checksums by
 * which a chart restarts its Pods when such a Secret changes are left out, for it never does.
 */
final class Chance {

    private static final String CHECKSUM = "checksum/";

    private static final String CERTIFICATE = ".crt";

    private final List<KubernetesObject> first;
    private final Map<String, KubernetesObject> second;
    private final BiFunction<String, String, InvalidSpecException> refused;

    /** What stands for the certificates of random Secrets, by how they came out. */
    private final Map<Object, String> certificates = new LinkedHashMap<>();

    Chance(
            List<KubernetesObject> first,
            List<KubernetesObject> second,
            BiFunction<String, String, InvalidSpecException> refused) {
        this.first = first;
        this.second = second.stream()
                .collect(Collectors.toMap(KubernetesObject::toString, object -> object, (one, other) -> one));
        this.refused = refused;
        first.stream().filter(this::random).filter(Chance::isSecret).forEach(this::remember);
    }

    private void remember(KubernetesObject secret) {
        String id = "kubernetesObject/Secret/" + secret.namespace().orElse("default") + "/" + secret.name();
        Manifests.mapAt(secret.manifest(), "data").forEach((key, value) -> {
            if (String.valueOf(key).endsWith(CERTIFICATE)) {
                certificates.put(value, LateText.mark(new Output(id, "data." + key)));
            }
        });
    }

    private boolean random(KubernetesObject object) {
        KubernetesObject again = second.get(object.toString());
        return again != null && !object.manifest().equals(again.manifest());
    }

    private static boolean isSecret(KubernetesObject object) {
        return object.kind().equals("Secret") && object.group().isEmpty();
    }

    /** Returns the objects of which each comes out the same every time, or is made only once. */
    List<KubernetesObject> settled() {
        return first.stream().map(this::settled).toList();
    }

    private KubernetesObject settled(KubernetesObject object) {
        KubernetesObject again = second.get(object.toString());
        if (again == null) {
            throw refused.apply(
                    "The chart makes the object " + object + " under another name each time.",
                    "Set the value of the chart that names it.");
        }
        if (object.manifest().equals(again.manifest())) {
            return object;
        }
        if (isSecret(object)) {
            return object.ownership(ObjectOwnership.INITIAL);
        }
        Map<String, Object> manifest = withoutChecksums(object.manifest(), again.manifest());
        Object other = withCertificates(withoutChecksums(again.manifest(), object.manifest()), manifest);
        manifest = Manifests.named((Map<?, ?>) withCertificates(manifest, manifest));
        difference("", manifest, other).ifPresent(path -> {
            throw refused.apply(
                    "The chart makes " + object + " different each time, at " + path.substring(1)
                            + ", so that no plan would ever be done.",
                    "Set the value of the chart that decides it, such as a password or a certificate.");
        });
        return new KubernetesObject(manifest, object.ownership(), object.force(), object.awaited());
    }

    private static Map<String, Object> withoutChecksums(Map<?, ?> map, @Nullable Object other) {
        Map<String, Object> kept = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            @Nullable Object there = other instanceof Map<?, ?> others ? others.get(key) : value;
            boolean random = String.valueOf(key).startsWith(CHECKSUM) && !Objects.equals(value, there);
            Object inside = value instanceof Map<?, ?> inner ? withoutChecksums(inner, there) : value;
            boolean emptied = inside instanceof Map<?, ?> inner && inner.isEmpty() && !inner.equals(value);
            if (!random && !emptied) {
                kept.put(String.valueOf(key), inside);
            }
        });
        return kept;
    }

    /** Returns a tree with the certificates of random Secrets where they stand in the first rendering. */
    private Object withCertificates(Object tree, @Nullable Object original) {
        String certificate = certificates.get(original);
        if (certificate != null) {
            return certificate;
        }
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> replaced = new LinkedHashMap<>();
            map.forEach((key, value) -> replaced.put(
                    String.valueOf(key),
                    withCertificates(value, original instanceof Map<?, ?> others ? others.get(key) : null)));
            return replaced;
        }
        if (tree instanceof List<?> list) {
            List<?> others = original instanceof List<?> found && found.size() == list.size() ? found : list;
            return IntStream.range(0, list.size())
                    .mapToObj(i -> withCertificates(list.get(i), others.get(i)))
                    .toList();
        }
        return tree;
    }

    private static Optional<String> difference(String path, @Nullable Object one, @Nullable Object other) {
        if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> others) {
            return map.entrySet().stream()
                    .flatMap(entry ->
                            difference(path + "." + entry.getKey(), entry.getValue(), others.get(entry.getKey()))
                                    .stream())
                    .findFirst();
        }
        if (one instanceof List<?> list && other instanceof List<?> others && list.size() == others.size()) {
            return IntStream.range(0, list.size())
                    .boxed()
                    .flatMap(i -> difference(path + "[" + i + "]", list.get(i), others.get(i)).stream())
                    .findFirst();
        }
        return Objects.equals(one, other) ? Optional.empty() : Optional.of(path);
    }
}
