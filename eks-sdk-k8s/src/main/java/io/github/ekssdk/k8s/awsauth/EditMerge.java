package io.github.ekssdk.k8s.awsauth;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Merges mappings that are wanted, and removes those that are not, principal by principal. */
final class EditMerge implements Merge {

    /**
     * What is wanted of one principal.
     *
     * @param mapping nothing if it is to be removed
     */
    record Wish(Section section, String principal, Optional<IamMapping> mapping) {}

    private final List<Wish> wishes;
    private final List<String> warnings;

    EditMerge(List<Wish> wishes, List<String> warnings) {
        this.wishes = List.copyOf(wishes);
        this.warnings = List.copyOf(warnings);
    }

    @Override
    public Result into(Document now) {
        Map<Section, String> texts = new EnumMap<>(Section.class);
        List<AwsAuthChange> changes = new ArrayList<>();
        for (Section section : Section.values()) {
            ListMerge merge = new ListMerge(now.list(section));
            wishes.stream().filter(wish -> wish.section() == section).forEach(merge::add);
            texts.put(section, now.list(section).edit(merge.removed, merge.changed, merge.added));
            changes.addAll(merge.changes);
        }
        return new Result(now.with(texts), List.copyOf(changes), warnings);
    }

    /** What is to be done to one list. */
    private static final class ListMerge {

        private final MappingList list;
        private final Set<Item> removed = new HashSet<>();
        private final Map<Item, Node> changed = new HashMap<>();
        private final List<Node> added = new ArrayList<>();
        private final List<AwsAuthChange> changes = new ArrayList<>();

        ListMerge(MappingList list) {
            this.list = list;
        }

        void add(Wish wish) {
            List<Item> present = list.items().stream()
                    .filter(item -> item.mapping().key().equals(IamMapping.key(wish.principal())))
                    .toList();
            if (wish.mapping().isEmpty()) {
                present.forEach(this::remove);
            } else if (present.isEmpty()) {
                added.add(list.section().item(wish.mapping().get()));
                changes.add(AwsAuthChange.added(list.section(), wish.mapping().get()));
            } else {
                // Of several for one principal EKS takes the last, so that is the one to keep.
                present.subList(0, present.size() - 1).forEach(this::remove);
                change(present.get(present.size() - 1), wish.mapping().get());
            }
        }

        private void remove(Item item) {
            removed.add(item);
            changes.add(AwsAuthChange.removed(list.section(), item.mapping()));
        }

        private void change(Item item, IamMapping wanted) {
            IamMapping before = item.mapping();
            boolean same = before.matches()
                    && before.username().equals(wanted.username())
                    && Set.copyOf(before.groups()).equals(Set.copyOf(wanted.groups()));
            if (!same && list.section() != Section.ACCOUNTS) {
                changed.put(item, list.section().item(item, wanted));
                changes.add(AwsAuthChange.changed(list.section(), before, wanted));
            }
        }
    }
}
