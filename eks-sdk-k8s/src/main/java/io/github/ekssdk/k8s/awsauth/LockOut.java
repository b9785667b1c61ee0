package io.github.ekssdk.k8s.awsauth;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.internal.access.IdentityMapping;
import io.github.ekssdk.k8s.internal.client.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds out whom a change of aws-auth would lock out. */
final class LockOut {

    private final KubernetesClient client;
    private final Entries entries;

    LockOut(KubernetesClient client, Entries entries) {
        this.client = client;
        this.entries = entries;
    }

    /** Returns a sentence for each lock-out that a change from one document to another brings. */
    static List<String> dangers(KubernetesClient client, Supplier<Entries> entries, Document before, Document after) {
        if (!takesAway(before, after)) {
            return List.of();
        }
        Entries known = entries.get();
        return known.awsAuthCounts() ? new LockOut(client, known).dangers(before, after) : List.of();
    }

    /** Nobody needs to be asked where nobody loses anything. */
    private static boolean takesAway(Document before, Document after) {
        Map<String, IamMapping> next = after.effective();
        return !after.accounts().containsAll(before.accounts())
                || before.effective().values().stream().anyMatch(mapping -> !keeps(next.get(mapping.key()), mapping));
    }

    private static boolean keeps(@Nullable IamMapping after, IamMapping before) {
        return after != null
                && after.username().equals(before.username())
                && after.groups().containsAll(before.groups());
    }

    private List<String> dangers(Document before, Document after) {
        List<String> dangers = new ArrayList<>();
        caller(before, after, dangers);
        administrators(before, after, dangers);
        nodes(before, after, dangers);
        return List.copyOf(dangers);
    }

    /** An access entry never gives the group system:masters: who is in it was let in by the mapping. */
    private void caller(Document before, Document after, List<String> dangers) {
        Caller caller = Caller.of(client);
        boolean byMapping = before.effective(caller.key())
                .filter(caller::isLetInBy)
                .filter(mapping -> !keeps(after.effective().get(mapping.key()), mapping))
                .filter(mapping -> entries.find(mapping.key()).isEmpty() || isMaster(mapping))
                .isPresent();
        boolean byAccount = before.effective(caller.key()).isEmpty()
                && caller.username().equalsIgnoreCase(caller.arn())
                && entries.find(caller.key()).isEmpty()
                && before.accounts().contains(caller.account())
                && !after.accounts().contains(caller.account());
        if (byMapping || byAccount) {
            dangers.add("you, " + caller.username() + ", who are let in as " + caller.arn() + " by what is taken away"
                    + (entries.find(caller.key()).isPresent() ? "; your access entry has not taken effect yet." : "."));
        }
    }

    private void administrators(Document before, Document after, List<String> dangers) {
        if (hasMasters(before) && !hasMasters(after) && !entries.haveAdministrator()) {
            dangers.add("every administrator: nobody would be in the group " + IdentityMapping.MASTERS
                    + ", and no access entry that is known of takes its place.");
        }
    }

    private static boolean hasMasters(Document document) {
        return document.effective().values().stream().anyMatch(LockOut::isMaster);
    }

    private static boolean isMaster(IamMapping mapping) {
        return mapping.groups().contains(IdentityMapping.MASTERS);
    }

    private void nodes(Document before, Document after, List<String> dangers) {
        Map<String, IamMapping> next = after.effective();
        List<String> losing = before.effective().values().stream()
                .filter(mapping -> mapping.groups().contains(IdentityMapping.NODES))
                .filter(mapping -> !keeps(next.get(mapping.key()), mapping))
                .filter(mapping ->
                        entries.find(mapping.key()).filter(Entries::ofNodes).isEmpty())
                .map(IamMapping::arn)
                .toList();
        if (!losing.isEmpty() && hasNodes()) {
            losing.forEach(arn -> dangers.add("nodes that log in with " + arn
                    + ": the cluster has nodes, and no access entry that is known of lets those of this role in."));
        }
    }

    private boolean hasNodes() {
        return !Calls.of(client)
                .get(() -> client.nodes()
                        .list(new ListOptionsBuilder().withLimit(1L).build())
                        .getItems())
                .isEmpty();
    }
}
