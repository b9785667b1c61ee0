package io.github.ekssdk.kubeconfig;

import static io.github.ekssdk.internal.Yaml.entry;
import static io.github.ekssdk.internal.Yaml.list;
import static io.github.ekssdk.internal.Yaml.map;
import static io.github.ekssdk.internal.Yaml.text;

import io.github.ekssdk.internal.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The content of a kubeconfig file, changed only where it is asked to be. */
final class KubeconfigDocument {

    static final String CLUSTERS = "clusters";
    static final String CONTEXTS = "contexts";
    static final String USERS = "users";
    static final String CURRENT_CONTEXT = "current-context";

    private final MappingNode root;
    private final boolean fresh;

    private KubeconfigDocument(MappingNode root, boolean fresh) {
        this.root = root;
        this.fresh = fresh;
    }

    /** A file that is yet to be written; it has no entries and no current context. */
    static KubeconfigDocument fresh() {
        MappingNode root = map(
                entry("apiVersion", "v1"),
                entry(CLUSTERS, list(List.of())),
                entry(CONTEXTS, list(List.of())),
                entry(CURRENT_CONTEXT, ""),
                entry("kind", "Config"),
                entry("preferences", map()),
                entry(USERS, list(List.of())));
        return new KubeconfigDocument(root, true);
    }

    /** What a file holds; the root has passed {@link KubeconfigParser}. */
    static KubeconfigDocument existing(MappingNode root) {
        return new KubeconfigDocument(root, false);
    }

    void put(Kubeconfig kubeconfig, boolean useContext) {
        KubeconfigEntries entries = new KubeconfigEntries(kubeconfig);
        put(CLUSTERS, kubeconfig.arn(), replaced -> entries.cluster());
        put(USERS, kubeconfig.userName(), replaced -> entries.user());
        put(CONTEXTS, kubeconfig.contextName(), entries::context);
        if (useContext || fresh) {
            Yaml.put(root, CURRENT_CONTEXT, text(kubeconfig.contextName()));
        }
    }

    /** Takes out a context and what only it used; says whether it was there. */
    boolean remove(String contextName) {
        Optional<Node> context = entries(CONTEXTS).stream()
                .filter(entry -> isNamed(entry, contextName))
                .findFirst();
        context.ifPresent(entry -> {
            removeEntry(CONTEXTS, contextName);
            removeIfUnused(CLUSTERS, reference(entry, "cluster"), "cluster");
            removeIfUnused(USERS, reference(entry, "user"), "user");
            if (Yaml.findText(root, CURRENT_CONTEXT).filter(contextName::equals).isPresent()) {
                Yaml.put(root, CURRENT_CONTEXT, text(""));
            }
        });
        return context.isPresent();
    }

    String toYaml() {
        return Yaml.write(root);
    }

    /** Puts an entry in the place of the first of that name, or at the end; further ones of that name go. */
    private void put(String section, String name, Function<Optional<Node>, Node> make) {
        List<Node> kept = new ArrayList<>();
        Optional<Node> replaced = Optional.empty();
        int place = -1;
        for (Node entry : entries(section)) {
            if (!isNamed(entry, name)) {
                kept.add(entry);
            } else if (place < 0) {
                place = kept.size();
                replaced = Optional.of(entry);
            }
        }
        kept.add(place < 0 ? kept.size() : place, make.apply(replaced));
        setEntries(section, kept);
    }

    private void removeIfUnused(String section, Optional<String> name, String role) {
        boolean used = entries(CONTEXTS).stream()
                .anyMatch(context -> reference(context, role).equals(name));
        if (name.isPresent() && !used) {
            removeEntry(section, name.get());
        }
    }

    private void removeEntry(String section, String name) {
        setEntries(
                section,
                entries(section).stream().filter(entry -> !isNamed(entry, name)).toList());
    }

    private static Optional<String> reference(Node context, String role) {
        return Yaml.find(context, "context").flatMap(inner -> Yaml.findText(inner, role));
    }

    private static boolean isNamed(Node entry, String name) {
        return Yaml.findText(entry, "name").filter(name::equals).isPresent();
    }

    private List<Node> entries(String section) {
        return Yaml.find(root, section)
                .filter(SequenceNode.class::isInstance)
                .map(SequenceNode.class::cast)
                .map(SequenceNode::getValue)
                .orElse(List.of());
    }

    private void setEntries(String section, List<Node> entries) {
        SequenceNode list = list(entries);
        Yaml.find(root, section).ifPresent(old -> Yaml.keepStyle(old, list));
        Yaml.put(root, section, list);
    }
}
